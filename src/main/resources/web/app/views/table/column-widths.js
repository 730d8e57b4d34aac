const LEAST = 32;
const NUDGE = 16;

/**
 * How wide the columns of a table are: as their values need it, until a person drags the edge of a header, or presses Alt
 * and an arrow key on it. A double click on the edge gives the column back to its values.
 */
export class ColumnWidths {
  #chosen = new Map();
  #host;

  /** @param host that is drawn anew when a width has changed */
  constructor(host) {
    this.#host = host;
  }

  /** Of these columns, as grid-template-columns. */
  tracks(columns) {
    const each = columns.map(({ key, chars }) => (this.#chosen.has(key) ? `${this.#chosen.get(key)}px` : `calc(${chars}ch + 1.25rem)`));
    return `${each.join(' ')} 1fr`;
  }

  /** Follows a pointer that went down on an edge. */
  press(event, columns) {
    const edge = edgeAt(event);
    if (!edge) {
      return;
    }
    const { width, key } = this.#at(edge, columns);
    const from = event.clientX - width;
    const move = (to) => this.#set(key, to.clientX - from);
    edge.setPointerCapture(event.pointerId); // so that the click is on it, and sorts nothing
    edge.addEventListener('pointermove', move);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true });
    event.preventDefault();
  }

  /** Forgets the width of the column whose edge was clicked twice. */
  release(event, columns) {
    const edge = edgeAt(event);
    if (edge) {
      this.#chosen.delete(this.#at(edge, columns).key);
      this.#host.requestUpdate();
    }
  }

  /** Makes a column wider or narrower by the keyboard. @returns {boolean} whether the key meant that */
  nudge({ key, altKey }, header, columns) {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (!altKey || !way || !header) {
      return false;
    }
    const { width, key: name } = this.#at(header, columns);
    this.#set(name, width + way * NUDGE);
    return true;
  }

  #at(within, columns) {
    const column = within.closest('[data-column]');
    return { width: column.getBoundingClientRect().width, key: columns[Number(column.dataset.column)].key };
  }

  #set(key, width) {
    this.#chosen.set(key, Math.max(LEAST, Math.round(width)));
    this.#host.requestUpdate();
  }
}

/** The edge of a header under the pointer, or null. */
export const edgeAt = (event) => event.target.closest('.edge');
