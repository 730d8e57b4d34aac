import { comparison, merged, sorted } from './sort.js';

/** Rows that a step of `arranging` looks at. */
const STEP = 2000;

/**
 * Which rows a table shows, and in which order. What arrives is put into its place; when something else changes,
 * `arrange` makes it all anew.
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
    [...this.arranging(sort, passes)].pop()();
  }

  /** The same in steps, for many rows: the last one that it yields is a function that puts the new order in place. */
  *arranging(sort, passes) {
    const seen = this.#rows.length;
    const kept = passes || sort ? [] : null;
    for (let from = 0; kept && from < seen; from += STEP) {
      collect(kept, from, Math.min(seen, from + STEP), passes);
      yield null;
    }
    const list = kept && sort ? sorted(kept, sort.keyOf, sort.direction) : kept;
    yield () => {
      [this.#sort, this.#passes, this.#list, this.#seen] = [sort, passes, list, seen];
      this.grow();
    };
  }

  /** Takes in the rows that have arrived since. */
  grow() {
    const from = this.#seen;
    this.#seen = this.#rows.length;
    if (!this.#list || from === this.#seen) {
      return;
    }
    const added = collect([], from, this.#seen, this.#passes);
    if (this.#sort) {
      const { keyOf, direction } = this.#sort;
      this.#list = merged(this.#list, sorted(added, keyOf, direction), comparison(keyOf, direction));
    } else {
      added.forEach((row) => this.#list.push(row));
    }
  }
}

function collect(kept, from, to, passes) {
  for (let row = from; row < to; row++) {
    if (!passes || passes(row)) {
      kept.push(row);
    }
  }
  return kept;
}
