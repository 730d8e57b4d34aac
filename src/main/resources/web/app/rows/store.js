import { Column, grown } from './columns.js';
import { asMjd, rolesOf } from './roles.js';

/** What an observation can be, in the order in which it usually becomes it. */
export const STATES = Object.freeze([
  'found', 'selected', 'linked', 'unavailable', 'downloading', 'complete', 'failed',
]);

const NOT_SAID = Object.freeze({ reason: null, publicDate: null, detail: null });

/** The rows as columns: numbers in typed arrays (NaN is missing), grown by doubling. Knows no events. */
export class Store {
  ids = [];
  states = new Uint8Array(256);
  kept = new Uint8Array(256);
  ra = new Float64Array(256);
  dec = new Float64Array(256);
  offset = new Float64Array(256);
  files = new Int32Array(256);
  links = new Uint32Array(256);
  columns = [];
  withoutPosition = 0;
  counts = new Array(STATES.length).fill(0);
  #byId = new Map();
  #nextSame = new Int32Array(256);
  #catalogueOf = new Uint16Array(256);
  #targetOf = new Uint32Array(256);
  #why = new Map();
  #byName = new Map();
  #catalogues = [];
  /** The targets that rows were told of, and the number of each; where a search has one only, rows tell none. */
  targets = [];
  #targetNumbers = new Map();

  /** Appends a row and answers its number. */
  add({ id, selected, raDeg, decDeg, offsetArcmin, target = '', catalogue, values }) {
    const index = this.ids.length;
    this.#grow(index + 1);
    this.ids.push(id);
    this.states[index] = selected ? 1 : 0;
    this.counts[this.states[index]]++;
    this.kept[index] = selected ? 1 : 0;
    const placed = Number.isFinite(raDeg) && Number.isFinite(decDeg);
    this.ra[index] = placed ? raDeg : NaN;
    this.dec[index] = placed ? decDeg : NaN;
    this.offset[index] = Number.isFinite(offsetArcmin) ? offsetArcmin : NaN;
    this.withoutPosition += placed ? 0 : 1;
    this.#nextSame[index] = this.#byId.get(id) ?? -1;
    if (this.#nextSame[index] === -1) {
      this.#byId.set(id, index);
    } else {
      this.#chain(index);
    }
    this.#targetOf[index] = this.#targetNumber(target);
    this.#setValues(index, catalogue, values);
    return index;
  }

  /** Tells the columns of a catalogue; answers nothing, keeps the values. */
  describe(catalogue, infos) {
    const held = this.#catalogues[this.#catalogueNumber(catalogue)];
    for (const info of infos) {
      this.#column(info.name).describe(info);
    }
    held.names = new Set(infos.map((info) => info.name));
    const order = new Map(infos.map((info, place) => [info.name, place]));
    if (this.#catalogues.length === 1) {
      const place = (column) => order.get(column.name) ?? infos.length;
      this.columns.sort((one, other) => place(one) - place(other));
    }
    this.#forgetRoles();
  }

  /** The numbers of all rows with this id, usually one. */
  *rowsOf(id) {
    for (let index = this.#byId.get(id) ?? -1; index !== -1; index = this.#nextSame[index]) {
      yield index;
    }
  }

  indexOf(id) {
    return this.#byId.get(id) ?? -1;
  }

  column(name) {
    return this.#byName.get(name) ?? null;
  }

  become(index, state, why) {
    const code = STATES.indexOf(state);
    this.counts[this.states[index]]--;
    this.counts[code]++;
    this.states[index] = code;
    if (why) {
      this.#why.set(index, { ...NOT_SAID, ...why });
    } else {
      this.#why.delete(index);
    }
  }

  why(index) {
    return this.#why.get(index) ?? NOT_SAID;
  }

  catalogue(index) {
    return this.#catalogues[this.#catalogueOf[index]]?.name ?? '';
  }

  columnsOf(index) {
    const names = this.#catalogues[this.#catalogueOf[index]]?.names;
    return this.columns.filter((column) => names?.has(column.name));
  }

  mjd(index) {
    return asMjd(this.#number(index, 'time'));
  }

  seconds(index) {
    return this.#number(index, 'exposure');
  }

  roll(index) {
    return this.#number(index, 'roll');
  }

  /** The columns with a role ('time', 'exposure', 'roll'), at most one of each catalogue. */
  columnsFor(role) {
    const found = this.#catalogues.map((each) => this.#roles(each)[role]?.column).filter(Boolean);
    return [...new Set(found)];
  }

  #number(index, role) {
    const catalogue = this.#catalogues[this.#catalogueOf[index]];
    const played = catalogue && this.#roles(catalogue)[role];
    return played ? played.column.number(index) * played.factor : NaN;
  }

  #roles(catalogue) {
    catalogue.roles ??= rolesOf(this.columns.filter((column) => catalogue.names.has(column.name)));
    return catalogue.roles;
  }

  #forgetRoles() {
    for (const catalogue of this.#catalogues) {
      catalogue.roles = null;
    }
  }

  #chain(index) {
    const first = this.#nextSame[index];
    this.#nextSame[index] = this.#nextSame[first];
    this.#nextSame[first] = index;
  }

  #setValues(index, name, values) {
    const number = this.#catalogueNumber(name);
    const catalogue = this.#catalogues[number];
    this.#catalogueOf[index] = number;
    for (const key of Object.keys(values ?? {})) {
      const column = this.#column(key);
      const kind = column.kind;
      column.set(index, values[key]);
      if (kind !== column.kind || !catalogue.names.has(key)) {
        catalogue.names.add(key);
        this.#forgetRoles();
      }
    }
  }

  #targetNumber(name) {
    if (!this.#targetNumbers.has(name)) {
      this.#targetNumbers.set(name, this.targets.push(name) - 1);
    }
    return this.#targetNumbers.get(name);
  }

  /** The target around which a row was found, '' where there is but one. */
  around(index) {
    return this.targets[this.#targetOf[index]] ?? '';
  }

  #catalogueNumber(name) {
    const known = this.#catalogues.findIndex((each) => each.name === name);
    return known >= 0 ? known : this.#catalogues.push({ name, names: new Set(), roles: null }) - 1;
  }

  #column(name) {
    let column = this.#byName.get(name);
    if (!column) {
      column = new Column(name);
      this.#byName.set(name, column);
      this.columns.push(column);
    }
    return column;
  }

  #grow(needed) {
    this.states = grown(this.states, needed, 0);
    this.kept = grown(this.kept, needed, 0);
    this.ra = grown(this.ra, needed, NaN);
    this.dec = grown(this.dec, needed, NaN);
    this.offset = grown(this.offset, needed, NaN);
    this.files = grown(this.files, needed, 0);
    this.links = grown(this.links, needed, 0);
    this.#nextSame = grown(this.#nextSame, needed, -1);
    this.#catalogueOf = grown(this.#catalogueOf, needed, 0);
    this.#targetOf = grown(this.#targetOf, needed, 0);
  }
}
