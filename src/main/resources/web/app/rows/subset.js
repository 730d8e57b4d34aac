import { isDate } from '../views/dates.js';
import { filterOf } from '../views/filter.js';

/** Rows tested at a stretch. */
const STEP = 2000;
const SLICE_MILLIS = 12;

/**
 * Which of the rows pass the filter that a person set: the one subset that table, map, timeline and their counts show.
 * While a new filter is being tried on many rows, the one before stays.
 */
export class Subset {
  text = '';
  /** States that are left out, as places in STATES. */
  hidden = new Set();
  /** Whether dates are written as such, and so found. */
  dates = true;
  #rows;
  #told;
  #passes = null;
  #mask = null;
  #trying = null;
  #counts = null;

  /** @param told called when another subset is in place */
  constructor(rows, told) {
    this.#rows = rows;
    this.#told = told;
  }

  /** Whether any row may be left out. */
  get isActive() { return this.#mask !== null; }

  has(row) { return this.#mask === null || this.#mask[row] === 1; }

  /** {length, states, withoutPosition} of the rows that pass; null where all do. */
  get counts() {
    if (this.#mask !== null && this.#counts === null) {
      const rows = this.#rows;
      this.#counts = { length: 0, states: rows.stateCounts.map(() => 0), withoutPosition: 0 };
      for (let row = 0; row < rows.length; row++) {
        if (this.has(row)) {
          this.#counts.length++;
          this.#counts.states[rows.stateCode(row)]++;
          this.#counts.withoutPosition += Number.isNaN(rows.raDeg(row)) ? 1 : 0;
        }
      }
    }
    return this.#mask === null ? null : this.#counts;
  }

  /** @param changes of text, hidden and dates */
  set(changes) {
    Object.assign(this, changes);
    this.again();
  }

  /** Tests all rows anew, some at a time. */
  again() {
    const dates = this.dates ? this.#rows.columns.filter(isDate) : [];
    const passes = filterOf(this.#rows, this.text, this.hidden, dates);
    this.#trying = null;
    if (passes === null) {
      const was = this.isActive;
      [this.#passes, this.#mask, this.#counts] = [null, null, null];
      if (was) {
        this.#told();
      }
      return;
    }
    const steps = this.#try(passes);
    this.#trying = steps;
    this.#go(steps);
  }

  *#try(passes) {
    const mask = new Uint8Array(this.#rows.length + 256);
    let done = 0;
    while (done < this.#rows.length) {
      const end = Math.min(this.#rows.length, done + STEP);
      for (; done < end; done++) {
        mask[done] = passes(done) ? 1 : 0;
      }
      yield;
    }
    [this.#passes, this.#mask, this.#counts] = [passes, mask, null];
  }

  #go(steps) {
    for (const end = performance.now() + SLICE_MILLIS; this.#trying === steps;) {
      if (steps.next().done) {
        this.#trying = null;
        this.#told();
      } else if (performance.now() > end) {
        setTimeout(() => this.#go(steps));
        return;
      }
    }
  }

  /** Tests rows that are new or have changed; `columns`: values may stand in columns that the filter does not know. */
  renew(ranges, columns) {
    if (this.#trying || (columns && this.#mask)) {
      this.again(); // what was tested already may have changed
    }
    this.#counts = null;
    if (!this.#mask) {
      return;
    }
    if (this.#mask.length < this.#rows.length) {
      const longer = new Uint8Array(2 * this.#rows.length);
      longer.set(this.#mask);
      this.#mask = longer;
    }
    for (const [from, to] of ranges) {
      for (let row = from; row < to; row++) {
        this.#mask[row] = this.#passes(row) ? 1 : 0;
      }
    }
  }
}
