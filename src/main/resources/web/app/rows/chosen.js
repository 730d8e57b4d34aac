/**
 * The observations that a person has picked out to go on with, by id and in the order of picking. Rows outside the radius
 * cannot be picked: no search for observations would select them.
 */
export class Chosen {
  #rows;
  #told;
  #ids = new Set();
  #from = -1;

  /** @param told called after each change */
  constructor(rows, told) {
    this.#rows = rows;
    this.#told = told;
  }

  get size() { return this.#ids.size; }
  get ids() { return [...this.#ids]; }
  has(id) { return this.#ids.has(id); }
  isPossible(row) { return this.#rows.id(row) !== null && this.#rows.why(row).reason !== 'outside-radius'; }

  /** Whether the condition has rejected one of them. */
  get anyRejected() { return this.ids.some((id) => !this.#rows.selected(this.#rows.indexOf(id))); }

  /** Picks the row, or lets it go; ranges begin at it. */
  toggle(row) {
    const id = this.#rows.id(row);
    this.#from = row;
    if (!this.#ids.delete(id) && this.isPossible(row)) {
      this.#ids.add(id);
    }
    this.#told();
  }

  /** Where the next range begins. */
  begin(row) { this.#from = row; }

  /** Picks all from where the range begins to this row; `between(from, to)` lists the rows in the order that is seen. */
  extend(row, between) {
    this.add(between(this.#from < 0 ? row : this.#from, row));
  }

  add(rows) {
    for (const row of rows) {
      if (this.isPossible(row)) {
        this.#ids.add(this.#rows.id(row));
      }
    }
    this.#told();
  }

  clear() {
    this.#from = -1;
    if (this.#ids.size > 0) {
      this.#ids.clear();
      this.#told();
    }
  }
}
