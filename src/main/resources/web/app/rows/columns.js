/**
 * One column of the catalogue: what is said about it, and its values by row number. Numbers lie in a typed array
 * where NaN stands for a missing one; everything else in a plain array, repeated texts held once.
 */
export class Column {
  /** @param {string} name as the catalogue writes it; its unit, ucd and description may become known later */
  constructor(name) {
    this.name = name;
    this.unit = '';
    this.ucd = '';
    this.description = '';
    this.datatype = '';
    /** @type {'empty'|'number'|'text'} empty until a value was seen */
    this.kind = 'empty';
    this.values = null;
    this.known = new Map();
  }

  /** Takes over what the service says of the column; what it does not say stays as it was. */
  describe({ unit, ucd, description, datatype }) {
    this.unit = unit ?? this.unit;
    this.ucd = ucd ?? this.ucd;
    this.description = description ?? this.description;
    this.datatype = datatype ?? this.datatype;
  }

  /** Whether its values are whole numbers; those beyond 2^53 come as the strings of their digits, and stay exact. */
  get isWhole() {
    return /^(long|int|short|unsignedByte)$/.test(this.datatype);
  }

  /** Puts a value; null, undefined and what is no finite number among numbers is missing. */
  set(index, value) {
    if (value === null || value === undefined) {
      return;
    }
    if (typeof value === 'number') {
      this.#setNumber(index, value);
    } else {
      this.#toText();
      this.values[index] = this.#once(value);
    }
  }

  /** The value as it came, or null where it is missing. */
  value(index) {
    if (this.kind === 'number') {
      const number = index < this.values.length ? this.values[index] : NaN;
      return Number.isNaN(number) ? null : number;
    }
    return this.values?.[index] ?? null;
  }

  /** The value as a number; NaN where it is missing or is none. */
  number(index) {
    if (this.kind === 'number') {
      return index < this.values.length ? this.values[index] : NaN;
    }
    const value = this.values?.[index];
    return typeof value === 'number' ? value : this.isWhole && value !== undefined ? Number(value) : NaN;
  }

  #setNumber(index, value) {
    if (this.kind === 'text') {
      this.values[index] = value;
      return;
    }
    if (this.kind === 'empty') {
      this.kind = 'number';
      this.values = new Float64Array(Math.max(256, index + 1)).fill(NaN);
    }
    this.values = grown(this.values, index + 1, NaN);
    this.values[index] = value;
  }

  /** A column whose first values were numbers and that then has a text holds both, each as it came. */
  #toText() {
    if (this.kind !== 'text') {
      const numbers = this.values ?? [];
      this.kind = 'text';
      this.values = Array.from(numbers, (number) => (Number.isNaN(number) ? undefined : number));
    }
  }

  #once(value) {
    if (typeof value !== 'string' || value.length > 64) {
      return value;
    }
    const held = this.known.get(value);
    if (held !== undefined) {
      return held;
    }
    if (this.known.size < 1024) {
      this.known.set(value, value);
    }
    return value;
  }
}

/** The array itself, or one at least twice as long with the same beginning and `empty` behind it. */
export function grown(array, needed, empty) {
  if (needed <= array.length) {
    return array;
  }
  const longer = new array.constructor(Math.max(needed, array.length * 2)).fill(empty, array.length);
  longer.set(array);
  return longer;
}
