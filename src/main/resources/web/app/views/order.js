import { mjdText } from './coordinates.js';
import { comparison, merged, sorted } from './sort.js';

/**
 * Which rows a table shows, and in which order. What arrives is put into its place; when something else changes,
 * `rebuild` makes it all anew.
 */
export class Order {
  #rows;
  #sort = null;
  #passes = null;
  #list = null;
  #seen = 0;

  constructor(rows) {
    this.#rows = rows;
  }

  /** How many rows are shown. */
  get length() {
    return this.#list ? this.#list.length : this.#seen;
  }

  /** The row at a place, and the place of a row (-1 if it is not shown). */
  row(place) {
    return this.#list ? this.#list[place] : place;
  }

  place(row) {
    return this.#list ? this.#list.indexOf(row) : row < this.#seen ? row : -1;
  }

  /** @param {{keyOf: (row: number) => any, direction: 'asc'|'desc'}|null} sort null for the order of arrival */
  arrange(sort, passes) {
    this.#sort = sort;
    this.#passes = passes;
    this.rebuild();
  }

  rebuild() {
    this.#seen = this.#rows.length;
    const kept = this.#passes || this.#sort ? this.#kept(0) : null;
    this.#list = kept && this.#sort ? sorted(kept, this.#sort.keyOf, this.#sort.direction) : kept;
  }

  /** Takes in the rows that have arrived since. */
  grow() {
    const from = this.#seen;
    this.#seen = this.#rows.length;
    if (!this.#list || from === this.#seen) {
      return;
    }
    const added = this.#kept(from);
    if (this.#sort) {
      const { keyOf, direction } = this.#sort;
      this.#list = merged(this.#list, sorted(added, keyOf, direction), comparison(keyOf, direction));
    } else {
      added.forEach((row) => this.#list.push(row));
    }
  }

  #kept(from) {
    const kept = [];
    for (let row = from; row < this.#seen; row++) {
      if (!this.#passes || this.#passes(row)) {
        kept.push(row);
      }
    }
    return kept;
  }
}

/**
 * The test of a filter: every word of `text` (any case) stands in some column of the row, or in its id; and its state is
 * none of `hidden` (places in STATES). null where everything passes.
 */
export function filterOf(rows, text, hidden, dateColumns) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && hidden.size === 0) {
    return null;
  }
  const tests = words.map((word) => wordTest(rows, word, dateColumns));
  return (row) => !hidden.has(rows.stateCode(row)) && tests.every((test) => test(row));
}

function wordTest(rows, word, dateColumns) {
  const known = new Map();
  const holds = (value) => {
    if (value === null) {
      return false;
    }
    let answer = known.get(value);
    if (answer === undefined) {
      answer = String(typeof value === 'object' ? JSON.stringify(value) : value).toLowerCase().includes(word);
      if (known.size < 20_000) {
        known.set(value, answer);
      }
    }
    return answer;
  };
  const numeric = /^[-+.\de]+$/.test(word);
  const dates = /^[-:\d]+$/.test(word) ? dateColumns : [];
  return (row) => holds(rows.id(row))
    || rows.columns.some((column) => (numeric || column.kind !== 'number') && holds(column.value(row)))
    || dates.some((column) => mjdText(column.number(row)).includes(word));
}
