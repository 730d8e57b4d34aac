import { RAD, separation } from './coordinates.js';
import { outlineOf } from './healpix.js';
import { parseMoc } from './moc.js';
import { isWithin } from './outline.js';

/** Larger cells than these are drawn in parts: their sides are curved. */
const LOWEST = 3;
/** Cells are not divided further than this at the edge of the sky. */
const HIGHEST = 6;
const STEPS = 2;

/** Paints the part of the sky that catalogues cover, `mocs` in ASCII; returns whether any of it is in the window. */
export function paintCoverage(context, view, mocs, colours) {
  const cells = new Path2D();
  let seen = false;
  for (const moc of mocs) {
    for (const { order, first, last } of parseMoc(moc)) {
      for (let cell = first; cell <= last; cell++) {
        seen = addCell(cells, view, order, cell) || seen;
      }
    }
  }
  context.globalAlpha = 0.13;
  context.fillStyle = colours['--accent'];
  context.fill(cells, 'nonzero');
  context.globalAlpha = 1;
  return seen;
}

function addCell(cells, view, order, cell) {
  if (isFar(view, order, cell)) {
    return false;
  }
  const outline = order < LOWEST ? null : pixels(view, order, cell);
  if (outline === null) {
    return order < HIGHEST && [0, 1, 2, 3].map((part) => addCell(cells, view, order + 1, 4 * cell + part)).some(Boolean);
  }
  if (!outline.some((at) => view.holds(at, 0)) && !isWithin(outline, view.width / 2, view.height / 2)) {
    return false;
  }
  outline.forEach(([x, y], at) => (at === 0 ? cells.moveTo(x, y) : cells.lineTo(x, y)));
  cells.closePath();
  return true;
}

/** The outline in pixels; null for one that the projection tears apart or does not show whole. */
function pixels(view, order, cell) {
  const outline = outlineOf(order, cell, STEPS).map(({ raDeg, decDeg }) => view.toScreen(raDeg, decDeg));
  if (outline.includes(null)) {
    return null;
  }
  const widest = (180 / 2 ** order) / view.degPerPixel;
  const isTorn = view.kind === 'sky'
    && outline.some(([x, y], at) => Math.hypot(x - outline[(at + 1) % outline.length][0], y - outline[(at + 1) % outline.length][1]) > widest);
  return isTorn ? null : outline;
}

/** Whether a field is so far from a cell that it does not show it. */
function isFar(view, order, cell) {
  if (view.kind === 'sky') {
    return false;
  }
  const [west, , east] = outlineOf(order, cell);
  const longer = Math.atan(Math.hypot(view.width, view.height) / 2 * view.degPerPixel * RAD) / RAD;
  return Math.min(separation(view.centre, west), separation(view.centre, east)) > longer + 120 / 2 ** order;
}
