import { ENDS } from './model/ends.js';
import { Chosen } from './rows/chosen.js';
import { Dirty } from './rows/dirty.js';
import { Owners, tableNameOf } from './rows/owners.js';
import { STATES, Store } from './rows/store.js';
import { wholeRow } from './rows/whole.js';
import { Subset } from './rows/subset.js';
import { separation } from './views/sky/coordinates.js';

export { STATES };

const QUIET = { columns: false, cleared: false, target: false };

/**
 * The observations of one search, as its events tell them; the one model under the sky view, the table and the
 * timeline. Missing stays missing: NaN from the methods that answer numbers, null in `row`.
 *
 * Events: 'changed', at most once per turn of the page, detail {ranges: [[from, to), …] of rows that are new or changed,
 * length, columns, cleared, target} (columns: some were added or described; target: it moved); 'filtered' when other rows
 * pass the filter; 'picked' and 'hovered' at once, detail {id, index}, null and -1 for none; 'chosen' when `chosen` has changed.
 */
export class Rows extends EventTarget {
  #store = new Store();
  #schedule;
  #scheduled = false;
  #dirty = new Dirty();
  #news = { ...QUIET };
  #targets = [];
  #coverages = new Map(); // by catalogue, '' where there is but one
  #request = {};
  #owners = new Owners();
  #lastSeq = new Map();
  #picked = null;
  #hovered = null;
  #answered = false;
  #read = false; // whether any catalogue was read to its end
  #unreached = false;
  /** The Chosen of the current choice. */
  chosen = new Chosen(this, () => this.dispatchEvent(new Event('chosen')));
  #subset = new Subset(this, () => this.dispatchEvent(new Event('filtered')));

  /** @param {{schedule?: (run: () => void) => void}} [options] schedule: instead of the animation frame */
  constructor({ schedule } = {}) {
    super();
    const frame = globalThis.requestAnimationFrame?.bind(globalThis);
    this.#schedule = schedule ?? frame ?? ((run) => setTimeout(run, 16));
  }

  /** Forgets everything, the target and the pick too. */
  clear() {
    this.pick(null);
    this.hover(null);
    this.chosen.clear();
    this.#store = new Store();
    this.#dirty.take();
    [this.#targets, this.#request] = [[], {}];
    this.#coverages.clear();
    [this.#answered, this.#read, this.#unreached] = [false, false, false];
    this.#owners.clear();
    this.#lastSeq.clear();
    this.#tell('cleared');
  }

  get length() { return this.#store.ids.length; }
  /** Whether the catalogue has said all that it has; and whether the search ended before it could. */
  get answered() { return this.#answered; }
  get unreached() { return this.#unreached; }

  /** The Subset that a person filters by: whether a row is of it, how many are, by state too, and how many without position. */
  get filter() { return this.#subset; }
  passes(index) { return this.#subset.has(index); }
  get shownLength() { return this.#subset.counts?.length ?? this.length; }
  get shownCounts() { return this.#subset.counts?.states ?? this.stateCounts; }
  get shownWithoutPosition() { return this.#subset.counts?.withoutPosition ?? this.withoutPosition; }

  /** The condition that the rows were selected by, '' for none. */
  get condition() { return this.#request.where ?? ''; }
  /** {name, raDeg, decDeg, radiusDeg} or null; the first one of a search of several. */
  get target() { return this.#targets[0] ?? null; }
  get targets() { return this.#targets; }

  /** The parts of the sky that the catalogues cover, MOCs in ASCII, where the registry says it. */
  get coverages() { return [...this.#coverages.values()]; }

  set target(target) {
    this.#targets = target ? [{ radiusDeg: this.#request.radiusDeg ?? NaN, ...target }] : [];
    this.#tell('target');
  }

  /** Of type Column, in the catalogue's order once it is told. */
  get columns() { return this.#store.columns; }
  column(name) { return this.#store.column(name); }
  /** Those of the row's own catalogue. */
  columnsOf(index) { return this.#store.columnsOf(index); }
  /** The columns that say 'time', 'exposure' or 'roll': at most one per catalogue. */
  columnsFor(role) { return this.#store.columnsFor(role); }

  id(index) { return this.#store.ids[index] ?? null; }
  /** The row with this id, the first of several, or -1. */
  indexOf(id) { return this.#store.indexOf(id); }
  /** One of STATES. */
  state(index) { return STATES[this.#store.states[index]]; }
  /** The state as its place in STATES. */
  stateCode(index) { return this.#store.states[index]; }
  /** The same of all rows, for drawing many; to be read at once and not kept, as it is replaced when rows arrive. */
  get stateCodes() { return this.#store.states; }
  /** How many rows are in each of STATES. */
  get stateCounts() { return this.#store.counts; }
  /** Whether the condition kept it. */
  selected(index) { return this.#store.kept[index] === 1; }
  /** ICRS degrees, NaN where missing, as all numbers here. */
  raDeg(index) { return this.#store.ra[index]; }
  decDeg(index) { return this.#store.dec[index]; }
  offsetArcmin(index) { return this.#store.offset[index]; }
  get withoutPosition() { return this.#store.withoutPosition; }
  /** Start of the observation. */
  timeMjd(index) { return this.#store.mjd(index); }
  exposureSeconds(index) { return this.#store.seconds(index); }
  rollDeg(index) { return this.#store.roll(index); }
  /** Short lower-case name of its catalogue, '' where not known. */
  catalogue(index) { return this.#store.catalogue(index); }
  /** The target it was found around as the search names it, '' where the search has but one; and whether it has more. */
  around(index) { return this.#store.around(index); }
  get severalTargets() { return this.#store.targets.some(Boolean); }
  files(index) { return this.#store.files[index]; }
  /** The number of the event that has its links, 0 for none. */
  linksSeq(index) { return this.#store.links[index]; }
  /** {reason, publicDate, detail} of an unavailable or failed one, each null where not said. */
  why(index) { return this.#store.why(index); }

  /** Everything about one row in one object; null where missing. */
  row(index) { return wholeRow(this, index); }

  get picked() { return this.#picked; }
  get hovered() { return this.#hovered; }

  /** The observation that the user looks at in all views, or null for none. An id that is not here is none. */
  pick(id) {
    const known = this.#known(id);
    if (known !== this.#picked) {
      this.#picked = known;
      this.#pointed('picked', known);
    }
  }

  /** The one under the pointer, or null. */
  hover(id) {
    const known = this.#known(id);
    if (known !== this.#hovered) {
      this.#hovered = known;
      this.#pointed('hovered', known);
    }
  }

  /**
   * Takes one event of the search's stream, in their order. One that came before (by its `seq`), and every one that
   * says nothing about rows, is passed over.
   */
  apply(event) {
    if (event.seq !== undefined) {
      if (event.seq <= (this.#lastSeq.get(event.search) ?? 0)) {
        return;
      }
      this.#lastSeq.set(event.search, event.seq);
    }
    if (ENDS.has(event.type)) {
      this.#ended(event.type);
    } else {
      this.#handlers[event.type]?.(event);
    }
  }

  #handlers = {
    'search.accepted': ({ request }) => this.#accepted(request ?? {}),
    'target.resolved': (event) => this.#resolved(event),
    'service.found': ({ catalogue, coverage }) => {
      if (coverage) {
        this.#coverages.set(catalogue ?? '', coverage);
        this.#tell('target'); // the map shows it behind what is searched
      }
    },
    'observation.found': (event) => this.#found(event),
    'catalogue.searched': (event) => {
      this.#read = true;
      this.#answered ||= event.target === undefined && event.catalogue === undefined;
      this.#store.describe(this.#catalogueOf(event), event.columns ?? []);
      this.#tell('columns');
    },
    'observation.linked': (event) => this.#become(event, 'linked', undefined, event.seq),
    'observation.unavailable': (event) => {
      const { reason = null, publicDate = null, detail = null } = event;
      this.#become(event, 'unavailable', { reason, publicDate, detail }, event.seq);
    },
    'observation.failed': (event) =>
      this.#become(event, 'failed', { detail: event.problem?.detail ?? event.problem?.title ?? null }),
    'observation.completed': (event) => this.#become(event, event.failed > 0 ? 'failed' : 'complete'),
    'file.found': (event) => this.#fileFound(event),
    'file.started': ({ file }) => this.#become({ observation: this.#owners.of(file, (name) => this.indexOf(name) >= 0) }, 'downloading'),
  };

  #accepted(request) {
    this.#request = request;
    if (request.position) {
      this.target = { name: '', ...request.position };
    } else if (this.target && Number.isNaN(this.target.radiusDeg)) {
      this.target = { ...this.target, radiusDeg: request.radiusDeg ?? NaN };
    }
  }

  #resolved({ target, name, raDeg, decDeg }) {
    const radiusDeg = this.#request.radiusDeg ?? this.target?.radiusDeg ?? NaN;
    const found = { name: target ?? name ?? '', raDeg, decDeg, radiusDeg };
    const first = this.target;
    const again = target === undefined || (first && this.#targets.length === 1 && separation(first, found) < 1e-6);
    if (again) {
      this.#targets = [found];
    } else {
      this.#targets.push(found);
    }
    this.#tell('target');
  }

  #found(event) {
    const columnsBefore = this.columns.length;
    const index = this.#store.add({
      id: event.observation,
      selected: event.selected === true,
      raDeg: event.raDeg ?? NaN,
      decDeg: event.decDeg ?? NaN,
      offsetArcmin: event.offsetArcmin ?? NaN,
      target: event.target,
      catalogue: this.#catalogueOf(event),
      values: event.row,
    });
    if (event.reason === 'outside-radius') {
      this.#store.become(index, 'found', { reason: event.reason });
    }
    if (this.columns.length !== columnsBefore) {
      this.#tell('columns');
    }
    this.#touch(index);
  }

  /** All rows of the observation become so, of one of several catalogues only those of it. */
  #become(event, state, why, linksSeq) {
    const catalogue = event.catalogue === undefined ? null : this.#catalogueOf(event);
    for (const index of this.#store.rowsOf(event.observation)) {
      const meant = catalogue === null || this.catalogue(index) === catalogue;
      if (meant && linksSeq) {
        this.#store.links[index] = linksSeq;
      }
      if (meant && (this.state(index) !== state || why)) {
        this.#store.become(index, state, why);
        this.#touch(index);
      }
    }
  }

  /** What still downloads when the search ends is not here and no longer comes. */
  #ended(type) {
    const good = type === 'search.completed' || type === 'search.empty';
    this.#unreached = !good && !this.#read && this.length === 0;
    this.#answered = !this.#unreached;
    this.#wake();
    for (let index = 0; index < this.length; index++) {
      if (this.state(index) === 'downloading') {
        this.#store.become(index, 'linked');
        this.#touch(index);
      }
    }
  }

  #fileFound({ observation, file }) {
    for (const index of this.#store.rowsOf(observation)) {
      this.#store.files[index]++;
      this.#touch(index);
    }
    this.#owners.note(file, observation);
  }

  #catalogueOf(event) {
    return tableNameOf(event.catalogue ?? this.#request.catalogue);
  }

  #known(id) {
    return id === null || id === undefined || this.indexOf(id) < 0 ? null : id;
  }

  #pointed(what, id) {
    this.dispatchEvent(new CustomEvent(what, { detail: { id, index: id === null ? -1 : this.indexOf(id) } }));
  }

  #touch(index) {
    this.#dirty.add(index);
    this.#wake();
  }

  #tell(news) {
    this.#news[news] = true;
    this.#wake();
  }

  #wake() {
    this.#scheduled || this.#schedule(() => this.#flush());
    this.#scheduled = true;
  }

  #flush() {
    const detail = { ...this.#news, ranges: this.#dirty.take(), length: this.length };
    this.#scheduled = false;
    this.#news = { ...QUIET };
    this.#subset.renew(detail.ranges, detail.columns);
    this.dispatchEvent(new CustomEvent('changed', { detail }));
  }
}
