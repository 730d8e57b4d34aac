import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  angleText, decText, destination, mjdText, mjdToUnix, position, raDifference, raText, separation, unixToMjd, vector, wrapRa,
} from '../../main/resources/web/app/views/sky/coordinates.js';

const near = (actual, expected, within) => assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);

test('3C 105 is written as the archives write it', () => {
  assert.equal(raText(61.81861, 1), '04h07m16.5s');
  assert.equal(decText(3.70717, 0), '+03°42′26″');
  assert.equal(decText(3.70717, 1), '+03°42′25.8″');
});

test('rounding carries to minutes, hours and over midnight, never to 60', () => {
  assert.equal(raText(359.99999999, 1), '00h00m00.0s');
  assert.equal(raText(14.9999999, 0), '01h00m00s');
  assert.equal(decText(-0.9999999, 0), '−01°00′00″');
  assert.equal(decText(89.99999999, 0), '+90°00′00″');
});

test('a declination between 0 and -1 degree keeps its sign, and a rounded zero has none', () => {
  assert.equal(decText(-0.5, -1), '−00°30′');
  assert.equal(decText(-0.000001, 0), '+00°00′00″');
});

test('coarse texts leave out what is always zero', () => {
  assert.equal(raText(45, -2), '03h');
  assert.equal(raText(48.75, -1), '03h15m');
  assert.equal(decText(-30, -2), '−30°');
});

test('right ascensions wrap at 0h', () => {
  assert.equal(wrapRa(-1), 359);
  assert.equal(wrapRa(360), 0);
  assert.equal(wrapRa(-1e-20), 0);
  assert.equal(raDifference(1, 359), 2);
  assert.equal(raDifference(359, 1), -2);
  assert.equal(raDifference(180, 0), 180);
});

test('vectors and positions are inverse over the whole sphere', () => {
  for (let ra = 0; ra < 360; ra += 7.3) {
    for (let dec = -89.9; dec < 90; dec += 6.1) {
      const back = position(vector(ra, dec));
      near(raDifference(back.raDeg, ra), 0, 1e-9);
      near(back.decDeg, dec, 1e-12);
    }
  }
});

test('going somewhere and measuring the way agree, at poles and over 0h too', () => {
  for (const from of [{ raDeg: 61.81861, decDeg: 3.70717 }, { raDeg: 0.001, decDeg: 0 }, { raDeg: 10, decDeg: 90 }, { raDeg: 200, decDeg: -89.99 }]) {
    for (const distance of [1e-6, 0.1, 1, 60, 179]) {
      for (let angle = 0; angle < 360; angle += 45) {
        near(separation(from, destination(from, angle, distance)), distance, 1e-9);
      }
    }
  }
  near(destination({ raDeg: 100, decDeg: 0 }, 90, 1).raDeg, 101, 1e-9);
  near(destination({ raDeg: 100, decDeg: 0 }, 0, 1).decDeg, 1, 1e-9);
});

test('angles are said in the unit that fits', () => {
  assert.deepEqual([1.5, 13 / 60, 20 / 3600, 1, 1 / 60].map(angleText), ['1.5°', '13′', '20″', '1°', '1′']);
});

test('MJD 51544.5 is noon of 1 January 2000', () => {
  assert.equal(mjdText(51544.5), '2000-01-01 12:00:00');
  assert.equal(mjdText(57982, false), '2017-08-17');
  assert.equal(mjdText(NaN), '');
  assert.equal(mjdToUnix(40587), 0);
  near(unixToMjd(mjdToUnix(58849.123456)), 58849.123456, 1e-8);
});
