import { RAD } from './coordinates.js';

/** The ring of the northern corner of each of the twelve base cells, in units of their side, and the longitude of their middle, in 45 degrees. */
const RING = [2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4];
const LONGITUDE = [1, 3, 5, 7, 0, 2, 4, 6, 1, 3, 5, 7];

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

/**
 * (`steps` + 1)² places of a cell in rows, {raDeg, decDeg}: each row begins at the south-eastern side and goes to the
 * north-western one; the first row is the south-western side.
 */
export function latticeOf(order, cell, steps) {
  const side = 2 ** order;
  const base = Math.floor(cell / (side * side));
  const [x, y] = coordinates(cell % (side * side), order);
  const parts = Array.from({ length: steps + 1 }, (_, step) => step / steps);
  return parts.map((along) => parts.map((across) => place(base, (x + along) / side, (y + across) / side)));
}

/** The two numbers whose bits a nested number has in turn. */
export function coordinates(number, order) {
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
