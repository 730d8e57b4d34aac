import { RAD, decText, raDifference, raText, wrapRa } from './coordinates.js';
import { decStep, decimalsFor, raStep } from '../ticks.js';

/** About so many pixels apart are the lines of the grid. */
const SPACING = 72;

/**
 * The lines of equal right ascension and declination that a viewport shows: [{kind: 'ra'|'dec', text, paths}], each
 * path a list of pixels [x, y] without a jump. Right ascensions in hours, or in degrees where `inHours` is false.
 */
export function gridLines(view, inHours = true) {
  const seen = extent(view);
  if (!seen) {
    return [];
  }
  const across = view.degPerPixel * SPACING;
  const stepDec = decStep(across);
  const narrow = Math.max(Math.cos(view.centre.decDeg * RAD), Math.sin(Math.min(90, (seen.high - seen.low) / 3) * RAD), 1e-3);
  const stepRa = raStep(Math.min(45, across / narrow), inHours);
  const lines = [];
  const decDecimals = decimalsFor(stepDec, 1);
  for (let number = Math.ceil(seen.low / stepDec - 1e-9); number * stepDec <= Math.min(89.9999, seen.high); number++) {
    const dec = number * stepDec;
    if (dec > -89.9999) {
      lines.push({ kind: 'dec', at: dec, text: decText(dec, decDecimals), paths: trace(view, seen.west, seen.east, (ra) => [ra, dec]) });
    }
  }
  const raDecimals = decimalsFor(stepRa, 15);
  const last = seen.whole ? Math.ceil(360 / stepRa) - 1 : Math.floor(seen.east / stepRa + 1e-9);
  for (let number = seen.whole ? 0 : Math.ceil(seen.west / stepRa - 1e-9); number <= last; number++) {
    const ra = wrapRa(number * stepRa);
    const text = inHours ? raText(ra, raDecimals) : `${Number(ra.toFixed(7))}°`;
    lines.push({ kind: 'ra', at: ra, text, paths: trace(view, seen.low, seen.high, (dec) => [ra, dec]) });
  }
  return lines;
}

/** A closed line through positions as paths of pixels. */
export function closedPath(view, positions) {
  const places = [...positions, positions[0]];
  return trace(view, 0, places.length - 1, (at) => [places[Math.round(at)].raDeg, places[Math.round(at)].decDeg], places.length - 1);
}

/** The edge of the whole sky as {x, y, rx, ry} in pixels, or null where the view is none of it. */
export function limb(view) {
  if (view.kind !== 'sky') {
    return null;
  }
  const [x, y] = view.toScreen(view.centre.raDeg, 0);
  return { x, y, rx: 2 * Math.SQRT2 * view.scale, ry: Math.SQRT2 * view.scale };
}

/** Where a line is labelled: where it first leaves the window, at the sides in this order of preference. */
export function labelPlace(view, line) {
  if (view.kind === 'sky') {
    const place = line.kind === 'ra'
      ? view.toScreen(line.at, 0) : view.toScreen(view.centre.raDeg + 179.99, line.at);
    if (view.holds(place, -4)) {
      return { x: place[0], y: place[1], side: line.kind === 'ra' ? 'middle' : 'limb' };
    }
  }
  for (const side of line.kind === 'ra' ? ['bottom', 'top', 'left', 'right'] : ['left', 'right', 'bottom', 'top']) {
    const place = crossing(line.paths, side, view);
    if (place) {
      return { ...place, side };
    }
  }
  return null;
}

function crossing(paths, side, view) {
  const upright = side === 'left' || side === 'right';
  const edge = side === 'right' ? view.width : side === 'bottom' ? view.height : 0;
  const [axis, other, room] = upright ? [0, 1, view.height] : [1, 0, view.width];
  for (const path of paths) {
    for (let at = 1; at < path.length; at++) {
      const [one, next] = [path[at - 1], path[at]];
      if ((one[axis] - edge) * (next[axis] - edge) <= 0 && one[axis] !== next[axis]) {
        const part = (edge - one[axis]) / (next[axis] - one[axis]);
        const along = one[other] + part * (next[other] - one[other]);
        if (along > 14 && along < room - 8) {
          return upright ? { x: edge, y: along } : { x: along, y: edge };
        }
      }
    }
  }
  return null;
}

/** The declinations and right ascensions (west to east, unwrapped around the centre) that the window shows. */
function extent(view) {
  const seen = { low: 90, high: -90, west: 180, east: -180, whole: false };
  const { raDeg } = view.centre;
  for (let x = 0; x <= 16; x++) {
    for (let y = 0; y <= 16; y++) {
      const at = view.toSky(view.width * x / 16, view.height * y / 16);
      if (at) {
        const difference = raDifference(at.raDeg, raDeg);
        seen.low = Math.min(seen.low, at.decDeg);
        seen.high = Math.max(seen.high, at.decDeg);
        seen.west = Math.min(seen.west, difference);
        seen.east = Math.max(seen.east, difference);
      }
    }
  }
  if (seen.low > seen.high) {
    return null;
  }
  const [north, south] = [90, -90].map((pole) => view.holds(view.toScreen(0, pole)));
  const room = (seen.high - seen.low) / 16;
  const whole = north || south || seen.east - seen.west > 300;
  const wide = (seen.east - seen.west) / 16;
  return {
    low: south ? -90 : Math.max(-90, seen.low - room),
    high: north ? 90 : Math.min(90, seen.high + room),
    west: raDeg + (whole ? -180 : seen.west - wide),
    east: raDeg + (whole ? 180 : seen.east + wide),
    whole,
  };
}

/** Samples of a line as paths that are broken where it is not shown, or jumps from one edge of the sky to the other. */
function trace(view, from, to, place, samples = 72) {
  const paths = [];
  let path = null;
  const jump = view.kind === 'sky' ? Math.SQRT2 * view.scale : Infinity;
  for (let at = 0; at <= samples; at++) {
    const inside = view.kind === 'sky' ? 1e-7 * (1 - 2 * at / samples) : 0;
    const pixel = view.toScreen(...place(from + (to - from) * at / samples + inside));
    const last = path?.[path.length - 1];
    if (!pixel) {
      path = null;
    } else if (last && Math.abs(pixel[0] - last[0]) < jump) {
      path.push(pixel);
    } else {
      path = [pixel];
      paths.push(path);
    }
  }
  return paths;
}
