import { safeHref } from '../../format.js';
import { coordinates, latticeOf } from './healpix.js';
import { position, vector } from './coordinates.js';

/** Side of a cell of order 0, degrees. */
export const SIDE_DEG = 58.6;
/** A tile is drawn up to this much larger than its pixels before its parts are asked for. */
const BLOWN_UP = 1.5;
/** The order of the picture of all the sky; tiles of lower orders are not asked for, since many surveys have none. */
export const ALL_SKY = 3;
const ALL_SKY_COLUMNS = 27;
const PICTURES = [['jpeg', 'jpg'], ['png', 'png'], ['webp', 'webp']];

/** Columns: the directions of (0, 0), (90, 0) and the pole of galactic coordinates in ICRS (Hipparcos and Tycho Catalogues, vol. 1, 1.5.3). */
const GALACTIC = [
  [-0.0548755604, 0.4941094279, -0.8676661490],
  [-0.8734370902, -0.4448296300, -0.1980763734],
  [-0.4838350155, 0.7469822445, 0.4559837762],
];

/**
 * A survey in tiles, as its `properties` describe it (HiPS 1.0, 4.4.1): {base, title, credit, creditUrl, isGalactic, order,
 * tileWidth, extension}. Throws an Error whose message says what is missing.
 */
export function readHips(text, base) {
  const values = new Map(text.split(/\r?\n/).filter((line) => line.includes('=') && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()]));
  const formats = (values.get('hips_tile_format') ?? 'jpeg').split(/\s+/);
  const picture = PICTURES.find(([format]) => formats.includes(format));
  const order = Number(values.get('hips_order'));
  const frame = values.get('hips_frame') ?? 'equatorial';
  const tileWidth = Number(values.get('hips_tile_width') ?? 512);
  if (!Number.isInteger(order) || order < ALL_SKY || order > 20) {
    throw new Error(`hips_order is ${values.get('hips_order') ?? 'missing'}; it must be from ${ALL_SKY} to 20`);
  } else if (!picture) {
    throw new Error(`hips_tile_format is ${formats.join(' ')}, without jpeg, png or webp`);
  } else if (!['equatorial', 'galactic'].includes(frame)) {
    throw new Error(`hips_frame is ${frame}, neither equatorial nor galactic`);
  } else if (!Number.isInteger(tileWidth) || tileWidth < 32 || tileWidth > 2048) {
    throw new Error(`hips_tile_width is ${values.get('hips_tile_width')}`);
  }
  return {
    base: base.replace(/\/+$/, ''), order, tileWidth, extension: picture[1], isGalactic: frame === 'galactic',
    title: values.get('obs_title') ?? '', credit: values.get('obs_copyright') ?? '', creditUrl: safeHref(values.get('obs_copyright_url')),
  };
}

/** The address of a tile, or of the picture of all the sky for `cell` null (HiPS 1.0, 4.1 and 4.3.1). */
export function tileUrl(hips, order, cell) {
  const name = cell === null ? 'Allsky' : `Dir${Math.floor(cell / 10000) * 10000}/Npix${cell}`;
  return `${hips.base}/Norder${order}/${name}.${hips.extension}`;
}

/** The order whose tiles are as sharp as a view with pixels of this angle. */
export function orderFor(hips, degPerPixel) {
  const wanted = Math.ceil(Math.log2(SIDE_DEG / (hips.tileWidth * degPerPixel * BLOWN_UP)));
  return Math.min(hips.order, Math.max(ALL_SKY, wanted));
}

/** The part of the tile of an order above that a cell has: {cell, left, top, size}, the last three as parts of the tile's side. */
export function partOfTile(order, cell, above) {
  const levels = order - above;
  const count = 2 ** levels;
  const [x, y] = coordinates(cell % 4 ** levels, levels);
  return { cell: Math.floor(cell / 4 ** levels), left: y / count, top: 1 - (x + 1) / count, size: 1 / count };
}

/** The square of a cell of order 3 in the picture of all the sky, of this width in pixels: {left, top, size}, pixels. */
export function squareInAllSky(cell, width) {
  const size = Math.floor(width / ALL_SKY_COLUMNS);
  return { left: (cell % ALL_SKY_COLUMNS) * size, top: Math.floor(cell / ALL_SKY_COLUMNS) * size, size };
}

/** As latticeOf, of a cell of the survey, whose frame may be galactic. */
export function placesOf(hips, order, cell, steps) {
  const lattice = latticeOf(order, cell, steps);
  return hips.isGalactic ? lattice.map((row) => row.map(fromGalactic)) : lattice;
}

/** The ICRS position of galactic longitude and latitude. */
export function fromGalactic({ raDeg, decDeg }) {
  const at = vector(raDeg, decDeg);
  return position([0, 1, 2].map((axis) => at.reduce((sum, part, column) => sum + part * GALACTIC[axis][column], 0)));
}
