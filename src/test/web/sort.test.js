import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparison, merged, sorted } from '../../main/resources/web/app/views/table/sort.js';

test('missing ones are last in both directions, in the order of arrival', () => {
  const keys = [3, null, 1, NaN, 2, ''];
  const keyOf = (row) => keys[row];
  assert.deepEqual(sorted([0, 1, 2, 3, 4, 5], keyOf, 'asc'), [2, 4, 0, 1, 3, 5]);
  assert.deepEqual(sorted([0, 1, 2, 3, 4, 5], keyOf, 'desc'), [0, 4, 2, 1, 3, 5]);
});

test('equal ones keep their order, in both directions', () => {
  const keyOf = () => 'same';
  assert.deepEqual(sorted([4, 1, 3], keyOf, 'asc'), [4, 1, 3]);
  assert.deepEqual(sorted([4, 1, 3], keyOf, 'desc'), [4, 1, 3]);
});

test('texts of digits are sorted by value, zeros in front make a text, numbers go before texts', () => {
  const keys = ['10', '9', 'a', 7, '60061044002', true];
  assert.deepEqual(sorted([0, 1, 2, 3, 4, 5], (row) => keys[row], 'asc'), [3, 1, 0, 4, 2, 5]);
});

test('merging what arrives into what is sorted is as sorting it all', () => {
  const keys = Array.from({ length: 400 }, (_, row) => (row % 7 === 0 ? null : (row * 7919) % 101));
  const keyOf = (row) => keys[row];
  const all = keys.map((_, row) => row);
  for (const direction of ['asc', 'desc']) {
    const first = sorted(all.slice(0, 250), keyOf, direction);
    const rest = sorted(all.slice(250), keyOf, direction);
    assert.deepEqual(merged(first, rest, comparison(keyOf, direction)), sorted(all, keyOf, direction));
  }
});
