import { Problem, Search, Voyage } from '../voyage.js';
import { WORDS } from './words.js';

/** Of all events, those that change what is shown. */
export const TYPES = Object.freeze([
  'search.accepted',
  'target.resolved',
  'target.failed',
  'service.found',
  'service.failed',
  'observation.found',
  'catalogue.searched',
  'catalogue.failed',
  'observation.linked',
  'observation.unavailable',
  'observation.failed',
  'observation.completed',
  'directory.listed',
  'file.found',
  'file.measured',
  'file.started',
  'file.completed',
  'file.skipped',
  'file.failed',
  'plan.ready',
]);
const BATCH = 1000;
const BATCH_MILLIS = 60;
/** No event reports that a search was paused or resumed. */
const LOOK_MILLIS = 15_000;
const TEMPORARY = new Set([429, 502, 503, 504]);

/** The address of a service with a slash at its end, relative to the embedding page; null if it is none. */
export function serverAddress(text) {
  try {
    const address = new URL(text.replace(/\/*$/, '/'), globalThis.document?.baseURI);
    return address.protocol === 'https:' || address.protocol === 'http:' ? address.origin + address.pathname : null;
  } catch {
    return null;
  }
}

/** Why a search cannot be shown, in words. */
export function wordsOf(failure, id, server) {
  if (!(failure instanceof Problem)) {
    return WORDS.fault(failure.message);
  }
  const detail = failure.detail ?? failure.title ?? `HTTP ${failure.status}`;
  switch (failure.status) {
    case 401:
      return WORDS.token(server);
    case 404:
      return id ? WORDS.missing(id, server) : detail;
    default:
      return WORDS.refused(detail);
  }
}

/**
 * A connection to a service, which tells when it breaks.
 *
 * @param connected called with null if a request was answered, else with the reason in words
 */
export function connection(server, { token, attempts, connected }) {
  let answered = false;
  const away = () => connected(answered ? WORDS.broken(server) : WORDS.never(server, globalThis.location?.origin));
  const watched = async (address, options) => {
    try {
      const response = await globalThis.fetch(address, options);
      if (TEMPORARY.has(response.status)) {
        away();
      } else {
        answered = true;
        connected(null);
      }
      return response;
    } catch (failure) {
      if (!options.signal?.aborted) {
        away();
      }
      throw failure;
    }
  };
  return new Voyage(server, { token, attempts, fetch: watched });
}

/**
 * Follows one search: its snapshot, then the stream behind it, up to its end. Interruptions are survived for ever.
 *
 * The hooks: look(state), take(events), over() at the end, and failed(failure).
 */
export class Following {
  #abort = new AbortController();
  #hooks;
  #queue = [];
  #timer = null;
  #looks = null;

  constructor(voyage, id, hooks) {
    this.client = new Search(voyage, { id });
    this.#hooks = hooks;
  }

  /** Until it ends, fails or is stopped. */
  async run() {
    const { signal } = this.#abort;
    try {
      const { events, after } = await this.client.snapshot({ signal });
      signal.throwIfAborted();
      this.#hooks.look(this.client.state);
      for (let from = 0; from < events.length; from += BATCH) {
        this.#hooks.take(events.slice(from, from + BATCH));
        await new Promise((turn) => setTimeout(turn));
        signal.throwIfAborted();
      }
      if (this.client.outcome === null) {
        this.#looks = setInterval(() => this.look(), LOOK_MILLIS);
        for await (const event of this.client.events({ after, types: TYPES, signal })) {
          this.#receive(event);
        }
      }
      this.#flush();
      this.#hooks.over();
    } catch (failure) {
      if (!signal.aborted) {
        this.#flush();
        this.#hooks.failed(failure);
      }
    } finally {
      clearInterval(this.#looks);
      clearTimeout(this.#timer);
    }
  }

  /** Closes the connection; no listener is called afterwards. */
  stop() {
    this.#abort.abort(new Error('no longer followed'));
    clearInterval(this.#looks);
    clearTimeout(this.#timer);
    this.#queue = [];
  }

  /** Asks for the phase. */
  async look() {
    const { signal } = this.#abort;
    try {
      await this.client.refresh({ signal });
      if (!signal.aborted) {
        this.#hooks.look(this.client.state);
      }
    } catch {
      // the stream tells what is wrong
    }
  }

  #receive(event) {
    this.#queue.push(event);
    if (this.#queue.length >= BATCH) {
      this.#flush();
    } else {
      this.#timer ??= setTimeout(() => this.#flush(), BATCH_MILLIS);
    }
  }

  #flush() {
    clearTimeout(this.#timer);
    this.#timer = null;
    const events = this.#queue;
    this.#queue = [];
    if (events.length > 0) {
      this.#hooks.take(events);
    }
  }
}
