/**
 * Which columns of a catalogue say when, how long and at what roll angle. The UCD decides (UCD1+ controlled
 * vocabulary 1.5); the name only where no column of the catalogue has a UCD for it.
 */
const TIME = {
  ucds: [/^time\.start(;|$)/i, /^time\.epoch(;|$)/i],
  names: ['time', 'start_time', 'date_obs', 't_min', 'mjd'],
  units: { '': 1, d: 1, day: 1, days: 1, mjd: 1 },
};
const EXPOSURE = {
  ucds: [/^time\.duration;obs\.exposure(;|$)/i, /^time\.duration(;|$)/i],
  names: ['exposure', 'exposure_a', 't_exptime', 'exptime', 'duration'],
  units: { '': 1, s: 1, sec: 1, ks: 1000, ms: 0.001, min: 60, h: 3600, d: 86400 },
};
const ROLL = {
  ucds: [/^pos\.posang(;|$)/i],
  names: ['roll_angle', 'roll', 'pa_pnt', 'position_angle'],
  units: { '': 1, deg: 1, degree: 1, degrees: 1, rad: 180 / Math.PI },
};

/**
 * @param {import('./columns.js').Column[]} columns of one catalogue, in its order
 * @returns {{time: Role|null, exposure: Role|null, roll: Role|null}} null where no column says it
 * @typedef {{column: import('./columns.js').Column, factor: number}} Role factor: to days, seconds, degrees
 */
export function rolesOf(columns) {
  return { time: find(columns, TIME), exposure: find(columns, EXPOSURE), roll: find(columns, ROLL) };
}

/** A time in days as a Modified Julian Date: what is too large to be one (after the year 8400) is a Julian Date. */
export function asMjd(days) {
  return days >= 2_400_000.5 ? days - 2_400_000.5 : days;
}

function find(columns, { ucds, names, units }) {
  const factorOf = (column) => units[column.unit.trim().toLowerCase()];
  const usable = columns.filter((column) => column.kind !== 'text' && factorOf(column) !== undefined);
  for (const ucd of ucds) {
    const column = usable.find((each) => ucd.test(each.ucd));
    if (column) {
      return { column, factor: factorOf(column) };
    }
  }
  for (const name of names) {
    const column = usable.find((each) => each.name.toLowerCase() === name);
    if (column) {
      return { column, factor: factorOf(column) };
    }
  }
  return null;
}
