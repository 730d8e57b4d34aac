import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rows } from '../../main/resources/web/app/rows.js';
import { separation } from '../../main/resources/web/app/views/sky/coordinates.js';
import { fieldOf, outline } from '../../main/resources/web/app/views/sky/footprints.js';
import { closedPath, gridLines, labelPlace } from '../../main/resources/web/app/views/sky/grid.js';
import { moved, windowOf } from '../../main/resources/web/app/views/table/grid-keys.js';
import { nearest } from '../../main/resources/web/app/views/points.js';
import { surveyUrl } from '../../main/resources/web/app/views/sky/survey.js';
import { TimeAxes } from '../../main/resources/web/app/views/time-axes.js';
import { Viewport } from '../../main/resources/web/app/views/viewport.js';
import { shortStateWords, stateWords } from '../../main/resources/web/app/views/words.js';

const near = (actual, expected, within) => assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);

function looking(look, width = 800, height = 600) {
  const view = new Viewport();
  view.resize(width, height);
  look(view);
  return view;
}

test('the grid has lines in both directions, on whole steps, with labels inside of the window, wherever one looks', () => {
  const places = [
    (view) => view.showField(61.81861, 3.70717, 1), (view) => view.showField(0.01, -30, 0.01), (view) => view.showField(200, 89.99, 0.5),
    (view) => view.showField(77, -90, 10), (view) => view.showField(350, 45, 0.0005), (view) => view.showField(10, 0, 50),
    (view) => view.showAllSky(61.8), (view) => { view.showAllSky(5); view.zoomAt(6, 300, 200); },
  ];
  for (const look of places) {
    const view = looking(look);
    const lines = gridLines(view);
    const shown = lines.filter((line) => line.paths.some((path) => path.length > 1));
    for (const kind of ['ra', 'dec']) {
      const count = shown.filter((line) => line.kind === kind).length;
      assert.ok(count >= 2 && count <= 30, `${count} of ${kind} at ${JSON.stringify(view.centre)}, ${view.fovDeg} wide`);
    }
    const labels = shown.map((line) => labelPlace(view, line)).filter(Boolean);
    assert.ok(labels.length >= 3, `${labels.length} labels at ${JSON.stringify(view.centre)}`);
    labels.forEach(({ x, y }) => assert.ok(view.holds([x, y])));
  }
});

test('over 0h the right ascensions go on from 23h to 0h', () => {
  const lines = gridLines(looking((view) => view.showField(0, 0, 20))).filter((line) => line.kind === 'ra');
  const seen = lines.map((line) => line.text);
  assert.ok(seen.includes('23h30m') && seen.includes('00h00m') && seen.includes('00h30m'), seen.join());
});

test('a line over the edge of the whole sky is broken there, not drawn across', () => {
  const view = looking((each) => each.showAllSky(180));
  const ring = Array.from({ length: 60 }, (_, step) => ({ raDeg: (step * 6) % 360, decDeg: 50 }));
  for (const path of closedPath(view, ring)) {
    for (let at = 1; at < path.length; at++) {
      assert.ok(Math.abs(path[at][0] - path[at - 1][0]) < 100);
    }
  }
});

test('a field of view has its size, and a square of unknown roll is the circle in it', () => {
  const at = { raDeg: 61.81861, decDeg: 89.9 };
  const square = outline(fieldOf('numaster'), at, 30);
  assert.equal(square.sure, true);
  near(separation(square.corners[0], square.corners[1]) * 60, 13, 0.001);
  const unsure = outline(fieldOf('numaster'), at, NaN);
  assert.equal(unsure.sure, false);
  unsure.corners.forEach((corner) => near(separation(at, corner) * 60, 6.5, 1e-9));
  near(separation(at, outline(fieldOf('nicermastr'), at, NaN).corners[7]) * 60, 2.5, 1e-9);
  assert.equal(fieldOf('chanmaster'), null);
  assert.equal(fieldOf('anything'), null);
});

test('the nearest within the tolerance is found, the upper one of two, and none among the missing', () => {
  const xs = Float32Array.of(10, 20, NaN, 20);
  const ys = Float32Array.of(10, 20, 5, 20);
  assert.equal(nearest(xs, ys, 4, 12, 10, 5), 0);
  assert.equal(nearest(xs, ys, 4, 20, 21, 5), 3);
  assert.equal(nearest(xs, ys, 4, 0, 100, 5), -1);
  assert.equal(nearest(xs, ys, 4, NaN, NaN, 5), -1);
});

test('the address of a survey image is filled in, and only http and https are asked', () => {
  const view = looking((each) => each.showField(61.81861, 3.70717, 1));
  const url = new URL(surveyUrl('https://images.example/cut?ra={raDeg}&dec={decDeg}&fov={fovDeg}&w={width}&h={height}', view, 2, 'http://localhost/'));
  assert.equal(url.searchParams.get('ra'), '61.818610');
  assert.equal(url.searchParams.get('w'), '1600');
  assert.equal(url.searchParams.get('h'), '1200');
  near(Number(url.searchParams.get('fov')), view.degPerPixel * 800, 1e-6);
  assert.equal(surveyUrl('javascript:alert({raDeg})', view, 1, 'http://localhost/'), null);
  assert.equal(surveyUrl('/local/{raDeg}', view, 1, 'http://localhost/'), 'http://localhost/local/61.818610');
});

test('the time under the pointer stays there when zoomed, and what is missing has no place', () => {
  const axes = new TimeAxes();
  Object.assign(axes, { width: 600, height: 200, data: { from: 56_000, to: 60_000, low: 100, high: 50_000 } });
  axes.showAll();
  const held = axes.mjd(300);
  axes.zoomAt(4, 300);
  near(axes.mjd(300), held, 1e-6);
  near(axes.x(axes.mjd(123)), 123, 1e-6);
  assert.ok(Number.isNaN(axes.y(NaN)) && Number.isNaN(axes.y(0)));
  assert.ok(axes.y(50_000) < axes.y(100));
  axes.log = false;
  assert.ok(Number.isNaN(axes.y(NaN)) && axes.y(0) > axes.y(1));
  axes.panBy(1e9);
  assert.ok(axes.from < 60_000 && axes.to > 56_000);
});

test('one observation alone has a time axis around it', () => {
  const axes = new TimeAxes();
  Object.assign(axes, { width: 600, height: 200, data: { from: 57_000, to: 57_000, low: 100, high: 100 } });
  axes.showAll();
  near(axes.x(57_000), axes.left + axes.plotWidth / 2, 1e-6);
  assert.ok(Number.isFinite(axes.y(100)));
});

test('keys lead through the grid and stop at its ends', () => {
  const size = { lines: 100, columns: 5, page: 10 };
  const key = (name, more = {}) => ({ key: name, ...more });
  assert.deepEqual(moved({ line: -1, column: 0 }, key('ArrowDown'), size), { line: 0, column: 0 });
  assert.deepEqual(moved({ line: 0, column: 0 }, key('ArrowUp'), size), { line: -1, column: 0 });
  assert.deepEqual(moved({ line: 95, column: 4 }, key('PageDown'), size), { line: 99, column: 4 });
  assert.deepEqual(moved({ line: 3, column: 2 }, key('PageUp'), size), { line: 0, column: 2 });
  assert.deepEqual(moved({ line: 3, column: 2 }, key('End'), size), { line: 3, column: 4 });
  assert.deepEqual(moved({ line: 3, column: 2 }, key('End', { ctrlKey: true }), size), { line: 99, column: 4 });
  assert.deepEqual(moved({ line: 3, column: 2 }, key('Home', { ctrlKey: true }), size), { line: 0, column: 0 });
  assert.equal(moved({ line: 3, column: 2 }, key('x'), size), null);
  assert.deepEqual(moved({ line: -1, column: 0 }, key('ArrowDown'), { lines: 0, columns: 1, page: 5 }), { line: -1, column: 0 });
});

test('only the lines that are seen are in the document, and a few around them', () => {
  assert.deepEqual(windowOf(0, 260, 26, 100_000, 6), { first: 0, end: 16 });
  assert.deepEqual(windowOf(26_000, 260, 26, 100_000, 6), { first: 994, end: 1016 });
  assert.deepEqual(windowOf(99_999 * 26, 260, 26, 100_000, 6).end, 100_000);
  assert.deepEqual(windowOf(0, 260, 26, 0), { first: 0, end: 0 });
});

test('an unavailable row says why and from when it is public', () => {
  const rows = new Rows({ schedule: () => {} });
  rows.apply({ type: 'observation.found', observation: 'a', selected: true, row: {} });
  rows.apply({ type: 'observation.unavailable', observation: 'a', reason: 'proprietary', publicDate: '2027-01-02' });
  assert.equal(stateWords(rows, 0), 'unavailable: not public yet, public 2027-01-02');
  assert.equal(shortStateWords(rows, 0), 'unavailable until 2027-01-02');
  rows.apply({ type: 'observation.found', observation: 'b', selected: true, row: {} });
  rows.apply({ type: 'observation.unavailable', observation: 'b', reason: 'no-link' });
  assert.equal(shortStateWords(rows, 1), 'unavailable: no link to data');
});
