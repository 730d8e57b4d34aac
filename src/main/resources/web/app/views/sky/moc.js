import { RAD } from './coordinates.js';

const HIGHEST = 29;
/** The ring of the northern corner of each of the twelve base cells, in units of their side, and the longitude of their middle, in 45 degrees. */
const RING = [2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4];
const LONGITUDE = [1, 3, 5, 7, 0, 2, 4, 6, 1, 3, 5, 7];

/**
 * The cells of a MOC in ASCII (MOC 2.0, 4.3.2), [{order, first, last}], nested numbers of HEALPix; none of a text that is
 * not one.
 */
export function parseMoc(text) {
  const ranges = [];
  let order = -1;
  for (const word of text.trim().split(/[\s,]+/)) {
    const item = /^(?:(\d{1,2})\/)?(?:(\d{1,15})(?:-(\d{1,15}))?)?$/.exec(word);
    if (!item) {
      return [];
    }
    order = item[1] === undefined ? order : Number(item[1]);
    if (item[2] !== undefined) {
      const [first, last] = [Number(item[2]), Number(item[3] ?? item[2])];
      if (order < 0 || order > HIGHEST || last < first || last >= 12 * 4 ** order) {
        return [];
      }
      ranges.push({ order, first, last });
    }
  }
  return ranges;
}

/** The outline of a cell of HEALPix, {raDeg, decDeg} of its corners and of `steps` - 1 places along each side (Górski et al. 2005, 5). */
export function outlineOf(order, cell, steps = 1) {
  const side = 2 ** order;
  const base = Math.floor(cell / (side * side));
  const [x, y] = coordinates(cell % (side * side), order);
  const corners = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1]];
  return corners.flatMap(([x0, y0], at) => {
    const [x1, y1] = corners[(at + 1) % 4];
    return Array.from({ length: steps }, (_, step) => {
      const part = step / steps;
      return place(base, (x0 + (x1 - x0) * part) / side, (y0 + (y1 - y0) * part) / side);
    });
  });
}

/** The two numbers whose bits a nested number has in turn. */
function coordinates(number, order) {
  let [x, y, rest] = [0, 0, number];
  for (let bit = 0; bit < order; bit++) {
    x += (rest % 2) * 2 ** bit;
    y += (Math.floor(rest / 2) % 2) * 2 ** bit;
    rest = Math.floor(rest / 4);
  }
  return [x, y];
}

/** A position in a base cell, x and y from 0 to 1. */
function place(base, x, y) {
  const ring = RING[base] - x - y;
  const toPole = Math.min(ring, 4 - ring, 1);
  const sin = ring < 1 ? 1 - (toPole * toPole) / 3 : ring > 3 ? (toPole * toPole) / 3 - 1 : ((2 - ring) * 2) / 3;
  const eighths = toPole < 1e-12 ? LONGITUDE[base] : (LONGITUDE[base] * toPole + x - y) / toPole;
  return { raDeg: (((eighths * 45) % 360) + 360) % 360, decDeg: Math.asin(Math.max(-1, Math.min(1, sin))) / RAD };
}
