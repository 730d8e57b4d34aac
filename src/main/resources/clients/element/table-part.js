import { MISSING, TABLE } from '../../web/app/texts/view-texts.js';
import { isDate } from '../../web/app/views/dates.js';
import { mjdText } from '../../web/app/views/sky/coordinates.js';
import { Order } from '../../web/app/views/table/order.js';
import { emptyWords, stateWords } from '../../web/app/views/words.js';
import { make, setText } from './make.js';
import { WORDS } from './words.js';

const LONGEST_TEXT = 200;
/** How many columns of the catalogue are shown unless the attribute lists them. */
const USUAL_COLUMNS = 4;
/** Columns that say what the columns of every search say. */
const TOLD = /^(pos\.eq\.(ra|dec)|meta\.id)(;|$)/i;

/** Columns of every search: their key for sorting (null if it changes), their text, and whether it is a number. */
const OWN = {
  observation: { key: (rows, row) => rows.id(row), text: (rows, row) => rows.id(row) ?? MISSING },
  state: { key: null, text: stateWords },
  target: { key: (rows, row) => rows.around(row), text: (rows, row) => rows.around(row) || MISSING },
  catalogue: { key: (rows, row) => rows.catalogue(row), text: (rows, row) => rows.catalogue(row) || MISSING },
  ra: { key: (rows, row) => rows.raDeg(row), text: (rows, row) => degrees(rows.raDeg(row)), isNumber: true },
  dec: { key: (rows, row) => rows.decDeg(row), text: (rows, row) => degrees(rows.decDeg(row)), isNumber: true },
  offset: { key: (rows, row) => rows.offsetArcmin(row), text: (rows, row) => fixed(rows.offsetArcmin(row), 2), isNumber: true },
  files: { key: null, text: (rows, row) => String(rows.files(row)), isNumber: true },
};

const fixed = (number, digits) => (Number.isNaN(number) ? MISSING : number.toFixed(digits));
const degrees = (number) => (Number.isNaN(number) ? MISSING : fixed(number, 5).replace('-', '−'));

/** The selected rows as a table of bounded length. */
export class TablePart {
  #store = null;
  #order = null;
  #sort = null;
  #head = make('tr');
  #body = make('tbody');
  #caption = make('caption');
  #empty = make('p');
  #columns = [];
  #key = '';

  /** @param sorted called with the name of the column that a user wants the rows sorted by, and whether descending */
  constructor(sorted) {
    this.sorted = sorted;
    this.table = make('table', {}, this.#caption, make('thead', {}, this.#head), this.#body);
    this.element = make('div', { class: 'rows', part: 'table', tabindex: '0', role: 'region' }, this.table, this.#empty);
    this.element.setAttribute('aria-label', TABLE.title);
  }

  follow(store) {
    this.#store = store;
    this.#order = new Order(store.rows);
    this.#sort = null;
  }

  /**
   * Draws what has changed.
   *
   * @param columns names, or null for the usual ones
   * @param sort {name, descending}, or null for the order of arrival
   */
  draw({ columns, sort, limit }) {
    const { rows } = this.#store;
    this.#columns = this.#chosen(columns);
    this.#drawHead(sort);
    this.#arrange(sort);
    const total = this.#order.length;
    const shown = Math.min(total, limit);
    setText(this.#caption, WORDS.caption(shown, total));
    setText(this.#empty, rows.length > 0 ? WORDS.noneSelected : emptyWords(rows, TABLE));
    this.table.hidden = total === 0;
    this.#empty.hidden = total > 0;
    while (this.#body.rows.length > shown) {
      this.#body.lastElementChild.remove();
    }
    for (let place = 0; place < shown; place++) {
      this.#drawRow(place, this.#order.row(place));
    }
  }

  #chosen(names) {
    const { rows } = this.#store;
    const usual = () => [
      'observation',
      'state',
      ...(rows.severalTargets ? ['target'] : []),
      'ra',
      'dec',
      ...rows.columns.filter(({ ucd, name }) => !TOLD.test(ucd) && !/^(ra|dec|_.*)$/i.test(name)).slice(0, USUAL_COLUMNS).map(({ name }) => name),
    ];
    return (names ?? usual()).map((name) => this.#column(name)).filter(Boolean);
  }

  #column(name) {
    const { rows } = this.#store;
    if (Object.hasOwn(OWN, name)) {
      return { name, label: WORDS.columns[name], unit: WORDS.units[name] ?? '', ...OWN[name] };
    }
    const column = rows.column(name);
    return column && {
      name,
      label: name,
      unit: isDate(column) ? '' : column.unit,
      isNumber: column.kind === 'number' && !isDate(column),
      key: (_, row) => column.value(row),
      text: (_, row) => textOf(column, row),
    };
  }

  #drawHead(sort) {
    const key = JSON.stringify([this.#columns.map(({ name, unit, isNumber }) => [name, unit, isNumber]), sort]);
    if (key === this.#key) {
      return;
    }
    const focused = this.#head.getRootNode().activeElement?.dataset?.column;
    this.#key = key;
    this.#body.replaceChildren();
    this.#head.replaceChildren(...this.#columns.map((column) => this.#headCell(column, sort)));
    if (focused !== undefined) {
      [...this.#head.querySelectorAll('button')].find((button) => button.dataset.column === focused)?.focus();
    }
  }

  #headCell({ name, label, unit, isNumber, key }, sort) {
    const text = [label, ...(unit ? [make('span', {}, ` ${unit}`)] : [])];
    const cell = make('th', { scope: 'col', ...(isNumber ? { class: 'number' } : {}) });
    if (key === null) {
      cell.append(...text);
      return cell;
    }
    const isSorted = sort?.name === name;
    if (isSorted) {
      cell.setAttribute('aria-sort', sort.descending ? 'descending' : 'ascending');
    }
    const button = make('button', { type: 'button' }, ...text);
    button.dataset.column = name;
    button.addEventListener('click', () => this.sorted(name, isSorted && !sort.descending));
    cell.append(button);
    return cell;
  }

  #arrange(sort) {
    const column = sort ? this.#column(sort.name) : null;
    const key = column?.key ? `${sort.name} ${sort.descending}` : '';
    if (this.#sort === key) {
      this.#order.grow();
      return;
    }
    const { rows } = this.#store;
    const order = key ? { keyOf: (row) => column.key(rows, row), direction: sort.descending ? 'desc' : 'asc' } : null;
    this.#order.arrange(order, (row) => rows.selected(row));
    this.#sort = key;
  }

  #drawRow(place, row) {
    const { rows } = this.#store;
    let line = this.#body.rows[place];
    if (!line) {
      line = make('tr', {}, ...this.#columns.map(({ name, isNumber }) =>
        make(name === 'observation' ? 'th' : 'td', { ...(name === 'observation' ? { scope: 'row' } : {}), ...(isNumber ? { class: 'number' } : {}) })));
      this.#body.append(line);
    }
    this.#columns.forEach(({ text }, at) => setText(line.cells[at], text(rows, row)));
  }
}

function textOf(column, row) {
  const value = column.value(row);
  if (value === null) {
    return MISSING;
  }
  if (isDate(column)) {
    return mjdText(value) || String(value);
  }
  const text = Array.isArray(value) ? value.join(' ') : String(value);
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
}
