import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWithin, rowsWithin } from '../../main/resources/web/app/views/sky/outline.js';

const SQUARE = [[0, 0], [10, 0], [10, 10], [0, 10]];
/** As the letter U. */
const BAY = [[0, 0], [2, 0], [2, 8], [8, 8], [8, 0], [10, 0], [10, 10], [0, 10]];

test('a point is within an outline or not', () => {
  assert.ok(isWithin(SQUARE, 5, 5));
  assert.ok(!isWithin(SQUARE, 11, 5));
  assert.ok(!isWithin(SQUARE, 5, -1));
  assert.ok(isWithin(BAY, 1, 5));
  assert.ok(!isWithin(BAY, 5, 5));
  assert.ok(isWithin(BAY, 5, 9));
});

test('rows are in pixels of the screen, and those that are nowhere are not within', () => {
  const xs = [10, 10, NaN, 40];
  const ys = [10, 30, 10, 10];
  assert.deepEqual(rowsWithin(SQUARE, xs, ys, [0, 1, 2, 3], 2), [0]);
  assert.deepEqual(rowsWithin(SQUARE, xs, ys, [1, 3], 2), []);
  assert.deepEqual(rowsWithin([[0, 0], [99, 99]], xs, ys, [0], 1), []);
});
