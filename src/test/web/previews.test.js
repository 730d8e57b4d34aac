import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Files } from '../../main/resources/web/app/model/files.js';
import { firstShape, isImage } from '../../main/resources/web/app/model/previews.js';
import { plotWords, seriesOf } from '../../main/resources/web/app/parts/previews/series.js';

test('images are known by their names', () => {
  for (const image of ['a/b.png', 'a/B.JPG', 'c.jpeg', 'd.gif', 'nu60061044004A01_sk.img.gz', 'acisf01_full_img2.fits.gz', 'x/image.fits', 'cutout_1.fits', 'big.fits.fz']) {
    assert.ok(isImage(image), image);
  }
  for (const other of ['nu_cl.evt.gz', 'x.fits', 'gti.fits', 'x.lc', 'readme.txt', 'png', 'mapping.txt', 'skyless.cat.gz', 'timing.fits']) {
    assert.ok(!isImage(other), other);
  }
});

test('a file is shown at first as what it is', () => {
  assert.deepEqual(
    ['a.img.gz', 'a.fits', 'a.evt.gz', 'a.lc', 'a.hk.gz', 'a.png'].map(firstShape),
    ['picture', 'picture', 'histogram', 'curve', 'headers', 'picture'],
  );
});

test('small pictures are of files that are here, and not too large', () => {
  const files = new Files();
  const found = (file, bytes) => files.apply({ type: 'file.found', observation: 'o', file, bytes });
  const done = (file, bytes) => files.apply({ type: 'file.completed', file, bytes, verified: ['size'] });
  ['o/a.img', 'o/b.png', 'o/c.jpg', 'o/d.evt', 'o/e.gif'].forEach((file) => found(file, 10));
  const lane = files.lanes.get('o');
  assert.deepEqual(lane.thumbnails(9), []);
  done('o/a.img', 1e9);
  done('o/b.png', 1000);
  done('o/c.jpg', 1e9);
  done('o/d.evt', 10);
  files.apply({ type: 'file.skipped', file: 'o/e.gif', reason: 'duplicate' });
  assert.deepEqual(lane.thumbnails(9).map(({ path }) => path), ['o/a.img', 'o/b.png']);
  assert.deepEqual(lane.thumbnails(1).map(({ path }) => path), ['o/a.img']);
});

const X = { column: 'PI', unit: '' };

test('a histogram has a point for each bin, from zero', () => {
  const plot = { kind: 'histogram', x: X, values: 7, missing: 2, low: 10, width: 2, counts: [3, 0, 4] };
  assert.deepEqual(seriesOf(plot), { x: [10, 16], y: [0, 4], points: [[11, 3], [13, 0], [15, 4]], isBinned: true });
  assert.equal(plotWords(plot), '7 values of PI, 2 missing');
});

test('means have gaps, and points limits', () => {
  const means = { kind: 'means', x: X, y: X, low: 0, width: 1, means: [5, null, 7], counts: [1, 0, 1] };
  assert.deepEqual(seriesOf(means), { x: [0, 3], y: [5, 7], points: [[0.5, 5], [1.5, null], [2.5, 7]], isBinned: false });
  assert.deepEqual(seriesOf({ kind: 'points', points: [[1, 4], [3, 2]] }).y, [2, 4]);
  for (const points of [[], [[2, 0]], [[2, null]]]) {
    const { x, y } = seriesOf({ kind: 'points', points });
    assert.ok(x[1] > x[0] && y[1] > y[0], JSON.stringify(points));
  }
  assert.ok(seriesOf({ kind: 'counts', x: X, low: 0, width: 1, counts: [] }).y[1] > 0);
});
