import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PictureSky } from '../../main/resources/web/app/parts/previews/picture-sky.js';
import { gridLines, labelPlace } from '../../main/resources/web/app/views/sky/grid.js';

const WCS = {
  width: 1000, height: 800, step: 1, projection: 'TAN', frame: 'ICRS', referencePixel: [500.5, 380], referenceLonDeg: 61.8186,
  referenceLatDeg: 3.7072, matrix: [[-0.02, 0.005], [0.004, 0.02]], poleLonDeg: 180, distorted: false,
};
/** Pixels (counted from 1) and positions by astropy 5.2.1, `WCS.all_pix2world`. */
const KNOWN = {
  TAN: [[1, 1, 69.79178342011186, -5.7275169097413], [500.5, 380, 61.8186, 3.7072], [1000, 800, 53.86937925345099, 13.864002340470607], [333.25, 77.5, 63.64048053925142, -2.9797475691978286]],
  SIN: [[1, 1, 69.98512681323005, -5.953879862842349], [500.5, 380, 61.8186, 3.7072], [1000, 800, 53.65497970940924, 14.126121094404443], [333.25, 77.5, 63.65397796259584, -3.0292070644463545]],
  ARC: [[1, 1, 69.91848937366812, -5.875890128507651], [500.5, 380, 61.8186, 3.7072], [1000, 800, 53.72911188868774, 14.035578179204244], [333.25, 77.5, 63.64943208475043, -3.01254982514112]],
  STG: [[1, 1, 69.88613304649198, -5.838010852712394], [500.5, 380, 61.8186, 3.7072], [1000, 800, 53.76500538447858, 13.991705025854568], [333.25, 77.5, 63.64717933278224, -3.004294979480333]],
  ZEA: [[1, 1, 69.93487376022271, -5.895068517361401], [500.5, 380, 61.8186, 3.7072], [1000, 800, 53.71091397229623, 14.05781333160301], [333.25, 77.5, 63.650562849376115, -3.0166932805232753]],
};
const OTHERS = [
  [{ referencePixel: [500, 400], referenceLonDeg: 10, referenceLatDeg: 90, matrix: [[-0.01, 0], [0, 0.01]], poleLonDeg: 0 },
    [[1, 1, 241.35419706939365, 83.6372170944012], [700, 420, 94.28940686250036, 87.99084879571232]]],
  // latitude on the first axis
  [{ referencePixel: [500, 400], referenceLonDeg: 200, referenceLatDeg: -30, matrix: [[0, -0.01], [0.01, 0]] },
    [[1, 1, 204.8396422123129, -34.881377846027426], [700, 420, 199.77362333677928, -28.000626339554024]]],
  [{ projection: 'SIN', frame: 'GALACTIC', referencePixel: [500, 400], referenceLonDeg: 266, referenceLatDeg: -28,
    matrix: [[-0.008660254037844387, -0.004999999999999999], [-0.004999999999999999, 0.008660254037844387]], poleLonDeg: 150 },
    [[1, 1, 272.6079331409646, -25.51148104268356], [700, 420, 264.65023512424875, -29.62578099646448]]],
];

/** The place of a pixel's middle in the view: pixel 1 begins at the left, and at the bottom. */
const placeOf = (sky, px, py) => [((px - 0.5) / sky.wcs.step) * sky.unit, sky.height - ((py - 0.5) / sky.wcs.step) * sky.unit];
const near = (one, other, most) => assert.ok(Math.abs(one - other) < most, `${one} is not ${other}`);

function check(sky, known) {
  for (const [px, py, lon, lat] of known) {
    const [x, y] = placeOf(sky, px, py);
    const at = sky.toSky(x, y);
    near(at.raDeg, lon, 1e-7);
    near(at.decDeg, lat, 1e-7);
    const back = sky.toScreen(lon, lat);
    near(back[0], x, 1e-4);
    near(back[1], y, 1e-4);
  }
}

test('pixels and positions are those of astropy, in each projection', () => {
  for (const [projection, known] of Object.entries(KNOWN)) {
    check(new PictureSky({ ...WCS, projection }), known);
  }
});

test('at a pole, with latitude on the first axis, turned and galactic too', () => {
  OTHERS.forEach(([changes, known]) => check(new PictureSky({ ...WCS, ...changes }), known));
});

test('a picture of means has the same sky, in fewer points', () => {
  const sky = new PictureSky({ ...WCS, step: 3 });
  assert.deepEqual([sky.width, Math.round(sky.height * 1e6) / 1e6], [1000, Math.round(((267 * 1000) / 334) * 1e6) / 1e6]);
  check(sky, KNOWN.TAN);
});

test('beyond the horizon of a projection there is no place, and beyond its edge no position', () => {
  for (const projection of ['TAN', 'SIN']) {
    assert.equal(new PictureSky({ ...WCS, projection }).toScreen(241.8, -3.7), null);
  }
  const whole = new PictureSky({ ...WCS, projection: 'SIN', matrix: [[-0.2, 0], [0, 0.2]] });
  assert.equal(whole.toSky(0, 0), null);
  assert.notEqual(whole.toSky(whole.width / 2, whole.height / 2), null);
});

test('the grid has a few lines with labels, whatever the size of the picture', () => {
  for (const changes of [{}, { width: 64, height: 64, referencePixel: [32, 32] }, { frame: 'GALACTIC' }, { matrix: [[-1e-5, 0], [0, 1e-5]] }]) {
    const sky = new PictureSky({ ...WCS, ...changes });
    const lines = gridLines(sky, sky.isEquatorial);
    for (const kind of ['ra', 'dec']) {
      const labelled = lines.filter((line) => line.kind === kind && labelPlace(sky, line));
      assert.ok(labelled.length >= 2 && labelled.length <= 30, `${labelled.length} lines of ${kind} with ${JSON.stringify(changes)}`);
    }
  }
});
