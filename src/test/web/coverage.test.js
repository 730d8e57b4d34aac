import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rows } from '../../main/resources/web/app/rows.js';
import { paintCoverage } from '../../main/resources/web/app/views/sky/coverage.js';
import { outlineOf } from '../../main/resources/web/app/views/sky/healpix.js';
import { parseMoc } from '../../main/resources/web/app/views/sky/moc.js';
import { Viewport } from '../../main/resources/web/app/views/viewport.js';

/** Records the outlines that are filled. */
function recorder() {
  const filled = [];
  globalThis.Path2D = class {
    outlines = [];
    moveTo(x, y) { this.outlines.push([[x, y]]); }
    lineTo(x, y) { this.outlines.at(-1).push([x, y]); }
    closePath() {}
  };
  return { filled, fill: ({ outlines }) => filled.push(...outlines) };
}

function areaOf(outline) {
  return Math.abs(outline.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = outline[(at + 1) % outline.length];
    return sum + x * nextY - nextX * y;
  }, 0) / 2);
}

function viewOf(kind, raDeg = 0, decDeg = 0, radiusDeg = 5) {
  const view = new Viewport();
  view.resize(600, 400);
  if (kind === 'sky') {
    view.showAllSky(raDeg);
  } else {
    view.showField(raDeg, decDeg, radiusDeg);
  }
  return view;
}

test('a MOC is read in the forms that voyage writes; any other text has no cells', () => {
  assert.deepEqual(parseMoc('2/148 4/5-7,9'), [
    { order: 2, first: 148, last: 148 }, { order: 4, first: 5, last: 7 }, { order: 4, first: 9, last: 9 },
  ]);
  for (const text of ['', 'POLYGON 1 2 3', '3/768', '3/5-4', '30/1', '5', '3/1 x']) {
    assert.deepEqual(parseMoc(text), [], text);
  }
});

test('the corners of base cells are where the standard has them', () => {
  const round = ({ raDeg, decDeg }) => [Math.round(raDeg * 100) / 100, Math.round(decDeg * 100) / 100];
  const [south, east, north, west] = outlineOf(0, 0).map(round);
  assert.deepEqual([south, east, west], [[45, 0], [90, 41.81], [0, 41.81]]);
  assert.equal(north[1], 90);
  assert.deepEqual(outlineOf(0, 4).map(round).map(([, dec]) => dec), [-41.81, 0, 41.81, 0]);
  assert.deepEqual(outlineOf(0, 11).map(round).map(([, dec]) => dec), [-90, -41.81, 0, -41.81]);
});

test('all cells together fill the sky, but for a little at its edge, where the map tears it', () => {
  const view = viewOf('sky', 180);
  const context = recorder();
  paintCoverage(context, view, ['4/0-3071'], {});
  const whole = context.filled.reduce((sum, outline) => sum + areaOf(outline), 0);
  const sky = 4 * Math.PI * view.scale * view.scale; // an ellipse, its half axes 2 and 1 times the root of 2
  assert.ok(whole > 0.97 * sky && whole < 1.001 * sky, `${whole} of ${sky}`);
});

test('a field inside the coverage is shaded, one outside is not, also beyond the horizon of the field', () => {
  const covered = recorder();
  assert.equal(paintCoverage(covered, viewOf('field', 45, 40), ['0/0'], {}), true);
  assert.ok(covered.filled.length > 0);
  const outside = recorder();
  assert.equal(paintCoverage(outside, viewOf('field', 225, -40), ['0/0'], {}), false);
  assert.equal(outside.filled.length, 0);
  assert.equal(paintCoverage(recorder(), viewOf('field', 45, 40, 0.01), ['0/0'], {}), true);
});

test('rows know the coverages of their catalogues', () => {
  const rows = new Rows({ schedule: () => {} });
  rows.apply({ type: 'service.found', catalogue: 'a', coverage: '0/1' });
  rows.apply({ type: 'service.found', catalogue: 'b' });
  rows.apply({ type: 'service.found', catalogue: 'a', coverage: '0/2' });
  assert.deepEqual(rows.coverages, ['0/2']);
  rows.clear();
  assert.deepEqual(rows.coverages, []);
});
