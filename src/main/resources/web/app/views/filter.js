import { TABLE } from '../texts/view-texts.js';
import { mjdText, unixToMjd } from './sky/coordinates.js';
import { isDate } from './dates.js';
import { ordered } from './table/sort.js';
import { stateWords } from './words.js';

/** A phrase in quotes, a comparison without blanks (its value may be in quotes), or a word. */
const TOKEN = /"([^"]*)"?|([\p{L}_][\p{L}\p{N}_.]*)(<=|>=|!=|<>|=|<|>)(?:"([^"]*)"?|([^\s"]+))|(\S+)/gu;
const COMPARES = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/**
 * What a person typed as {words: [{word, isPhrase}], compares: [{name, operator, value}]}. Words stand apart by blanks; a
 * phrase in double quotes is one word.
 */
export function parse(text) {
  const words = [];
  const compares = [];
  for (const [, phrase, name, operator, quoted, plain, word] of text.matchAll(TOKEN)) {
    if (operator) {
      compares.push({ name: name.toLowerCase(), operator, value: quoted ?? plain });
    } else if ((phrase ?? word) !== '') {
      words.push({ word: (phrase ?? word).toLowerCase(), isPhrase: phrase !== undefined });
    }
  }
  return { words, compares };
}

/** Names that are compared with and that no column has, nor begins with. */
export function unknownNames(rows, text) {
  return parse(text).compares.map(({ name }) => name).filter((name) => valuesOf(rows, name).length === 0);
}

/** Why none of the rows there are is shown. */
export function filteredWords(rows) {
  const [unknown] = unknownNames(rows, rows.filter.text);
  return unknown ? TABLE.noColumn(unknown) : TABLE.nothing;
}

/**
 * The test of a filter: every word stands in some column of the row, its id, its target or its state in words; every
 * comparison holds (a missing value passes none); and its state is none of `hidden` (places in STATES). A word that is a
 * number is found in a number only from its first figure on, up to the point at least, and in a text not within a longer
 * number. null where everything passes.
 *
 * @param dateColumns that are written as calendar dates
 */
export function filterOf(rows, text, hidden, dateColumns) {
  const { words, compares } = parse(text);
  if (words.length + compares.length === 0 && hidden.size === 0) {
    return null;
  }
  const tests = [
    ...words.map((each) => wordTest(rows, each, dateColumns)),
    ...compares.map((each) => compareTest(rows, each)),
  ];
  return (row) => !hidden.has(rows.stateCode(row)) && tests.every((test) => test(row));
}

/** Columns of this name; else of those whose names begin with it: exposure is exposure_a and exposure_b. */
function valuesOf(rows, name) {
  const ours = {
    offset: (row) => rows.offsetArcmin(row),
    observation: (row) => rows.id(row),
    state: (row) => rows.state(row),
    target: (row) => rows.around(row) || null,
  };
  const named = rows.columns.filter((column) => column.name.toLowerCase() === name);
  if (named.length === 0 && ours[name]) {
    return [{ value: ours[name], date: false, whole: false }];
  }
  const found = named.length > 0 ? named : rows.columns.filter((column) => column.name.toLowerCase().startsWith(name));
  return found.map((column) => ({ value: (row) => column.value(row), date: isDate(column), whole: column.isWhole }));
}

function compareTest(rows, { name, operator, value }) {
  const holds = COMPARES[operator];
  const tests = valuesOf(rows, name).map(({ value: of, date, whole }) => {
    const number = date && /^\d{4}-/.test(value) ? unixToMjd(Date.parse(value.length > 10 ? `${value}Z` : value)) : Number(value);
    return (row) => {
      const cell = of(row);
      if (cell === null || Number.isNaN(cell)) {
        return false;
      }
      if (whole && /^-?\d+$/.test(value) && /^-?\d+$/.test(cell)) {
        return holds(ordered(BigInt(cell), BigInt(value)));
      }
      if (typeof cell === 'number') {
        return !Number.isNaN(number) && holds(cell - number);
      }
      return holds(ordered(String(cell).toLowerCase(), value.toLowerCase()));
    };
  });
  return (row) => tests.some((test) => test(row));
}

function wordTest(rows, { word, isPhrase }, dateColumns) {
  const numeric = /^[-+.\de]+$/.test(word);
  const isIn = finder(word, numeric || isPhrase);
  const begins = finder(word, false);
  const dates = /^\d{4}$|^\d+[-:][-:\d]*$/.test(word) ? dateColumns : [];
  const tests = rows.columns
    .filter((column) => numeric || column.kind === 'text')
    .map((column) => (column.kind === 'number' ? numberTest(column, word) : valueTest(column, word, isIn)));
  return (row) => begins(rows.id(row).toLowerCase())
    || isIn(rows.around(row).toLowerCase())
    || tests.some((test) => test(row))
    || dates.some((column) => mjdText(column.number(row)).includes(word))
    || stateWords(rows, row).toLowerCase().includes(word);
}

/**
 * Whether a text has a word. Figures at its start are not found behind other figures, those at its end, where `whole`, not
 * before others: 77 is neither in 177 nor in 770.
 */
function finder(word, whole) {
  const before = /^\d/.test(word) ? '(?<!\\d)' : '';
  const after = whole && /\d$/.test(word) ? '(?!\\d)' : '';
  if (before + after === '') {
    return (text) => text.includes(word);
  }
  const pattern = new RegExp(before + word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') + after);
  return (text) => pattern.test(text);
}

function numberTest(column, word) {
  const begins = word.includes('.') ? word : `${word}.`;
  return (row) => {
    const value = column.number(row);
    const text = Number.isNaN(value) ? '' : String(value);
    return text === word || text.startsWith(begins);
  };
}

/** Of the texts that a column has many times each is looked at once. */
function valueTest(column, word, isIn) {
  const known = new Map();
  const holds = (value) => (typeof value === 'number' || column.isWhole
    ? String(value) === word
    : isIn(String(typeof value === 'object' ? JSON.stringify(value) : value).toLowerCase()));
  return (row) => {
    const value = column.value(row);
    if (value === null || !column.known.has(value)) {
      return value !== null && holds(value);
    }
    let answer = known.get(value);
    if (answer === undefined) {
      answer = holds(value);
      known.set(value, answer);
    }
    return answer;
  };
}
