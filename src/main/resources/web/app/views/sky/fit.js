import { position, separation, vector } from './coordinates.js';

/** Degrees: nothing nearer is looked at than this around it. */
const LEAST_DEG = 1 / 60;
/** Rows in so small a part of what was searched are one blot there. */
const CROWDED = 0.35;

/** What was searched as {raDeg, decDeg, radiusDeg}: around the first target, as far as the circles of all reach; null without a target. */
export function targetsField({ targets }) {
  const [first] = targets;
  return first === undefined ? null : {
    raDeg: first.raDeg, decDeg: first.decDeg,
    radiusDeg: Math.max(...targets.slice(0, 1000).map((each) => separation(first, each) + (each.radiusDeg > 0 ? each.radiusDeg : 1))),
  };
}

/** The same of the rows that pass the filter: around the target where there is one, else around their middle; null without positions. */
export function rowsField(rows) {
  const places = [];
  for (let row = 0; row < rows.length; row++) {
    if (rows.passes(row) && !Number.isNaN(rows.raDeg(row)) && !Number.isNaN(rows.decDeg(row))) {
      places.push({ raDeg: rows.raDeg(row), decDeg: rows.decDeg(row) });
    }
  }
  if (places.length === 0) {
    return null;
  }
  const middle = rows.targets.length === 1 ? rows.targets[0] : middleOf(places);
  const reach = places.reduce((most, place) => Math.max(most, separation(middle, place)), LEAST_DEG);
  return { raDeg: middle.raDeg, decDeg: middle.decDeg, radiusDeg: reach };
}

/** Whether the rows lie so near to each other that a map of all that was searched does not tell them apart. */
export function isCrowded(rows) {
  const [near, all] = [rowsField(rows), targetsField(rows)];
  return near !== null && all !== null && near.radiusDeg < CROWDED * all.radiusDeg;
}

function middleOf(places) {
  const sum = [0, 0, 0];
  for (const { raDeg, decDeg } of places) {
    vector(raDeg, decDeg).forEach((part, axis) => { sum[axis] += part; });
  }
  const length = Math.hypot(...sum);
  return length > 1e-9 ? position(sum.map((part) => part / length)) : places[0];
}
