import { turnNow } from '../turns.js';

/**
 * Lets a lit element listen to its `rows`, whichever they are at the time: calls the element's `rowsChanged(detail)`,
 * `rowsFiltered()`, `rowsPicked(detail)`, `rowsHovered(detail)` and `rowsChosen()`, and the first also when other rows are set.
 * Both the set of other rows and another filter show rows that came since the last turn: the other parts are drawn then too.
 */
export class RowsWatch {
  #rows = null;
  #host;
  #listeners = {
    changed: (event) => this.#host.rowsChanged(event.detail),
    filtered: () => {
      turnNow();
      this.#host.rowsFiltered();
    },
    picked: (event) => this.#host.rowsPicked(event.detail),
    hovered: (event) => this.#host.rowsHovered(event.detail),
    chosen: () => this.#host.rowsChosen(),
  };

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#listen(this.#host.rows ?? null);
  }

  hostUpdate() {
    this.#listen(this.#host.rows ?? null);
  }

  hostDisconnected() {
    this.#listen(null);
  }

  #listen(rows) {
    if (rows === this.#rows) {
      return;
    }
    for (const [type, listener] of Object.entries(this.#listeners)) {
      this.#rows?.removeEventListener(type, listener);
      rows?.addEventListener(type, listener);
    }
    this.#rows = rows;
    if (rows) {
      turnNow();
      this.#host.rowsChanged({
        ranges: rows.length > 0 ? [[0, rows.length]] : [], length: rows.length, columns: true, cleared: true, target: true });
    }
  }
}
