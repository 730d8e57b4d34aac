import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Density } from '../../main/resources/web/app/views/density.js';

const SIZE = { codes: 3, cell: 4, width: 40, height: 40 };

function drawn(groups, size = SIZE) {
  const rows = groups.flatMap(({ x, y, code, times }) => Array.from({ length: times }, () => [x, y, code]));
  const column = (at) => Float32Array.from(rows, (row) => row[at]);
  return new Density().cells(column(0), column(1), Uint8Array.from(rows, (row) => row[2]), rows.length, size);
}

test('a cell is the stronger the more rows it has, in the colour of most of them', () => {
  const { cells, few } = drawn([
    { x: 1, y: 1, code: 0, times: 4000 }, { x: 2, y: 3, code: 1, times: 500 },
    { x: 9, y: 21, code: 1, times: 60 }, { x: 30, y: 30, code: 1, times: 1 },
  ]);
  assert.deepEqual(few, [false, false, true]);
  assert.deepEqual(cells.map(({ column, line, code }) => [column, line, code]), [[0, 0, 0], [2, 5, 1], [7, 7, 1]]);
  assert.equal(cells[0].share, 1);
  assert.ok(cells[0].share > cells[1].share && cells[1].share > cells[2].share && cells[2].share > 0.1);
});

test('few failures among very many rows are left to their signs', () => {
  const { cells, few } = drawn([{ x: 1, y: 1, code: 0, times: 9000 }, { x: 1, y: 1, code: 2, times: 3 }]);
  assert.deepEqual(few, [false, true, true]);
  assert.deepEqual(cells.map(({ code }) => code), [0]);
});

test('what is not on the canvas is not counted, and nothing is left from the drawing before', () => {
  const density = new Density();
  const at = (x, y) => density.cells(Float32Array.of(...new Array(400).fill(x)), Float32Array.of(...new Array(400).fill(y)), new Uint8Array(400), 400, SIZE);
  assert.equal(at(5, 5).cells.length, 1);
  for (const [x, y] of [[NaN, 5], [-3, 5], [41, 5], [5, 40], [5, NaN]]) {
    assert.deepEqual(at(x, y).cells, [], `${x} ${y}`);
  }
  assert.deepEqual(at(39, 39).cells.map(({ column, line, share }) => [column, line, share]), [[9, 9, 1]]);
});
