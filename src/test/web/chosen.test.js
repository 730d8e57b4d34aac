import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromJson, fromQuery, toJson, toQuery } from '../../main/resources/web/app/model/request.js';
import { Rows } from '../../main/resources/web/app/rows.js';

function rowsOf(...found) {
  const rows = new Rows({ schedule: () => {} });
  found.forEach((each) => rows.apply({ type: 'observation.found', selected: true, row: {}, ...each }));
  return rows;
}

const inOrder = (from, to) => {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  return Array.from({ length: high - low + 1 }, (_, at) => low + at);
};

test('rows are picked one by one, as a range, and let go', () => {
  const rows = rowsOf({ observation: 'a' }, { observation: 'b' }, { observation: 'c' }, { observation: 'd' });
  let told = 0;
  rows.addEventListener('chosen', () => { told++; });
  rows.chosen.toggle(3);
  rows.chosen.extend(1, inOrder);
  assert.deepEqual(rows.chosen.ids, ['d', 'b', 'c']);
  rows.chosen.toggle(2);
  assert.deepEqual(rows.chosen.ids, ['d', 'b']);
  rows.chosen.begin(0);
  rows.chosen.extend(1, inOrder);
  assert.deepEqual(rows.chosen.ids, ['d', 'b', 'a']);
  rows.chosen.clear();
  assert.equal(rows.chosen.size, 0);
  assert.equal(told, 5);
});

test('a range without a beginning is its end', () => {
  const rows = rowsOf({ observation: 'a' }, { observation: 'b' });
  rows.chosen.extend(1, inOrder);
  assert.deepEqual(rows.chosen.ids, ['b']);
});

test('rows outside of the radius are not picked, rejected ones are and are known as such', () => {
  const rows = rowsOf(
    { observation: 'out', selected: false, reason: 'outside-radius' },
    { observation: 'no', selected: false },
    { observation: 'yes' },
  );
  rows.chosen.toggle(0);
  rows.chosen.add([0, 2]);
  assert.deepEqual(rows.chosen.ids, ['yes']);
  assert.equal(rows.chosen.anyRejected, false);
  rows.chosen.toggle(1);
  assert.equal(rows.chosen.anyRejected, true);
});

test('another search begins without picked rows', () => {
  const rows = rowsOf({ observation: 'a' });
  rows.chosen.toggle(0);
  rows.clear();
  assert.equal(rows.chosen.size, 0);
});

test('picked observations go through the form, the body and the address', () => {
  const request = { target: '3C 105', catalogue: 'numaster', radiusDeg: 1, action: 'download', source: 'auto', select: ['1,2', 'b'] };
  const form = fromJson(request);
  assert.deepEqual(toJson(form), request);
  const query = toQuery(form, 'x');
  assert.equal(query, '?target=3C+105&catalogue=numaster&select=1%2C2&select=b&search=x');
  assert.deepEqual(fromQuery(query).form, form);
});

test('many ids do not stand in the address of a search that knows them', () => {
  const select = Array.from({ length: 51 }, (_, at) => `o${at}`);
  const form = fromJson({ target: '3C 105', catalogue: 'numaster', select });
  assert.equal(toQuery(form, 'x').includes('select'), false);
  assert.equal(toQuery(form).includes('select=o50'), true);
});
