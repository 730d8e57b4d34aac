import { LitElement, html } from 'lit';
import { TABLE } from '../../texts/view-texts.js';
import { ColumnWidths, edgeAt } from './column-widths.js';
import { filteredWords } from '../filter.js';
import { moved, windowOf } from './grid-keys.js';
import { Order } from './order.js';
import { tableColumns } from './table-columns.js';
import { header, line, toolbar } from './table-parts.js';
import { tableStyles } from './table-styles.js';
import { shared } from '../view-styles.js';
import { RowsWatch } from '../watch.js';
import { emptyWords } from '../words.js';

const LINE = 24;
/** Above so many rows the order is made anew at most a few times a second. */
const MANY = 3000;
/** Milliseconds of work at a stretch. */
const SLICE = 12;

/**
 * `<voyage-table>`: the rows as a grid of which only what is seen is in the document. Properties: `rows` (Rows), `dates`
 * (MJD as calendar dates) and `sexagesimal`. Fills the size that its place gives it and scrolls inside.
 */
export class VoyageTable extends LitElement {
  static properties = {
    rows: { attribute: false }, dates: { type: Boolean }, sexagesimal: { type: Boolean },
    sort: { state: true }, chosen: { state: true },
  };

  static styles = [shared, tableStyles];

  #order = null;
  #columns = [];
  #sampled = 0;
  #stale = 0;
  #arranging = null;
  #toTop = false;
  #active = { line: -1, column: 0 };
  #top = 0;
  #height = 400;
  #own = null;
  #ranging = false;
  #widths = new ColumnWidths(this);

  constructor() {
    super();
    Object.assign(this, { rows: null, dates: true, sexagesimal: false, sort: null, chosen: new Map() });
    new RowsWatch(this);
    this.resizes = new ResizeObserver(() => this.#scrolled());
  }

  get #scroll() { return this.renderRoot.querySelector('.scroll'); }

  firstUpdated() { this.resizes.observe(this.#scroll); }

  connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) {
      this.resizes.observe(this.#scroll);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.resizes.disconnect();
    clearTimeout(this.#stale);
    [this.#stale, this.#arranging] = [0, null];
  }

  rowsChanged({ cleared, columns, length, ranges }) {
    if (cleared || !this.#order) {
      this.#order = new Order(this.rows);
      [this.#columns, this.#sampled, this.#active] = [[], 0, { line: -1, column: 0 }];
      if (cleared && this.#scroll) {
        this.#scroll.scrollTop = 0;
      }
    }
    if (cleared || columns || this.#sampled < Math.min(40, length)) {
      this.#measure();
      this.#arrange();
    } else if ((this.rows.filter.isActive || this.sort?.key === ':state') && ranges.length > 0) {
      this.#arrangeSoon();
    } else if (this.sort && length > MANY) {
      this.#arrangeSoon();
    } else {
      this.#keepingPlace(() => this.#order.grow());
    }
    this.requestUpdate();
  }

  rowsFiltered() {
    this.#toTop = true;
    this.#arrange();
    this.requestUpdate();
  }

  rowsPicked({ index }) {
    if (index >= 0 && this.#own !== index) {
      const line = this.#order.place(index);
      if (line >= 0) {
        this.#active = { line, column: this.#active.column };
        this.#reveal(line);
      }
    }
    this.requestUpdate();
  }

  rowsHovered() { this.requestUpdate(); }

  rowsChosen() { this.requestUpdate(); }

  willUpdate(changed) {
    if (this.rows && (changed.has('dates') || changed.has('sexagesimal'))) {
      this.#measure();
    }
    if (this.rows && changed.has('dates') && this.rows.filter.dates !== this.dates) {
      this.rows.filter.set({ dates: this.dates });
    }
    if (this.#order && (changed.has('sort') || changed.has('dates'))) {
      this.#toTop ||= changed.has('sort');
      this.#arrange();
    }
  }

  render() {
    const lines = this.#order?.length ?? 0;
    const total = this.rows?.filter.isActive ? this.rows.length : lines;
    const columns = this.#shown();
    const { first, end } = windowOf(this.#top, this.#height, LINE, lines);
    const { rows } = this;
    const active = (line, at) => this.#active.line === line && this.#active.column === at;
    return html`${toolbar(this, {
      counts: rows?.stateCounts ?? [], shown: lines, total, columns: this.#columns, isShown: (each) => this.#isShown(each),
      filter: rows?.filter, typed: this.#typed, choose: (each, shown) => this.#choose(each, shown) })}
      <div class="scroll" role="grid" tabindex="0" aria-multiselectable="true" aria-label=${TABLE.title} aria-rowcount=${lines + 1} aria-colcount=${columns.length}
        aria-activedescendant=${columns.length > 0 ? `c${this.#active.line}-${Math.min(this.#active.column, columns.length - 1)}` : ''}
        @scroll=${this.#scrolled} @keydown=${this.#key} @click=${this.#click} @dblclick=${this.#details} @mousedown=${(event) => (event.shiftKey || event.detail > 1) && event.preventDefault()} @pointermove=${this.#over} @pointerleave=${this.#out}>
        <div class="head" role="rowgroup" @pointerdown=${(event) => this.#widths.press(event, columns)} @dblclick=${(event) => this.#widths.release(event, columns)}><div class="line" role="row" aria-rowindex="1">
          ${columns.map((each, at) => header(each, at, this.sort, active(-1, at)))}</div></div>
        <div class="body" role="rowgroup" .style=${`height:${lines * LINE}px`}>
          <div class="window" role="presentation" .style=${`transform:translateY(${first * LINE}px)`}>
            ${Array.from({ length: Math.max(0, end - first) }, (_, at) => line(rows, this.#order.row(first + at), first + at, columns, active))}</div></div>
        ${lines === 0 ? html`<div class="nothing" role="presentation">${total > 0 ? filteredWords(rows) : emptyWords(rows, TABLE)}</div>` : null}
      </div>`;
  }

  updated() {
    this.#scroll.style.setProperty('--widths', this.#widths.tracks(this.#shown()));
  }

  #measure() {
    this.#columns = tableColumns(this.rows, this);
    this.#sampled = this.rows.length;
  }

  #arrange() {
    const column = this.sort && this.#columns.find((each) => each.key === this.sort.key);
    const passes = this.rows.filter.isActive ? (row) => this.rows.passes(row) : null;
    const steps = this.#order.arranging(column ? { keyOf: column.keyOf, direction: this.sort.direction } : null, passes);
    this.#arranging = steps;
    this.#step(steps);
  }

  /** Goes on with an arrangement for a few milliseconds, then lets the page breathe; a newer one replaces it. */
  #step(steps) {
    for (const end = performance.now() + SLICE; this.#arranging === steps;) {
      const place = steps.next().value;
      if (place) {
        this.#arranging = null;
        this.#keepingPlace(place);
        if (this.#toTop && this.#scroll) {
          this.#toTop = false;
          this.#scroll.scrollTop = 0;
          this.#scrolled();
        }
        this.requestUpdate();
      } else if (performance.now() > end) {
        setTimeout(() => this.#step(steps));
        return;
      }
    }
  }

  /** Changes of many rows are gathered, as each costs the more the more rows there are. */
  #arrangeSoon() {
    this.#stale ||= setTimeout(() => {
      this.#stale = 0;
      this.#arrange();
      this.requestUpdate();
    }, this.rows.length > MANY ? 400 : 50);
  }

  /** Whatever comes in above, the line at the top of the window stays where it is. */
  #keepingPlace(change) {
    const top = Math.floor(this.#top / LINE);
    const held = this.#top > 0 && top < this.#order.length ? this.#order.row(top) : -1;
    const active = this.#active.line >= 0 && this.#active.line < this.#order.length ? this.#order.row(this.#active.line) : -1;
    change();
    if (active >= 0) {
      this.#active = { ...this.#active, line: this.#order.place(active) };
    }
    const now = held >= 0 ? this.#order.place(held) : -1;
    if (now >= 0 && now !== top) {
      this.#top += (now - top) * LINE;
      this.requestUpdate();
      this.updateComplete.then(() => { this.#scroll.scrollTop = this.#top; });
    }
  }

  #shown() { return this.#columns.filter((column) => this.#isShown(column)); }

  #isShown(column) { return this.chosen.get(column.key) ?? !column.extra; }

  #choose(column, shown) { this.chosen = new Map(this.chosen).set(column.key, shown); }

  #typed(event) {
    const text = event.target.value;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.rows?.filter.set({ text }), this.rows?.length > MANY ? 150 : 0);
  }

  #sortBy(column) {
    const direction = this.sort?.key !== column.key ? 'asc' : this.sort.direction === 'asc' ? 'desc' : null;
    this.sort = direction && { key: column.key, direction };
  }

  #scrolled() {
    const scroll = this.#scroll;
    [this.#top, this.#height] = [scroll.scrollTop, scroll.clientHeight];
    this.requestUpdate();
  }

  #key(event) {
    const columns = this.#shown();
    if (this.#active.line < 0 && this.#widths.nudge(event, this.renderRoot.querySelector('.active'), columns)) {
      event.preventDefault();
      return;
    }
    const page = Math.max(1, Math.floor(this.#height / LINE) - 2);
    if (this.#chooses(event)) {
      event.preventDefault();
      return;
    }
    const to = moved(this.#active, event, { lines: this.#order?.length ?? 0, columns: columns.length, page });
    if (to) {
      this.#active = to;
      this.#reveal(to.line);
      if (event.shiftKey && to.line >= 0) {
        this.#extend(to.line);
      }
    } else if (event.key === 'Enter' && this.#active.line >= 0) {
      this.#pick(this.#order.row(this.#active.line));
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.#sortBy(columns[this.#active.column]);
    } else if (event.key === 'Escape') {
      this.rows?.picked === null ? this.rows.chosen.clear() : this.rows?.pick(null);
    } else {
      return;
    }
    event.preventDefault();
    this.requestUpdate();
    this.updateComplete.then(() => this.renderRoot.querySelector('.active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
  }

  #pick(row) {
    this.#own = row;
    this.rows.pick(this.rows.id(row));
    this.#own = null;
  }

  /** Space picks out the row at the keys, Ctrl+A all that are shown, Shift with an arrow begins a range. */
  #chooses(event) {
    const { line } = this.#active;
    const whole = event.ctrlKey || event.metaKey;
    if (whole && event.key === 'a') {
      this.rows?.chosen.add(Array.from({ length: this.#order?.length ?? 0 }, (_, at) => this.#order.row(at)));
      return true;
    } else if (event.key === ' ' && line >= 0) {
      this.rows.chosen.toggle(this.#order.row(line));
      return true;
    } else if (event.shiftKey && event.key.startsWith('Arrow') && line >= 0 && !this.#ranging) {
      this.rows.chosen.begin(this.#order.row(line));
    }
    this.#ranging = event.shiftKey && /^(Arrow|Page|Shift)/.test(event.key);
    return false;
  }

  /** Picks out all lines from where the range begins. */
  #extend(line) {
    this.rows.chosen.extend(this.#order.row(line), (from, to) => {
      const ends = [this.#order.place(from), this.#order.place(to)].sort((a, b) => a - b);
      return ends[0] < 0 ? [to] : Array.from({ length: ends[1] - ends[0] + 1 }, (_, at) => this.#order.row(ends[0] + at));
    });
  }

  #lineOf(event) { return Number(event.target.closest('[data-line]')?.dataset.line ?? -1); }

  #click(event) {
    const column = Number(event.target.closest('[data-column]')?.dataset.column ?? 0);
    const line = this.#lineOf(event);
    if (line >= 0) {
      this.#active = { line, column };
      if (event.shiftKey) {
        this.#extend(line);
      } else if (event.ctrlKey || event.metaKey) {
        this.rows.chosen.toggle(this.#order.row(line));
      } else {
        this.rows.chosen.begin(this.#order.row(line));
        this.#pick(this.#order.row(line));
      }
    } else if (event.target.closest('[role="columnheader"]') && !edgeAt(event)) {
      this.#active = { line: -1, column };
      this.#sortBy(this.#shown()[column]);
    }
    this.requestUpdate();
  }

  /** Asks for all that is known of a row. */
  #details(event) {
    const line = this.#lineOf(event);
    if (line >= 0) {
      this.dispatchEvent(new CustomEvent('details', { bubbles: true, composed: true, detail: { index: this.#order.row(line) } }));
    }
  }

  #over(event) {
    const line = this.#lineOf(event);
    this.rows?.hover(line < 0 ? null : this.rows.id(this.#order.row(line)));
  }

  #out() { this.rows?.hover(null); }

  #reveal(line) {
    const scroll = this.#scroll;
    if (!scroll || line < 0) {
      return;
    }
    const head = this.renderRoot.querySelector('.head').offsetHeight;
    const room = scroll.clientHeight - head;
    if (line * LINE < scroll.scrollTop) {
      scroll.scrollTop = line * LINE;
    } else if ((line + 1) * LINE > scroll.scrollTop + room) {
      scroll.scrollTop = (line + 1) * LINE - room;
    }
    this.#scrolled();
  }
}

customElements.define('voyage-table', VoyageTable);
