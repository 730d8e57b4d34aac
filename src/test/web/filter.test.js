import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rows } from '../../main/resources/web/app/rows.js';
import { filterOf } from '../../main/resources/web/app/views/filter.js';

function passing(names, text) {
  const rows = new Rows({ schedule: () => {} });
  names.forEach(([observation, name, flux]) => rows.apply({ type: 'observation.found', observation, selected: true, row: { name, flux } }));
  return names.map(([observation]) => observation).filter((_, row) => filterOf(rows, text, new Set(), [])(row));
}

const NAMES = [['600', 'Source 7', 77], ['601', 'Source 77', 1], ['602', 'Source 177', 2], ['603', 'Source 770', 770], ['7712', 'Other 77', 3]];

test('a number is found as a whole: not within longer numbers of texts and cells', () => {
  assert.deepEqual(passing(NAMES, 'source 77'), ['600', '601']);
  assert.deepEqual(passing(NAMES, '"source 77"'), ['601']);
  assert.deepEqual(passing(NAMES, '"source 7"'), ['600']);
  assert.deepEqual(passing(NAMES, '770'), ['603']);
});

test('an identifier is found by its beginning, a name by any part of its letters', () => {
  assert.deepEqual(passing(NAMES, '60'), ['600', '601', '602', '603']);
  assert.deepEqual(passing(NAMES, '77 other'), ['7712']);
  assert.deepEqual(passing(NAMES, '712'), []);
  assert.deepEqual(passing(NAMES, 'ourc'), ['600', '601', '602', '603']);
});

test('what means something in a pattern is itself here', () => {
  const odd = [['a', 'NGC 4151 (core)'], ['b', 'NGC.4151'], ['c', '1+2']];
  assert.deepEqual(passing(odd, '"4151 ("'), ['a']);
  assert.deepEqual(passing(odd, 'ngc.4151'), ['b']);
  assert.deepEqual(passing(odd, '"1+2"'), ['c']);
});

test('a filter leaves the same rows in every count, also while rows arrive and change', (test) => {
  test.mock.method(performance, 'now', () => 0); // a filter that takes long is applied in several slices of time
  const waiting = [];
  const rows = new Rows({ schedule: (run) => waiting.push(run) });
  const add = (observation, n, selected = true) => rows.apply({ type: 'observation.found', observation, selected, row: { n } });
  const frame = () => waiting.splice(0).forEach((run) => run());
  add('a', 1);
  add('b', 20);
  frame();
  rows.filter.set({ text: 'n>5' });
  assert.deepEqual([rows.passes(0), rows.passes(1), rows.shownLength], [false, true, 1]);
  add('c', 30, false);
  add('d', 2);
  frame();
  assert.equal(rows.shownLength, 2);
  assert.deepEqual(rows.shownCounts.slice(0, 2), [1, 1]);
  rows.filter.set({ hidden: new Set([0]) });
  assert.deepEqual([0, 1, 2, 3].filter((row) => rows.passes(row)), [1]);
  rows.apply({ type: 'observation.linked', observation: 'b' });
  frame();
  assert.deepEqual(rows.shownCounts.slice(0, 3), [0, 0, 1]);
  assert.equal(rows.shownWithoutPosition, 1);
  rows.filter.set({ text: '', hidden: new Set() });
  assert.equal(rows.shownLength, 4);
});
