import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rows } from '../../main/resources/web/app/rows.js';
import { isDate } from '../../main/resources/web/app/views/dates.js';
import { filterOf, unknownNames } from '../../main/resources/web/app/views/filter.js';
import { Order } from '../../main/resources/web/app/views/table/order.js';
import { plainNumber, tableColumns } from '../../main/resources/web/app/views/table/table-columns.js';

const COLUMNS = [
  { name: 'name', unit: '', ucd: 'meta.id;src' }, { name: 'ra', unit: 'deg', ucd: 'pos.eq.ra;meta.main', description: 'Right Ascension' },
  { name: 'dec', unit: 'deg', ucd: 'pos.eq.dec;meta.main' }, { name: 'time', unit: 'd', ucd: 'time.start;obs' },
  { name: 'public_date', unit: 'd', ucd: 'time.release' }, { name: 'exposure_a', unit: 's', ucd: 'time.duration;obs.exposure' },
  { name: 'obsid', unit: '', ucd: 'meta.id;meta.main' },
];

function filled(exposures) {
  const rows = new Rows({ schedule: () => {} });
  exposures.forEach((exposure_a, at) => rows.apply({
    type: 'observation.found', observation: `o${at}`, selected: exposure_a !== null, offsetArcmin: at / 4,
    row: { name: at % 2 ? 'Crab' : '3C 105', ra: 61.81861, dec: 3.70717, time: 57981.5 + at, public_date: 58000, exposure_a, obsid: `o${at}` },
  }));
  rows.apply({ type: 'catalogue.searched', columns: COLUMNS });
  return rows;
}

const column = (rows, key, options = {}) => tableColumns(rows, { dates: true, sexagesimal: false, ...options }).find((each) => each.key === key);
const listed = (order) => Array.from({ length: order.length }, (_, place) => order.row(place));

test('columns have their unit and what they mean, and numbers one number of decimals', () => {
  const rows = filled([1.5, 20, 300.25, null]);
  const exposure = column(rows, 'exposure_a');
  assert.deepEqual([0, 1, 2, 3].map(exposure.text), ['1.50', '20.00', '300.25', '—']);
  assert.equal(exposure.unit, 's');
  assert.equal(column(rows, 'ra').help, 'Right Ascension · pos.eq.ra;meta.main');
  assert.equal(column(rows, 'obsid').extra, true);
  assert.equal(column(rows, ':offset').text(1), '0.25');
});

test('a number that comes later with more decimals is not rounded to those of the first', () => {
  const rows = filled([...Array.from({ length: 250 }, () => 100), 12.5, 0.123456789]);
  const exposure = column(rows, 'exposure_a');
  assert.deepEqual([0, 250, 251].map(exposure.text), ['100', '12.5', '0.123457']);
  assert.equal(exposure.full(251), '0.123456789');
});

test('MJD are dates, whole ones without a time, unless that is switched off', () => {
  const rows = filled([1]);
  assert.equal(column(rows, 'time').text(0), '2017-08-16 12:00:00');
  assert.equal(column(rows, 'time').unit, 'UTC');
  assert.equal(column(rows, 'public_date').text(0), '2017-09-04');
  assert.equal(column(rows, 'time', { dates: false }).text(0), '57981.5');
  assert.equal(isDate(rows.column('exposure_a')), false);
});

test('where there are several targets each row says around which it was found', () => {
  assert.equal(column(filled([10]), ':target'), undefined);
  const rows = new Rows({ schedule: () => {} });
  ['3C 105', '61.8 +3.3'].forEach((target) => rows.apply({ type: 'observation.found', observation: 'o', selected: true, target, row: {} }));
  const said = column(rows, ':target');
  assert.deepEqual([0, 1].map((row) => said.text(row)), ['3C 105', '61.8 +3.3']);
  assert.deepEqual([0, 1].filter(filterOf(rows, '+3.3', new Set(), [])), [1]);
});

test('positions are sexagesimal where that is asked for', () => {
  const rows = filled([1]);
  assert.equal(column(rows, 'ra', { sexagesimal: true }).text(0), '04h07m16.47s');
  assert.equal(column(rows, 'dec', { sexagesimal: true }).text(0), '+03°42′25.8″');
  assert.equal(column(rows, 'ra').text(0), '61.81861');
});

test('a number too small or too large for its decimals has an exponent', () => {
  assert.equal(plainNumber(1.5e-14, 2), '1.5e-14');
  assert.equal(plainNumber(0, 2), '0.00');
  assert.equal(plainNumber(2e18, 0), '2000000000000000000');
  assert.equal(plainNumber(2e22, 0), '2e+22');
});

test('without sorting and filter the order is that of arrival, and grows', () => {
  const rows = filled([3, 1, 2]);
  const order = new Order(rows);
  order.grow();
  assert.deepEqual(listed(order), [0, 1, 2]);
  assert.equal(order.place(2), 2);
});

test('what arrives comes to its place among the sorted, missing ones last', () => {
  const rows = filled([30, null, 10]);
  const order = new Order(rows);
  order.arrange({ keyOf: (row) => rows.column('exposure_a').value(row), direction: 'desc' }, null);
  assert.deepEqual(listed(order), [0, 2, 1]);
  rows.apply({ type: 'observation.found', observation: 'late', selected: true, row: { exposure_a: 20 } });
  order.grow();
  assert.deepEqual(listed(order), [0, 3, 2, 1]);
});

test('rows that arrive while a new order is made are in it', () => {
  const rows = filled(Array.from({ length: 5000 }, (_, at) => at % 7));
  const order = new Order(rows);
  const steps = order.arranging({ keyOf: (row) => rows.column('exposure_a').value(row), direction: 'asc' }, (row) => row % 2 === 0);
  assert.equal(steps.next().value, null);
  rows.apply({ type: 'observation.found', observation: 'x', selected: true, row: { exposure_a: -1 } });
  order.grow();
  let place = null;
  for (const step of steps) {
    place = step ?? place;
  }
  place();
  assert.equal(order.length, 2501);
  assert.equal(order.row(0), 5000);
});

test('words are looked for in every column, in any case, all of them', () => {
  const rows = filled([10, 25, 10, null]);
  const rowsWith = (text, hidden = new Set()) => [0, 1, 2, 3].filter(filterOf(rows, text, hidden, [rows.column('time')]) ?? (() => true));
  assert.deepEqual(rowsWith('crab'), [1, 3]);
  assert.deepEqual(rowsWith('CRAB 25'), [1]);
  assert.deepEqual(rowsWith('2017-08-18'), [2]);
  assert.deepEqual(rowsWith('o3'), [3]);
  assert.deepEqual(rowsWith('rejected crab'), [3]);
  assert.deepEqual(rowsWith('', new Set([0])), [0, 1, 2]);
  assert.deepEqual(rowsWith('nothing of this'), []);
  assert.equal(filterOf(rows, '  ', new Set(), []), null);
  assert.deepEqual(rowsWith('"crab rejected"'), [], 'a phrase is one word');
  assert.deepEqual(rowsWith('exposure_a>10'), [1]);
  assert.deepEqual(rowsWith('exposure>=10 o0'), [0], 'a name may be the beginning of one');
  assert.deepEqual(rowsWith('Exposure_A!=25'), [0, 2], 'a missing value passes nothing');
  assert.deepEqual(rowsWith('observation=o3'), [3]);
  assert.deepEqual(rowsWith('time>=2017-08-18'), [2, 3]);
  assert.deepEqual(rowsWith('state=found'), [3]);
  assert.deepEqual(rowsWith('2'), [2], 'that of the id, not the 2 of 25');
  assert.deepEqual(rowsWith('25'), [1]);
  assert.deepEqual(rowsWith('no_such>1'), []);
  assert.deepEqual(unknownNames(rows, 'no_such>1 exposure>1'), ['no_such']);
});

test('whole numbers beyond 2^53 are shown, sorted, filtered and compared with all their digits', () => {
  const rows = new Rows({ schedule: () => {} });
  for (const [id, source_id] of [['a', '4472832130942575873'], ['b', '1237649770260463687'], ['c', 42], ['d', '4472832130942575872'], ['e', '-4472832130942575873']]) {
    rows.apply({ type: 'observation.found', observation: id, selected: true, row: { source_id } });
  }
  rows.apply({ type: 'catalogue.searched', columns: [{ name: 'source_id', datatype: 'long' }] });
  const ids = column(rows, 'source_id');
  assert.equal(ids.kind, 'number');
  assert.deepEqual([0, 1, 2].map(ids.text), ['4472832130942575873', '1237649770260463687', '42']);
  const order = new Order(rows);
  order.arrange({ keyOf: ids.keyOf, direction: 'asc' }, null);
  assert.deepEqual(listed(order), [4, 2, 1, 3, 0]);
  const passing = (text) => [0, 1, 2, 3, 4].filter(filterOf(rows, text, new Set(), []));
  assert.deepEqual(passing('4472832130942575873'), [0]);
  assert.deepEqual(passing('source_id=4472832130942575872'), [3]);
  assert.deepEqual(passing('source_id>1237649770260463687'), [0, 3]);
  assert.deepEqual(passing('source_id<=42'), [2, 4]);
});
