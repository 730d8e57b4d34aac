import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rows } from '../../main/resources/web/app/rows.js';
import { isCrowded, rowsField, targetsField } from '../../main/resources/web/app/views/sky/fit.js';
import { gridLines } from '../../main/resources/web/app/views/sky/grid.js';
import { paintLabels } from '../../main/resources/web/app/views/sky/sky-paint.js';
import { Viewport } from '../../main/resources/web/app/views/viewport.js';

function rowsOf(targets, places, radiusDeg = 1) {
  const rows = new Rows({ schedule: () => {} });
  rows.apply({ type: 'search.accepted', request: { target: 'x', catalogue: 'c', radiusDeg } });
  targets.forEach(([raDeg, decDeg], at) => rows.apply({ type: 'target.resolved', target: targets.length > 1 ? `t${at}` : undefined, name: `t${at}`, raDeg, decDeg }));
  places.forEach(([raDeg, decDeg], at) => rows.apply({ type: 'observation.found', observation: `o${at}`, selected: true, raDeg, decDeg, row: {} }));
  return rows;
}

test('rows near to each other are crowded in the circle that was searched, and are fitted around the target', () => {
  const rows = rowsOf([[61.8, 3.7]], [[61.8, 3.72], [61.81, 3.69], [NaN, NaN]]);
  assert.equal(isCrowded(rows), true);
  const { raDeg, decDeg, radiusDeg } = rowsField(rows);
  assert.deepEqual([raDeg, decDeg], [61.8, 3.7]);
  assert.ok(Math.abs(radiusDeg - 0.02) < 1e-9, String(radiusDeg));
  assert.equal(targetsField(rows).radiusDeg, 1);
});

test('rows all over the circle, rows without positions, and a search without a target are left as they are', () => {
  assert.equal(isCrowded(rowsOf([[10, 0]], [[10.9, 0], [9.2, 0]])), false);
  assert.equal(isCrowded(rowsOf([[10, 0]], [[NaN, NaN]])), false);
  assert.equal(rowsField(rowsOf([[10, 0]], [])), null);
  assert.equal(targetsField(rowsOf([], [[10, 0]])), null);
});

test('rows of several targets are fitted around their own middle, also across 0 h, and never nearer than an arc minute', () => {
  const across = rowsField(rowsOf([[359.5, 0], [0.5, 0]], [[359.6, 0], [0.4, 0]]));
  assert.ok(Math.abs(((across.raDeg + 180) % 360) - 180) < 1e-6, String(across.raDeg));
  assert.ok(Math.abs(across.radiusDeg - 0.4) < 1e-6);
  assert.equal(rowsField(rowsOf([[10, 0]], [[10, 0]])).radiusDeg, 1 / 60);
});

test('rows that the filter leaves out are not fitted', () => {
  const rows = rowsOf([[10, 0]], [[10.01, 0], [10.8, 0]]);
  assert.ok(rowsField(rows).radiusDeg > 0.7);
  rows.filter.set({ text: 'o0' });
  assert.equal(rowsField(rows).radiusDeg, 1 / 60);
});

/** What a canvas is told to write, 6 pixels for each character. */
function written(view) {
  const texts = [];
  const context = new Proxy({}, {
    get: (_, name) => {
      if (name === 'measureText') return (text) => ({ width: 6 * text.length });
      if (name === 'fillText') return (text, x, y) => texts.push({ text, x, y, width: 6 * text.length });
      return () => {};
    },
    set: () => true,
  });
  paintLabels(context, view, {}, 'sans-serif', gridLines(view));
  return texts;
}

test('labels of the grid lie within the map, at their lines, and not over each other', () => {
  for (const [raDeg, decDeg, radius] of [[10.5, -5.25, 1], [61.8, 3.7, 0.03], [200, 70, 3], [0.1, 0, 0.5], [120, -45, 0.2]]) {
    const view = new Viewport();
    view.resize(415, 435);
    view.showField(raDeg, decDeg, radius);
    const texts = written(view);
    assert.ok(texts.length >= 4, `${texts.length} at ${raDeg} ${decDeg} ${radius}`);
    texts.forEach(({ text, x, width }, at) => {
      assert.ok(x >= 2 && x + width <= 413, `${text} at ${x}`);
      texts.slice(at + 1).forEach((other) => assert.ok(
        Math.abs(other.y - texts[at].y) >= 14 || other.x >= x + width || x >= other.x + other.width, `${text} over ${other.text}`));
    });
  }
});
