import { STATES } from '../../rows/store.js';
import { MISSING, STATE_TEXTS, TABLE } from '../../texts/view-texts.js';
import { decText, mjdText, raText } from '../sky/coordinates.js';
import { isDate } from '../dates.js';
import { shortStateWords, stateWords } from '../words.js';

/** Of so many first values the width of a column and the decimals of its numbers are taken. */
const SAMPLE = 200;
/** A number with more is rounded to these in its cell; the whole of it is said when one points at it. */
const MOST_DECIMALS = 6;

/**
 * The columns of the table: what the page knows of a row, then the catalogue's. Each is {key, title, unit, help, kind:
 * 'state'|'text'|'number', extra, chars, keyOf(row), text(row), full(row)}; extra ones are left out unless they are asked
 * for, and full is there where a text may be shorter or other than the value.
 */
export function tableColumns(rows, { dates, sexagesimal }) {
  return [
    { key: ':state', title: TABLE.state, unit: '', help: TABLE.stateHelp, kind: 'state', extra: false, chars: stateChars(rows),
      keyOf: (row) => rows.stateCode(row), text: (row) => shortStateWords(rows, row), full: (row) => stateWords(rows, row) },
    ours(rows, { key: ':id', title: TABLE.id, unit: '', help: TABLE.idHelp, kind: 'text', keyOf: (row) => rows.id(row), text: (row) => rows.id(row) }),
    ...(rows.severalTargets ? [ours(rows, { key: ':target', title: TABLE.target, unit: '', help: TABLE.targetHelp, kind: 'text',
      keyOf: (row) => rows.around(row) || null, text: (row) => rows.around(row) || MISSING })] : []),
    ours(rows, { key: ':offset', title: TABLE.offset, unit: TABLE.arcmin, help: TABLE.offsetHelp, kind: 'number',
      keyOf: (row) => rows.offsetArcmin(row),
      text: (row) => (Number.isNaN(rows.offsetArcmin(row)) ? MISSING : rows.offsetArcmin(row).toFixed(2)) }),
    ...inOrder(rows).map((column) => catalogued(column, rows.length, { dates, sexagesimal })),
  ];
}

/** Columns of the condition first, as they say why a row is kept; the others as the catalogue has them. */
function inOrder(rows) {
  const asked = new Set((rows.condition.match(/[\p{L}_][\p{L}\p{N}_.]*/gu) ?? []).map((name) => name.toLowerCase()));
  const first = (column) => asked.has(column.name.toLowerCase());
  return [...rows.columns.filter(first), ...rows.columns.filter((column) => !first(column))];
}

/** A sign and a word; longer ones are whole where one points at them. */
function stateChars(rows) {
  const longest = rows.stateCounts.map((count, code) => (count > 0 ? STATE_TEXTS[STATES[code]].name.length : 0));
  return Math.max(9, ...longest) + 4;
}

function ours(rows, column) {
  return { extra: false, ...column, chars: widest(column, Math.min(SAMPLE, rows.length)) };
}

function catalogued(column, length, { dates, sexagesimal }) {
  const about = {
    key: column.name,
    title: column.name,
    unit: column.unit,
    help: [column.description, column.ucd].filter(Boolean).join(' · '),
    kind: column.kind === 'number' || column.isWhole ? 'number' : 'text',
    extra: /^meta\.(record|id;meta\.main)$/i.test(column.ucd) || /^_?search_offset_?$/i.test(column.name), // ours stand for them
    keyOf: (row) => keyOf(column, row),
    full: (row) => (column.value(row) === null ? '' : plain(column.value(row))),
    ...writing(column, length, dates, sexagesimal),
  };
  return { ...about, chars: widest(about, Math.min(SAMPLE, length)) };
}

/** Whole numbers beyond 2^53 are compared with all their digits. */
function keyOf(column, row) {
  const value = column.value(row);
  return column.isWhole && column.kind === 'text' && /^-?\d+$/.test(value ?? '') ? BigInt(value) : value;
}

/** How the values of a column are written, and the unit that then stands in its header. */
function writing(column, length, dates, sexagesimal) {
  const or = (write) => (row) => {
    const value = column.number(row);
    return Number.isNaN(value) ? MISSING : write(value);
  };
  if (dates && isDate(column)) {
    const whole = firstNumbers(column, length).every(Number.isInteger);
    return { unit: 'UTC', text: or((mjd) => mjdText(mjd, !whole) || plainNumber(mjd, 0)) };
  }
  if (sexagesimal && isAngle(column, 'ra')) {
    return { unit: 'h m s', text: or((degrees) => raText(degrees, 2)) };
  }
  if (sexagesimal && isAngle(column, 'dec')) {
    return { unit: '° ′ ″', text: or((degrees) => decText(degrees, 1)) };
  }
  if (column.kind === 'number') {
    const decimals = Math.min(MOST_DECIMALS, Math.max(0, ...firstNumbers(column, length).map(decimalsOf)));
    return { text: or((value) => plainNumber(value, Math.max(decimals, Math.min(MOST_DECIMALS, decimalsOf(value))))) };
  }
  return { text: (row) => plain(column.value(row)) };
}

function isAngle(column, which) {
  const named = column.ucd ? new RegExp(`^pos\\.eq\\.${which}(;|$)`, 'i').test(column.ucd) : column.name.toLowerCase() === which;
  return column.kind === 'number' && named && ['', 'deg', 'degree', 'degrees'].includes(column.unit.trim().toLowerCase());
}

/** A number with so many decimals, or with an exponent where that would hide or bloat it. */
export function plainNumber(value, decimals) {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e15 || size < 0.5 * 10 ** -decimals)) {
    return Number(value.toPrecision(6)).toString();
  }
  return value.toFixed(decimals);
}

function plain(value) {
  if (value === null) {
    return MISSING;
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function firstNumbers(column, length) {
  const values = [];
  for (let row = 0; row < Math.min(SAMPLE, length); row++) {
    const value = column.number(row);
    if (!Number.isNaN(value)) {
      values.push(value);
    }
  }
  return values;
}

function decimalsOf(value) {
  const text = String(Number(value.toPrecision(12)));
  const point = text.indexOf('.');
  return point < 0 || text.includes('e') ? 0 : text.length - point - 1;
}

function widest({ title, unit, text }, length) {
  let chars = Math.max(title.length + 2, unit.length + 1, 5);
  for (let row = 0; row < length; row++) {
    chars = Math.max(chars, text(row).length + 1);
  }
  return Math.min(30, chars);
}
