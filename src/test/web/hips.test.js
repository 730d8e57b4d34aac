import assert from 'node:assert/strict';
import { test } from 'node:test';
import { separation } from '../../main/resources/web/app/views/sky/coordinates.js';
import { latticeOf, outlineOf } from '../../main/resources/web/app/views/sky/healpix.js';
import { fromGalactic, orderFor, partOfTile, placesOf, readHips, squareInAllSky, tileUrl } from '../../main/resources/web/app/views/sky/hips.js';
import { cellsOf, Tiles } from '../../main/resources/web/app/views/sky/tiles.js';
import { Viewport } from '../../main/resources/web/app/views/viewport.js';

const PROPERTIES = `# of a survey
hips_order           = 9
hips_tile_width = 512
hips_tile_format = jpeg fits
hips_frame = galactic
obs_title = DSS = colour
obs_copyright_url = javascript:alert(1)
`;
const DSS = readHips(PROPERTIES, 'https://sky.example/dss/');

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

/** A picture that has come. */
const here = (url) => ({ url, complete: true, naturalWidth: url.includes('Allsky') ? 1728 : 512, addEventListener() {} });

/** Records which part of which picture is drawn, and by which affine map. */
function recorder() {
  const drawn = [];
  let matrix = null;
  return {
    drawn, save() {}, restore() {}, beginPath() {}, moveTo() {}, lineTo() {}, closePath() {}, clip() {},
    transform(...numbers) { matrix = numbers; },
    drawImage(image, left, top, size) { drawn.push({ url: image.url, left, top, size, matrix }); },
  };
}

test('the description of a survey is read; what the page cannot draw is named', () => {
  assert.deepEqual(DSS, {
    base: 'https://sky.example/dss', order: 9, tileWidth: 512, extension: 'jpg', isGalactic: true, title: 'DSS = colour', credit: '', creditUrl: null,
  });
  for (const [line, said] of [['hips_order = 2', /hips_order is 2/], ['hips_order = x', /hips_order/], ['hips_frame = ecliptic', /hips_frame is ecliptic/],
    ['hips_tile_format = fits', /hips_tile_format is fits/], ['hips_tile_width = 7', /hips_tile_width/]]) {
    assert.throws(() => readHips(`${PROPERTIES}${line}`, 'x'), said, line);
  }
  assert.throws(() => readHips('<html>', 'x'), /hips_order is missing/);
});

test('tiles are where the standard has them', () => {
  assert.equal(tileUrl(DSS, 3, null), 'https://sky.example/dss/Norder3/Allsky.jpg');
  assert.equal(tileUrl(DSS, 6, 10302), 'https://sky.example/dss/Norder6/Dir10000/Npix10302.jpg');
  assert.deepEqual(squareInAllSky(28, 1728), { left: 64, top: 64, size: 64 });
});

test('the order is as sharp as the view, within those of the survey', () => {
  assert.equal(orderFor(DSS, 1), 3);
  assert.equal(orderFor(DSS, 58.6 / 512 / 2 ** 6), 6);
  assert.equal(orderFor(DSS, 1e-9), 9);
});

test('the parts of a tile together are the tile, each where its cell lies', () => {
  const squares = [0, 1, 2, 3].map((part) => partOfTile(5, 4 * 77 + part, 4));
  assert.deepEqual(squares.map(({ cell }) => cell), [77, 77, 77, 77]);
  // south below left, then the neighbours to the north-east and north-west, north above right
  assert.deepEqual(squares.map(({ left, top }) => [left, top]), [[0, 0.5], [0, 0], [0.5, 0.5], [0.5, 0]]);
});

test('a lattice has the corners of the outline, and galactic positions are those of the tables', () => {
  for (const [order, cell] of [[0, 3], [3, 500], [7, 100000]]) {
    const [south, east, north, west] = outlineOf(order, cell);
    const lattice = latticeOf(order, cell, 4);
    assert.deepEqual([lattice[0][0], lattice[4][0], lattice[4][4], lattice[0][4]], [south, east, north, west]);
  }
  // the centre of the galaxy and its north pole, as IAU 1958 has them in J2000
  assert.ok(separation(fromGalactic({ raDeg: 0, decDeg: 0 }), { raDeg: 266.40510, decDeg: -28.93617 }) < 1e-4);
  assert.ok(separation(fromGalactic({ raDeg: 0, decDeg: 90 }), { raDeg: 192.85948, decDeg: 27.12825 }) < 1e-4);
});

test('a view asks for the cells that it shows, and for no other', () => {
  assert.equal(cellsOf(viewOf('sky'), DSS, 3).length, 768);
  const view = viewOf('tangent', 62, 4, 1);
  const cells = cellsOf(view, DSS, 6);
  assert.ok(cells.length >= 6 && cells.length < 60, `${cells.length} cells`);
  const isIn = ({ raDeg, decDeg }) => view.holds(view.toScreen(raDeg, decDeg), 0);
  for (let cell = 0; cell < 12 * 4 ** 6; cell++) {
    if (placesOf(DSS, 6, cell, 1).flat().some(isIn)) {
      assert.ok(cells.includes(cell), `cell ${cell} is in the view`);
    }
  }
});

test('each square of a picture is drawn where its cell lies on the map', () => {
  const view = viewOf('tangent', 62, 4, 3);
  const tiles = new Tiles(() => {}, here);
  const survey = { ...DSS, order: 5, tileWidth: 64 };
  const context = recorder();
  const cells = cellsOf(view, survey, 5);
  tiles.load(cells.map((cell) => tileUrl(survey, 5, cell)));
  assert.ok(tiles.paint(context, view, survey, 1));
  tiles.stop();
  assert.ok(context.drawn.length > 0);
  for (const { url, left, top, size, matrix } of context.drawn) {
    const cell = Number(/Npix(\d+)/.exec(url)[1]);
    const steps = 512 / size;
    const places = placesOf(survey, 5, cell, steps);
    // the corner above left is the eastern one of the part
    const [along, across] = [steps - 1 - top / size, left / size];
    const at = [0.5, 0.5].map((part) => part * size);
    const x = matrix[0] * at[0] + matrix[2] * at[1] + matrix[4];
    const y = matrix[1] * at[0] + matrix[3] * at[1] + matrix[5];
    const [east, west] = [places[along + 1][across], places[along][across + 1]].map(({ raDeg, decDeg }) => view.toScreen(raDeg, decDeg));
    assert.ok(Math.hypot(x - (east[0] + west[0]) / 2, y - (east[1] + west[1]) / 2) < 2, `${url} ${left} ${top}`);
  }
});

test('what has not come is drawn from the picture of all the sky, and nothing at all where that is missing', () => {
  const view = viewOf('sky', 180);
  const tiles = new Tiles(() => {}, here);
  assert.equal(tiles.paint(recorder(), view, DSS, 1), false);
  tiles.load([tileUrl(DSS, 3, null)]);
  const context = recorder();
  assert.equal(tiles.paint(context, view, DSS, 1), true);
  tiles.stop();
  assert.ok(context.drawn.every(({ url, size }) => url.includes('Allsky') && (size === 64 || size === 8)));
  assert.equal(tiles.hasNone(DSS), false);
});
