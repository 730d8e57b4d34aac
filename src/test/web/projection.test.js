import assert from 'node:assert/strict';
import { test } from 'node:test';
import { raDifference, separation, vector } from '../../main/resources/web/app/views/sky/coordinates.js';
import { Projection } from '../../main/resources/web/app/views/sky/projection.js';
import { Viewport } from '../../main/resources/web/app/views/viewport.js';

const RAD = Math.PI / 180;
const target = { raDeg: 61.81861, decDeg: 3.70717 };
const near = (actual, expected, within) => assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);

function* sphere(step = 5) {
  for (let decDeg = -90; decDeg <= 90; decDeg += step) {
    for (let raDeg = 0; raDeg < 360; raDeg += step) {
      yield { raDeg, decDeg };
    }
  }
}

function viewport(width = 800, height = 600) {
  const view = new Viewport();
  view.resize(width, height);
  return view;
}

test('the tangent plane is what the textbook says', () => {
  const out = [0, 0];
  const plane = new Projection('tangent', target.raDeg, target.decDeg);
  for (const at of [{ raDeg: 62.5, decDeg: 4.1 }, { raDeg: 61.0, decDeg: 3.0 }]) {
    assert.ok(plane.forward(...vector(at.raDeg, at.decDeg), out));
    const [a, d, d0] = [(at.raDeg - target.raDeg) * RAD, at.decDeg * RAD, target.decDeg * RAD];
    const below = Math.sin(d0) * Math.sin(d) + Math.cos(d0) * Math.cos(d) * Math.cos(a);
    near(out[0], Math.cos(d) * Math.sin(a) / below, 1e-14);
    near(out[1], (Math.cos(d0) * Math.sin(d) - Math.sin(d0) * Math.cos(d) * Math.cos(a)) / below, 1e-14);
  }
});

test('projecting and back is the same place over the whole sphere, from any centre', () => {
  const out = [0, 0];
  for (const kind of ['tangent', 'sky']) {
    for (const centre of [target, { raDeg: 0, decDeg: 0 }, { raDeg: 359.9, decDeg: 89.9 }, { raDeg: 10, decDeg: -90 }]) {
      const projection = new Projection(kind, centre.raDeg, centre.decDeg);
      let shown = 0;
      for (const at of sphere()) {
        if (projection.forward(...vector(at.raDeg, at.decDeg), out)) {
          shown++;
          near(separation(projection.inverse(out[0], out[1]) ?? projection.inverse(out[0] * (1 - 1e-12), out[1] * (1 - 1e-12)), at), 0, 1e-5);
        }
      }
      assert.ok(kind === 'sky' ? shown === 37 * 72 : shown > 37 * 72 * 0.4, `${shown} shown`);
    }
  }
});

test('what lies behind the tangent plane is not shown, and nothing but numbers is', () => {
  const plane = new Projection('tangent', target.raDeg, target.decDeg);
  const out = [0, 0];
  assert.equal(plane.forward(...vector(target.raDeg + 180, -target.decDeg), out), false);
  assert.equal(plane.forward(...vector(target.raDeg + 90, 0), out), false);
  assert.equal(plane.forward(NaN, NaN, NaN, out), false);
  assert.equal(new Projection('sky', 0, 0).forward(NaN, NaN, NaN, out), false);
});

test('the all-sky map keeps tiny distances at its centre and areas everywhere', () => {
  const out = [0, 0];
  const sky = new Projection('sky', 61.81861, 0);
  sky.forward(...vector(61.81861 + 1 / 3600, 0), out);
  near(out[0], 1 / 3600 * RAD, 1e-14);
  const corner = (raDeg, decDeg) => (sky.forward(...vector(raDeg, decDeg), out), [...out]);
  const area = (ra, dec) => {
    const corners = [corner(ra, dec), corner(ra + 0.1, dec), corner(ra + 0.1, dec + 0.1), corner(ra, dec + 0.1)];
    return Math.abs(corners.reduce((sum, [x, y], at) => sum + x * corners[(at + 1) % 4][1] - corners[(at + 1) % 4][0] * y, 0)) / 2;
  };
  for (const [ra, dec] of [[62, 0], [200, 40], [120, -70], [241, 10]]) {
    near(area(ra, dec) / (0.01 * RAD * RAD * Math.cos((dec + 0.05) * RAD)), 1, 2e-3);
  }
});

test('in the window east is left and north is up', () => {
  for (const kind of ['tangent', 'sky']) {
    const view = viewport();
    if (kind === 'tangent') {
      view.showField(target.raDeg, target.decDeg, 1);
    } else {
      view.showAllSky(target.raDeg);
    }
    const middle = view.toScreen(target.raDeg, target.decDeg);
    assert.ok(view.toScreen(target.raDeg + 0.5, target.decDeg)[0] < middle[0]);
    assert.ok(view.toScreen(target.raDeg, target.decDeg + 0.5)[1] < middle[1]);
  }
});

test('a window over 0h shows both sides of it next to each other', () => {
  const view = viewport();
  view.showField(0.05, 10, 1);
  const [left, right] = [view.toScreen(0.2, 10), view.toScreen(359.9, 10)];
  near(right[0] - left[0], 0.3 * RAD * Math.cos(10 * RAD) * view.scale, 0.5);
});

test('a window over a pole shows all right ascensions around it', () => {
  const view = viewport();
  view.showField(123, 90, 1);
  for (let raDeg = 0; raDeg < 360; raDeg += 30) {
    const [x, y] = view.toScreen(raDeg, 89.5);
    near(Math.hypot(x - 400, y - 300), Math.tan(0.5 * RAD) * view.scale, 1e-6);
  }
  view.panBy(0, 50);
  assert.ok(Math.abs(view.centre.decDeg) <= 90);
});

test('pixels and positions are inverse', () => {
  const view = viewport();
  for (const look of [() => view.showField(359.99, -30, 5), () => view.showAllSky(200)]) {
    look();
    for (let x = 100; x < 800; x += 130) {
      for (let y = 150; y < 500; y += 90) {
        const at = view.toSky(x, y);
        if (at) {
          const back = view.toScreen(at.raDeg, at.decDeg);
          near(back[0], x, 1e-5);
          near(back[1], y, 1e-5);
        }
      }
    }
  }
});

test('zooming keeps what is under the pointer there', () => {
  for (const kind of ['tangent', 'sky']) {
    const view = viewport();
    if (kind === 'tangent') {
      view.showField(61.8, 60, 2);
    } else {
      view.showAllSky(20);
      view.zoomAt(3, 400, 300);
    }
    const held = view.toSky(500, 250);
    view.zoomAt(1.7, 500, 250);
    const now = view.toScreen(held.raDeg, held.decDeg);
    near(now[0], 500, 0.05);
    near(now[1], 250, 0.05);
  }
});

test('zoom ends at a second of arc and at the widest plane', () => {
  const view = viewport();
  view.showField(10, 20, 1);
  for (let turn = 0; turn < 100; turn++) {
    view.zoomAt(2, 10, 10);
  }
  assert.ok(view.fovDeg < 2 / 3600 && view.fovDeg > 0.5 / 3600, String(view.fovDeg));
  for (let turn = 0; turn < 100; turn++) {
    view.zoomAt(0.5, 10, 10);
  }
  assert.ok(view.fovDeg <= 130.1, String(view.fovDeg));
});

test('many are projected as one is; outside and missing ones are not numbers', () => {
  const view = viewport();
  view.showField(target.raDeg, target.decDeg, 1);
  const at = [[61.9, 3.8], [NaN, NaN], [241, -3], [61.5, 3.5], [64, 3.7]];
  const vectors = Float64Array.from(at.flatMap(([ra, dec]) => vector(ra, dec)));
  const [xs, ys] = [new Float32Array(5), new Float32Array(5)];
  view.projectAll(vectors, 0, 5, xs, ys, 2, 10);
  assert.deepEqual(Array.from(xs, Number.isNaN), [false, true, true, false, true]);
  near(xs[3], view.toScreen(61.5, 3.5)[0] * 2, 1e-3);
  near(ys[3], view.toScreen(61.5, 3.5)[1] * 2, 1e-3);
});

test('differences of right ascension are never more than half a turn', () => {
  for (let turn = -720; turn < 720; turn += 11) {
    const difference = raDifference(turn, 5);
    assert.ok(difference > -180 && difference <= 180);
  }
});
