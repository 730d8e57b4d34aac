/** Numbers, times and addresses as people read them. Missing is the dash. */

export const NONE = '–';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
const counts = new Intl.NumberFormat('en');

export function count(number) {
  return number === undefined || number === null ? NONE : counts.format(number);
}

/** 1 file, 2 files; 1,234 entries by their own plural. */
export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

/** Three figures at least, decimal units as archives use them. */
export function bytes(number) {
  if (number === undefined || number === null || Number.isNaN(number)) {
    return NONE;
  }
  let value = number;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toPrecision(value >= 9.995 ? 3 : 2)} ${UNITS[unit]}`;
}

export function rate(bytesPerSecond) {
  return bytesPerSecond > 0 ? `${bytes(bytesPerSecond)}/s` : NONE;
}

/** 0.4 s, 12 s, 3 min 05 s, 2 h 10 min */
export function duration(millis) {
  if (millis === undefined || millis === null || Number.isNaN(millis)) {
    return NONE;
  }
  const seconds = millis / 1000;
  if (seconds < 9.95) {
    return `${seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  const two = (number) => String(number).padStart(2, '0');
  return whole < 3600
    ? `${Math.floor(whole / 60)} min ${two(whole % 60)} s`
    : `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
}

/** Right ascension and declination, degrees. */
export function position(raDeg, decDeg) {
  const sign = decDeg < 0 ? '−' : '+';
  return `${raDeg.toFixed(5)} ${sign}${Math.abs(decDeg).toFixed(5)}`;
}

/** When, in UTC: the time of today, or the day too. */
export function when(time, now = Date.now()) {
  const text = new Date(time).toISOString();
  return new Date(now).toISOString().slice(0, 10) === text.slice(0, 10)
    ? text.slice(11, 19)
    : text.slice(0, 16).replace('T', ' ');
}

/** The address where it may be followed: http and https only, null for any other; relative to `base` if there is one. */
export function safeHref(text, base) {
  try {
    const url = new URL(text, base);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}

/** The last part of a path. */
export function baseName(path) {
  return path.slice(path.lastIndexOf('/') + 1);
}
