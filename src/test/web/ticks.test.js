import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dateTicks, decimalsFor, decStep, linearTicks, logTicks, niceStep, raStep,
} from '../../main/resources/web/app/views/ticks.js';

test('steps of the grid are what is read on a clock and a circle', () => {
  assert.equal(decStep(7), 10);
  assert.equal(decStep(0.3), 20 / 60);
  assert.equal(decStep(1000), 45);
  assert.equal(raStep(10), 15);
  assert.equal(raStep(0.2), 0.25);
  assert.equal(raStep(0.2, false), 20 / 60);
  assert.equal(raStep(1e-9), 0.001 / 240);
});

test('labels have the decimals that their step needs', () => {
  assert.equal(decimalsFor(15, 15), -2);
  assert.equal(decimalsFor(0.25, 15), -1);
  assert.equal(decimalsFor(30 / 240, 15), 0);
  assert.equal(decimalsFor(0.5 / 3600, 1), 1);
  assert.equal(decimalsFor(0.02 / 3600, 1), 2);
  assert.equal(decimalsFor(10, 1), -2);
});

test('linear ticks are multiples of 1, 2 or 5 and lie inside', () => {
  assert.deepEqual(linearTicks(0, 1, 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(linearTicks(-3, 14, 4), [0, 5, 10]);
  assert.deepEqual(linearTicks(5, 5, 4), []);
  assert.equal(niceStep(100, 10), 10);
});

test('logarithmic ticks are powers of ten, with 2 and 5 where there is room', () => {
  assert.deepEqual(logTicks(1, 100000, 4), [1, 100, 10000]);
  assert.deepEqual(logTicks(10, 100, 6), [10, 20, 50, 100]);
  assert.deepEqual(logTicks(30, 40, 3), [30, 35, 40]);
});

test('dates fall on whole years, months, days and hours', () => {
  assert.deepEqual(dateTicks(56000, 59000, 5).map((tick) => tick.text), ['2014', '2016', '2018', '2020']);
  assert.deepEqual(dateTicks(58849, 58970, 5).map((tick) => tick.text), ['2020-01', '2020-02', '2020-03', '2020-04', '2020-05']);
  assert.deepEqual(dateTicks(58849, 58853, 5).map((tick) => tick.text), ['2020-01-01', '2020-01-02', '2020-01-03', '2020-01-04', '2020-01-05']);
  assert.deepEqual(dateTicks(58849.1, 58849.9, 4).map((tick) => tick.text), ['06:00', '12:00', '18:00']);
  assert.deepEqual(dateTicks(58849, 58894, 4).map((tick) => tick.text), ['2020-01-01', '2020-01-16', '2020-02-01']);
  assert.deepEqual(dateTicks(57147, 57248, 7).map((tick) => tick.text), ['2015-06', '2015-07', '2015-08']);
  assert.deepEqual(dateTicks(1, 1, 4), []);
});

test('there are never many more ticks than asked for, whatever the span', () => {
  for (let span = 1e-4; span < 1e6; span *= 3) {
    const ticks = dateTicks(58000, 58000 + span, 6);
    assert.ok(ticks.length <= 7 || (span < 1e-3 && ticks.length <= 14), `${ticks.length} for ${span}`);
    ticks.forEach(({ mjd }) => assert.ok(mjd >= 58000 && mjd <= 58000 + span));
  }
});
