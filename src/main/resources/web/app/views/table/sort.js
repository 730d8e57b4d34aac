/**
 * The order of rows by a key. Missing keys (null, NaN, '') come last in either direction; equal ones keep the order
 * in which the rows arrived.
 */

/** Numbers before texts; texts of digits only by their value, others by code unit. */
export function compareKeys(one, other) {
  if (typeof one === 'number' && typeof other === 'number') {
    return one - other;
  }
  if (typeof one === 'bigint' && typeof other === 'bigint') {
    return ordered(one, other);
  }
  if (typeof one === 'number' || typeof other === 'number') {
    return typeof one === 'number' ? -1 : 1;
  }
  if (one.length !== other.length && isDigits(one) && isDigits(other)) {
    return one.length - other.length;
  }
  return ordered(one, other);
}

/** -1, 0 or 1. */
export const ordered = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

/** A comparison of row numbers by `keyOf(row)`, in direction 'asc' or 'desc'. */
export function comparison(keyOf, direction) {
  const sign = direction === 'desc' ? -1 : 1;
  return (one, other) => {
    const [a, b] = [plain(keyOf(one)), plain(keyOf(other))];
    if (a === null || b === null) {
      return a === b ? one - other : a === null ? 1 : -1;
    }
    return sign * compareKeys(a, b) || one - other;
  };
}

/** The rows sorted, each key asked for once. */
export function sorted(rows, keyOf, direction) {
  const list = Array.from(rows);
  const keys = list.map((row) => plain(keyOf(row)));
  const compare = comparison((place) => keys[place], direction);
  return list.map((_, place) => place).sort(compare).map((place) => list[place]);
}

/** Two lists that are sorted, as one. */
export function merged(one, other, compare) {
  const all = new Array(one.length + other.length);
  let [at, first, second] = [0, 0, 0];
  while (first < one.length && second < other.length) {
    all[at++] = compare(one[first], other[second]) <= 0 ? one[first++] : other[second++];
  }
  while (first < one.length) {
    all[at++] = one[first++];
  }
  while (second < other.length) {
    all[at++] = other[second++];
  }
  return all;
}

function plain(key) {
  if (key === null || key === undefined || key === '' || Number.isNaN(key)) {
    return null;
  }
  return typeof key === 'number' ? key : String(key);
}

function isDigits(text) {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) {
      return false;
    }
  }
  return text.length > 0 && text.charCodeAt(0) !== 48;
}
