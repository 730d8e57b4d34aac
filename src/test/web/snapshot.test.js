import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventsOf, replay } from '../../main/resources/web/app/snapshot.js';

const SNAPSHOT = {
  search: { id: 's' },
  cursor: 's:4',
  since: Date.parse('2026-11-29T11:40:38.000Z'),
  events: [
    { type: 'observation.found', fields: ['observation', 'row', 'selected'], columns: ['name', 'ra'] },
    [0, 1, 15, 'o1', ['3C105', 61.8], true],
    [0, 2, 16, 'o2', [null, '9007199254740993'], false],
    { type: 'observation.linked', fields: ['observation', 'row'] },
    [1, 3, 20, 'o1', [1, 2]],
    { type: 'search.completed', fields: [] },
    [2, 4, 30],
  ],
};

test('a snapshot has the events of the stream', () => {
  const of = (seq, millis) => ({ seq, search: 's', time: `2026-11-29T11:40:38.0${millis}Z` });
  assert.deepEqual([...eventsOf(SNAPSHOT)], [
    { type: 'observation.found', ...of(1, 15), observation: 'o1', row: { name: '3C105', ra: 61.8 }, selected: true },
    { type: 'observation.found', ...of(2, 16), observation: 'o2', row: { name: null, ra: '9007199254740993' }, selected: false },
    { type: 'observation.linked', ...of(3, 20), observation: 'o1', row: [1, 2] }, // not that of a catalogue
    { type: 'search.completed', ...of(4, 30) },
  ]);
});

const LONG = { ...SNAPSHOT, events: [SNAPSHOT.events[5], ...Array.from({ length: 30_000 }, (_, at) => [0, at + 1, at])] };

/** Each array takes longer than a slice of time. */
function slowly(work) {
  const end = performance.now() + 31;
  while (performance.now() < end);
  work();
}

test('the events are handed over in their order, whole, and the page has its turn in between', async () => {
  const seqs = [];
  let turns = 0;
  const clock = setInterval(() => (turns += 1));
  await replay({ ...LONG, events: LONG.events.slice(0, 3001) }, (events) => slowly(() => seqs.push(...events.map(({ seq }) => seq))), () => true);
  clearInterval(clock);
  assert.deepEqual(seqs, Array.from({ length: 3000 }, (_, at) => at + 1));
  assert.ok(turns >= 1, `${turns}`);
});

test('what is no longer wanted is not handed over', async () => {
  let taken = 0;
  await replay(LONG, (events) => slowly(() => (taken += events.length)), () => false);
  assert.equal(taken, 500);
});
