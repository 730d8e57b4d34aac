import { DownloadError, ENDS, Problem, Search, Voyage, version } from '../voyage.js';
import { OF_REQUEST, OF_VIEW, requestOf, settingsOf } from './attributes.js';
import { Card } from './card.js';
import { Following, connection, serverAddress, wordsOf } from './following.js';
import { make } from './make.js';
import { SearchStore } from './store.js';
import { STYLES } from './styles.js';
import { WORDS } from './words.js';

export { DownloadError, ENDS, Problem, Search, Voyage, version };

/** Attributes by which another search is shown; the others change how it is drawn. */
const OF_SEARCH = ['server', 'search'];
const ATTEMPTS_TO_START = 2;
/** Names that properties may have been set by before the element was defined. */
const PROPERTIES = ['token', 'server', 'search'];

/**
 * `<voyage-search server search views>`: one search of a voyage service in any page, live. Without `search`, but with `target`
 * and `catalogue`, and `start`, a button starts one; nothing is started without a click.
 *
 * Events: voyage-event for each event of the search, voyage-start, voyage-end, voyage-problem.
 */
export class VoyageSearch extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = [...OF_SEARCH, ...OF_REQUEST, ...OF_VIEW];

  #card = null;
  #store = null;
  #following = null;
  #token = null;
  #note = null;
  #refused = false;
  #starting = null;
  #due = { renewal: false, frame: 0 };

  connectedCallback() {
    PROPERTIES.forEach((name) => this.#upgrade(name));
    if (!this.#card) {
      this.#card = new Card(this, {
        start: () => this.start().catch(() => {}), // the element says why
        sorted: (name, descending) => this.setAttribute('sort', (descending ? '-' : '') + name),
      });
      const root = this.attachShadow({ mode: 'open' });
      styled(root);
      root.append(this.#card.element);
    }
    this.#card.connect();
    this.#renewSoon();
  }

  disconnectedCallback() {
    this.#card.disconnect();
    this.#leave();
    cancelAnimationFrame(this.#due.frame);
    this.#due.frame = 0;
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#card || before === now) {
      return;
    }
    if (OF_SEARCH.includes(name)) {
      this.#renewSoon();
    } else {
      this.#drawSoon();
    }
  }

  /** The address of the service; that of this module unless the attribute says another. Null if it is not an address. */
  get server() {
    return serverAddress(this.getAttribute('server') || new Voyage().server);
  }

  set server(address) {
    this.setAttribute('server', address);
  }

  /** The id of the search, '' for none. */
  get search() {
    return this.getAttribute('search')?.trim() ?? '';
  }

  set search(id) {
    this.setAttribute('search', id ?? '');
  }

  /** The token that the service requires: a property, since attributes can be read in the page's source. */
  get token() {
    return this.#token;
  }

  set token(token) {
    this.#token = token || null;
    if (this.#card) {
      this.#renewSoon();
    }
  }

  /** The search as a client of voyage.js, with all its methods; null if there is none. */
  get client() {
    return this.#following?.client ?? null;
  }

  /** The counts so far; null if no search is shown. */
  get tally() {
    return this.#store ? { ...this.#store.model.tally } : null;
  }

  get phase() {
    return this.#store?.model.phase ?? null;
  }

  /** complete, partial, empty, failed or cancelled; null until the search has ended. */
  get outcome() {
    return this.#store?.model.outcome ?? null;
  }

  /** The request that the attributes describe, as start() sends it. */
  get request() {
    return requestOf(this);
  }

  /** Starts the search that the attributes describe, and shows it. */
  async start() {
    const { server, request } = this;
    if (this.#starting || server === null) {
      return;
    }
    this.#starting = new AbortController();
    const { signal } = this.#starting;
    this.#tell(null);
    try {
      const voyage = connection(server, { token: this.#token, attempts: ATTEMPTS_TO_START, connected: (words) => this.#tell(words) });
      const search = await voyage.search(request, { signal });
      this.#starting = null;
      this.search = search.id;
      this.#dispatch('voyage-start', { search: search.id, request });
    } catch (failure) {
      this.#starting = null;
      if (!signal.aborted) {
        this.#fail(failure, this.#note && !(failure instanceof Problem) ? this.#note : wordsOf(failure, null, server));
      }
      throw failure;
    } finally {
      this.#drawSoon();
    }
  }

  cancel() {
    return this.#command((client) => client.cancel());
  }

  pause() {
    return this.#command((client) => client.pause());
  }

  resume() {
    return this.#command((client) => client.resume());
  }

  /** Runs again what failed, as a new search, and shows it. */
  async retry() {
    const again = await this.#command((client) => client.retry());
    this.search = again.id;
    return again;
  }

  async #command(run) {
    const following = this.#following;
    if (!following) {
      throw new Error('no search is shown');
    }
    const result = await run(following.client);
    await following.look();
    return result;
  }

  #upgrade(name) {
    if (Object.hasOwn(this, name)) {
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }

  /** Several attributes that change at once are one change. */
  #renewSoon() {
    if (!this.#due.renewal) {
      this.#due.renewal = true;
      queueMicrotask(() => {
        this.#due.renewal = false;
        if (this.isConnected) {
          this.#renew();
        }
      });
    }
  }

  #renew() {
    this.#leave();
    const { server, search } = this;
    this.#store = search && server ? new SearchStore(search) : null;
    this.#card.follow(this.#store);
    this.#refused = server === null;
    this.#note = server === null ? WORDS.noServer(this.getAttribute('server')) : null;
    if (this.#store) {
      this.#note = WORDS.connecting;
      this.#follow(server, search, this.#store);
    }
    this.#drawSoon();
  }

  #follow(server, id, store) {
    const voyage = connection(server, {
      token: this.#token,
      attempts: Infinity,
      connected: (words) => following === this.#following && this.#tell(words),
    });
    const following = new Following(voyage, id, {
      look: (state) => {
        store.look(state);
        this.#drawSoon();
      },
      take: (events) => {
        store.apply(events);
        this.#drawSoon();
        events.forEach((event) => this.#dispatch('voyage-event', event));
      },
      over: () => {
        this.#tell(null);
        this.#dispatch('voyage-end', { search: id, outcome: store.model.outcome, tally: { ...store.model.tally } });
      },
      failed: (failure) => this.#fail(failure, wordsOf(failure, id, server)),
    });
    this.#following = following;
    following.run();
  }

  /** Closes the connection. */
  #leave() {
    this.#following?.stop();
    this.#following = null;
    this.#starting?.abort(new Error('no longer wanted'));
  }

  #tell(words) {
    this.#note = words;
    this.#refused = false;
    this.#drawSoon();
  }

  #fail(failure, words) {
    this.#note = words;
    this.#refused = true;
    this.#drawSoon();
    this.#dispatch('voyage-problem', { message: words, failure });
  }

  #dispatch(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }

  #drawSoon() {
    if (this.isConnected && this.#due.frame === 0) {
      this.#due.frame = requestAnimationFrame(() => {
        this.#due.frame = 0;
        this.#draw();
      });
    }
  }

  #draw() {
    const { server, search } = this;
    const { target, catalogue, where } = this.request;
    const asks = target && catalogue ? WORDS.asks(target, catalogue, where) : null;
    const canStart = this.hasAttribute('start') && search === '' && server !== null && asks !== null;
    const words = search !== '' || canStart || this.#note ? null : this.hasAttribute('start') ? WORDS.incomplete : WORDS.none;
    this.#card.draw(this.#store, settingsOf(this, this.#refused ? null : server), {
      note: this.#note ?? words,
      bad: this.#refused,
      start: canStart ? (this.#starting ? WORDS.starting : this.getAttribute('start') || WORDS.start) : null,
      title: (search === '' ? asks : null) ?? WORDS.untitled,
      waiting: this.#starting !== null,
    });
  }
}

/** A style element would be refused by the Content-Security-Policy of many pages. */
function styled(root) {
  if (root.adoptedStyleSheets !== undefined) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    root.adoptedStyleSheets = [sheet];
  } else {
    root.append(make('style', {}, STYLES));
  }
}

if (globalThis.customElements && !customElements.get('voyage-search')) {
  customElements.define('voyage-search', VoyageSearch);
}
