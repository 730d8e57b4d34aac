import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rows } from '../../main/resources/web/app/rows.js';

const frames = () => {
  const waiting = [];
  const run = () => waiting.splice(0).forEach((each) => each());
  return { schedule: (each) => waiting.push(each), run, waiting };
};
const found = (observation, more = {}) => ({ type: 'observation.found', observation, selected: true, row: {}, ...more });

function heard(rows, type) {
  const details = [];
  rows.addEventListener(type, (event) => details.push(event.detail));
  return details;
}

test('a thousand events in one frame are told once, as ranges that do not touch', () => {
  const frame = frames();
  const rows = new Rows(frame);
  const told = heard(rows, 'changed');
  for (let number = 0; number < 1000; number++) {
    rows.apply(found(`o${number}`));
  }
  frame.run();
  rows.apply({ type: 'observation.linked', observation: 'o3' });
  rows.apply({ type: 'observation.linked', observation: 'o900' });
  rows.apply({ type: 'observation.linked', observation: 'o4' });
  frame.run();
  assert.equal(told.length, 2);
  assert.deepEqual(told[0].ranges, [[0, 1000]]);
  assert.deepEqual(told[1].ranges, [[3, 5], [900, 901]]);
  assert.equal(told[1].columns, false);
});

test('a row knows the event with its links, of a catalogue of several its own', () => {
  const rows = new Rows(frames());
  rows.apply(found('1', { seq: 1, search: 's', catalogue: 'a' }));
  rows.apply(found('1', { seq: 2, search: 's', catalogue: 'b' }));
  rows.apply(found('2', { seq: 3, search: 's', catalogue: 'a' }));
  rows.apply({ type: 'observation.linked', seq: 4, search: 's', observation: '1', catalogue: 'b', directories: [], others: [] });
  rows.apply({ type: 'observation.unavailable', seq: 5, search: 's', observation: '2', catalogue: 'a', reason: 'no-link' });
  rows.apply({ type: 'observation.failed', seq: 6, search: 's', observation: '1', catalogue: 'b', problem: {} });
  assert.deepEqual([0, 1, 2].map((index) => rows.linksSeq(index)), [0, 4, 5]);
});

test('a row has the columns of its own catalogue', () => {
  const rows = new Rows(frames());
  rows.apply(found('1', { catalogue: 'a', row: { ra: 1, flux: 2 } }));
  rows.apply(found('2', { catalogue: 'b', row: { ra: 1, grade: 'x' } }));
  rows.apply({ type: 'catalogue.searched', catalogue: 'b', columns: [{ name: 'ra', unit: 'deg' }, { name: 'grade' }, { name: 'empty' }] });
  assert.deepEqual([0, 1].map((index) => rows.columnsOf(index).map((column) => column.name)), [['ra', 'flux'], ['ra', 'grade', 'empty']]);
});

test('what is missing stays missing', () => {
  const rows = new Rows(frames());
  rows.apply(found('a', { row: { time: null, exposure: 12.5, note: null } }));
  rows.apply(found('b', { raDeg: 61.8, decDeg: 3.7, row: { time: 58000.5, exposure: null, note: 'x' } }));
  assert.equal(rows.withoutPosition, 1);
  assert.ok(Number.isNaN(rows.raDeg(0)) && Number.isNaN(rows.timeMjd(0)) && Number.isNaN(rows.exposureSeconds(1)));
  assert.equal(rows.timeMjd(1), 58000.5);
  assert.equal(rows.exposureSeconds(0), 12.5);
  assert.deepEqual(rows.row(0).values, { time: null, exposure: 12.5, note: null });
  assert.equal(rows.row(0).raDeg, null);
  assert.equal(rows.row(1).values.exposure, null);
});

test('an observation goes through its states, and an ended search downloads nothing more', () => {
  const rows = new Rows(frames());
  rows.apply(found('r', { selected: false }));
  rows.apply(found('60061044002'));
  rows.apply({ type: 'observation.linked', observation: '60061044002', directories: [], others: [] });
  rows.apply({ type: 'file.found', observation: '60061044002', file: '60061044002/event_cl/a.evt.gz' });
  rows.apply({ type: 'file.started', file: '60061044002/event_cl/a.evt.gz' });
  assert.equal(rows.state(1), 'downloading');
  rows.apply({ type: 'search.cancelled' });
  assert.equal(rows.state(1), 'linked');
  rows.apply({ type: 'observation.completed', observation: '60061044002', failed: 0 });
  assert.equal(rows.state(1), 'complete');
  rows.apply({ type: 'observation.completed', observation: '60061044002', failed: 2 });
  assert.equal(rows.state(1), 'failed');
  assert.equal(rows.state(0), 'found');
  assert.equal(rows.selected(1), true);
  assert.deepEqual(rows.stateCounts, [1, 0, 0, 0, 0, 0, 1]);
});

test('a file that lies elsewhere is known by the observation that found it', () => {
  const rows = new Rows(frames());
  rows.apply(found('7'));
  rows.apply({ type: 'file.found', observation: '7', file: 'elsewhere/a.fits' });
  rows.apply({ type: 'file.started', file: 'elsewhere/a.fits' });
  assert.equal(rows.state(0), 'downloading');
  assert.equal(rows.files(0), 1);
});

test('the reason and the public date of an unavailable one are kept', () => {
  const rows = new Rows(frames());
  rows.apply(found('7'));
  rows.apply({ type: 'observation.unavailable', observation: '7', reason: 'proprietary', publicDate: '2027-01-02' });
  assert.deepEqual(rows.why(0), { reason: 'proprietary', publicDate: '2027-01-02', detail: null });
});

test('rows of one id share its states, whatever their order', () => {
  const rows = new Rows(frames());
  ['a', 'b', 'a', 'a'].forEach((id) => rows.apply(found(id)));
  rows.apply({ type: 'observation.linked', observation: 'a' });
  assert.deepEqual([0, 1, 2, 3].map((index) => rows.state(index)), ['linked', 'selected', 'linked', 'linked']);
  assert.equal(rows.indexOf('a'), 0);
});

test('the UCD says which column is the time and the exposure, with its unit', () => {
  const rows = new Rows(frames());
  rows.apply({ type: 'search.accepted', request: { catalogue: 'ivo://nasa.heasarc/numaster', radiusDeg: 0.5 } });
  rows.apply(found('a', { row: { begin: 2458000.0, spent: 2, time: 7 } }));
  assert.equal(rows.timeMjd(0), 7);
  rows.apply({
    type: 'catalogue.searched',
    columns: [
      { name: 'spent', unit: 'ks', ucd: 'time.duration;obs.exposure' },
      { name: 'begin', unit: 'd', ucd: 'time.start;obs', description: 'start' },
      { name: 'time', unit: 'd', ucd: 'time.processing' },
    ],
  });
  assert.equal(rows.timeMjd(0), 57999.5);
  assert.equal(rows.exposureSeconds(0), 2000);
  assert.deepEqual(rows.columns.map((column) => column.name), ['spent', 'begin', 'time']);
  assert.deepEqual(rows.columnsFor('time').map((column) => column.name), ['begin']);
  assert.equal(rows.catalogue(0), 'numaster');
});

test('two catalogues in one search each have their own exposure', () => {
  const rows = new Rows(frames());
  rows.apply(found('a', { catalogue: 'numaster', row: { exposure_a: null, exposure_b: 5 } }));
  rows.apply(found('b', { catalogue: 'nicermastr', row: { exposure: 9 } }));
  assert.ok(Number.isNaN(rows.exposureSeconds(0)));
  assert.equal(rows.exposureSeconds(1), 9);
});

test('a column of numbers that then has a text keeps both', () => {
  const rows = new Rows(frames());
  [1, null, 'x', 2].forEach((mixed, at) => rows.apply(found(`o${at}`, { row: { mixed } })));
  assert.deepEqual([0, 1, 2, 3].map((index) => rows.row(index).values.mixed), [1, null, 'x', 2]);
});

test('an event that came before is passed over', () => {
  const rows = new Rows(frames());
  const event = found('a', { search: 's', seq: 4 });
  rows.apply(event);
  rows.apply(event);
  assert.equal(rows.length, 1);
});

test('pick and hover are told once, and an unknown id is none', () => {
  const rows = new Rows(frames());
  rows.apply(found('a'));
  const picked = heard(rows, 'picked');
  rows.pick('a');
  rows.pick('a');
  rows.pick('unknown');
  assert.deepEqual(picked, [{ id: 'a', index: 0 }, { id: null, index: -1 }]);
});

test('the radius of the request stands with the target that is resolved', () => {
  const rows = new Rows(frames());
  rows.apply({ type: 'search.accepted', request: { target: '3C 105', radiusDeg: 0.25 } });
  rows.apply({ type: 'target.resolved', name: '3C 105', raDeg: 61.81861, decDeg: 3.70717 });
  assert.deepEqual(rows.target, { name: '3C 105', raDeg: 61.81861, decDeg: 3.70717, radiusDeg: 0.25 });
  rows.clear();
  assert.equal(rows.target, null);
});

test('a hundred thousand rows are taken in well under a second of work', () => {
  const rows = new Rows(frames());
  for (let number = 0; number < 100_000; number++) {
    rows.apply(found(`o${number}`, { raDeg: number / 300, decDeg: 0, row: { time: number, status: 'archived' } }));
  }
  assert.equal(rows.length, 100_000);
  assert.equal(rows.timeMjd(99_999), 99_999);
  assert.equal(rows.column('status').value(99_999), 'archived');
});

test('an end of the search is told even where nothing was found', () => {
  const frame = frames();
  const rows = new Rows(frame);
  const told = heard(rows, 'changed');
  assert.equal(rows.answered, false);
  rows.apply({ type: 'search.empty' });
  frame.run();
  assert.equal(rows.answered, true);
  assert.equal(told.length, 1);
});

test('columns may be named like what every object has', () => {
  const rows = new Rows(frames());
  rows.apply(JSON.parse('{"type":"observation.found","observation":"__proto__","selected":true,"row":{"__proto__":1,"constructor":"x","toString":null}}'));
  assert.equal(rows.column('__proto__').value(0), 1);
  assert.equal(rows.column('constructor').value(0), 'x');
  assert.equal(rows.indexOf('__proto__'), 0);
  assert.equal(rows.indexOf('constructor'), -1);
  assert.equal(Object.getPrototypeOf(rows.row(0).values), Object.prototype);
});

test('several targets stand beside each other, one resolved again replaces itself', () => {
  const rows = new Rows(frames());
  rows.apply({ type: 'search.accepted', request: { targets: ['3C 105', '3C 273'], catalogues: ['numaster', 'nicermastr'], radiusDeg: 0.2 } });
  rows.apply({ type: 'target.resolved', target: '3C 105', name: '3C 105', raDeg: 61.81861, decDeg: 3.70717 });
  rows.apply({ type: 'target.resolved', target: '3C 273', name: '3C 273', raDeg: 187.27792, decDeg: 2.05239 });
  assert.deepEqual(rows.targets.map((each) => [each.name, each.radiusDeg]), [['3C 105', 0.2], ['3C 273', 0.2]]);
  rows.apply({ type: 'catalogue.searched', target: '3C 105', catalogue: 'numaster', rows: 0, columns: [] });
  assert.equal(rows.answered, false);
  const one = new Rows(frames());
  one.target = { name: 'M 1', raDeg: 83.6, decDeg: 22, radiusDeg: 1 };
  one.apply({ type: 'target.resolved', name: 'M 1', raDeg: 83.63, decDeg: 22.01 });
  assert.deepEqual(one.targets, [{ name: 'M 1', raDeg: 83.63, decDeg: 22.01, radiusDeg: 1 }]);
});

test('the catalogue is known by its short name, from an address too', () => {
  for (const catalogue of ['numaster', 'ivo://nasa.heasarc/numaster', 'https://archive.example/cone.pl?table=numaster&']) {
    const rows = new Rows(frames());
    rows.apply({ type: 'search.accepted', request: { catalogue } });
    rows.apply(found('a'));
    assert.equal(rows.catalogue(0), 'numaster');
  }
});

test('what one of several catalogues says of an id changes no row of another', () => {
  const rows = new Rows(frames());
  rows.apply(found('1', { catalogue: 'numaster' }));
  rows.apply(found('1', { catalogue: 'nicermastr' }));
  rows.apply({ type: 'observation.linked', observation: '1', catalogue: 'ivo://nasa.heasarc/nicermastr' });
  assert.deepEqual([rows.state(0), rows.state(1)], ['selected', 'linked']);
  rows.apply({ type: 'file.started', file: 'nicermastr/1/a.fits' });
  assert.equal(rows.state(1), 'downloading');
});
