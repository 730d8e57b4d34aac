import { ticketed } from './api.js';
import { ENDS } from './model/ends.js';

/** The one connection of the page: the events of all searches that it follows, over GET /v1/events. */

const TYPES = [
  'search.accepted',
  'target.resolved',
  'target.failed',
  'service.found',
  'service.failed',
  'observation.found',
  'catalogue.searched',
  'catalogue.skipped',
  'catalogue.failed',
  'observation.linked',
  'observation.unavailable',
  'observation.failed',
  'directory.listed',
  'file.found',
  'file.measured',
  'plan.ready',
  'file.started',
  'file.progress',
  'search.progress',
  'file.completed',
  'file.skipped',
  'file.failed',
  'observation.completed',
  'upstream.throttled',
  'upstream.degraded',
  'stream.gap',
  'search.queued',
  'search.completed',
  'search.partial',
  'search.empty',
  'search.failed',
  'search.cancelled',
];
const PAUSES = [0.5, 1, 2, 4, 8, 15];
const SLICE_MILLIS = 8;

/**
 * Follows searches. Each event goes to its search's sink, in order, none twice; they come in batches, one batch per
 * animation frame and search, cut where a frame would take too long. While the page is hidden the connection is closed; it
 * goes on behind the last event seen when the page is shown again, and after any break.
 *
 * Event: 'changed' when `state` has.
 */
export class Stream extends EventTarget {
  /** idle (nothing to follow), connecting, open, waiting (for the next try), hidden */
  state = 'idle';
  /** When it broke, and when the next try is; milliseconds of the epoch, null where there is no break. */
  brokenSince = null;
  nextTry = null;

  #sinks = new Map();
  #seen = new Map();
  #ended = new Set();
  #queue = [];
  #frame = null;
  #source = null;
  #tries = 0;
  #timer = null;
  #opening = null;
  #trying = false;
  #turn = null;
  #isThere;

  /** @param {() => Promise<void>} isThere called after a break, before each try; may unfollow what is gone; fails while nobody answers */
  constructor(isThere = async () => {}) {
    super();
    this.#isThere = isThere;
    document.addEventListener('visibilitychange', () => this.#visibility());
    addEventListener('online', () => this.state === 'waiting' && this.retryNow());
  }

  /** Follows this search from behind event number `after`; `sink` takes arrays of events. */
  follow(id, after, sink) {
    this.#sinks.set(id, sink);
    this.#seen.set(id, after);
    this.#ended.delete(id);
    this.#reopen();
  }

  unfollow(id) {
    if (this.#sinks.delete(id)) {
      this.#seen.delete(id);
      this.#queue = this.#queue.filter((event) => event.search !== id);
      if (!this.#ended.delete(id)) {
        this.#reopen();
      }
    }
  }

  follows(id) {
    return this.#sinks.has(id);
  }

  /** How many are followed that have not ended. */
  get size() {
    return this.#live.length;
  }

  retryNow() {
    clearTimeout(this.#timer);
    this.#try();
  }

  /** Of all that have not ended. */
  get #live() {
    return [...this.#sinks.keys()].filter((id) => !this.#ended.has(id));
  }

  /** The searches of an EventSource cannot be changed; several changes make one new connection. */
  #reopen() {
    this.#opening ??= setTimeout(() => {
      this.#opening = null;
      if (this.state !== 'waiting' && !document.hidden) {
        this.#open();
      }
    });
  }

  #open() {
    this.#close();
    const live = this.#live;
    if (live.length === 0) {
      this.brokenSince = null;
      this.#tell('idle');
      return;
    }
    const query = new URLSearchParams(live.map((id) => ['search', id]));
    query.set('lastEventId', live.map((id) => `${id}:${this.#seen.get(id)}`).join(','));
    this.#tell(this.brokenSince ? 'waiting' : 'connecting');
    this.#connect(`/v1/events?${query}`);
  }

  async #connect(path) {
    const turn = {};
    this.#turn = turn;
    let address;
    try {
      address = await ticketed(path);
    } catch {
      address = null;
    }
    if (this.#turn !== turn) {
      return; // another was wanted meanwhile, or none
    }
    if (address === null) {
      this.#broken();
      return;
    }
    const source = new EventSource(address);
    source.onopen = () => this.#opened();
    source.onerror = () => this.#broken();
    TYPES.forEach((type) => source.addEventListener(type, (message) => this.#take(message)));
    this.#source = source;
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
    this.#turn = null;
  }

  #opened() {
    this.#tries = 0;
    this.brokenSince = null;
    this.nextTry = null;
    this.#tell('open');
  }

  #take(message) {
    const event = JSON.parse(message.data);
    const id = event.search;
    if (!this.#sinks.has(id)) {
      return;
    }
    if (event.type === 'stream.gap') {
      this.#seen.set(id, event.resumedAt);
    } else if (event.seq !== undefined) {
      if (event.seq <= this.#seen.get(id)) {
        return;
      }
      this.#seen.set(id, event.seq);
    }
    if (ENDS.has(event.type)) {
      this.#ended.add(id);
    }
    this.#queue.push(event);
    this.#frame ??= requestAnimationFrame(() => this.#hand());
  }

  /** Hands out what has come, as much as a frame can bear. */
  #hand() {
    this.#frame = null;
    const end = performance.now() + SLICE_MILLIS;
    const queue = this.#queue;
    this.#queue = [];
    let from = 0;
    while (from < queue.length && performance.now() < end) {
      const id = queue[from].search;
      let to = from;
      while (to < queue.length && to - from < 100 && queue[to].search === id) {
        to += 1;
      }
      this.#sinks.get(id)?.(queue.slice(from, to));
      from = to;
    }
    this.#queue = queue
      .slice(from)
      .filter((event) => this.#sinks.has(event.search))
      .concat(this.#queue);
    if (this.#queue.length > 0) {
      this.#frame = requestAnimationFrame(() => this.#hand());
    }
  }

  /** The server closes when all have ended; any other end is a break. */
  #broken() {
    this.#close();
    if (this.#live.length === 0) {
      this.#tell('idle');
      return;
    }
    this.brokenSince ??= Date.now();
    const pause = PAUSES[Math.min(this.#tries, PAUSES.length - 1)] * 1000;
    this.#tries += 1;
    this.nextTry = Date.now() + pause;
    this.#timer = setTimeout(() => this.#try(), pause);
    this.#tell('waiting');
  }

  async #try() {
    if (this.#trying) {
      return;
    }
    this.#trying = true;
    this.nextTry = null;
    this.#tell('waiting');
    try {
      await this.#isThere();
    } catch {
      this.#broken();
      return;
    } finally {
      this.#trying = false;
    }
    if (!document.hidden) {
      this.#open();
    }
  }

  #visibility() {
    if (document.hidden) {
      this.#close();
      this.#tell(this.#live.length > 0 ? 'hidden' : 'idle');
    } else if (this.#source === null && this.#turn === null && this.#live.length > 0) {
      [this.#tries, this.nextTry] = [0, null];
      this.#open();
    }
  }

  #tell(state) {
    this.state = state;
    this.dispatchEvent(new Event('changed'));
  }
}
