/**
 * voyage @VERSION@: a client of the voyage service in one ES module, for browsers and Node 20 and newer, without
 * dependencies. Served by voyage itself at /clients/voyage.js; types at /clients/voyage.d.ts. Apache License 2.0.
 *
 *     import { Voyage } from 'http://localhost:8080/clients/voyage.js';
 *     const search = await new Voyage().search({ target: '3C 105', catalogue: 'numaster' });
 *     for await (const event of search.events()) console.log(event.type);
 */

export const version = '@VERSION@';

export const ENDS = Object.freeze(
  ['completed', 'partial', 'empty', 'failed', 'cancelled'].map((end) => `search.${end}`),
);

const PAUSES_MILLIS = [500, 1000, 2000, 4000, 8000, 15000];
const TEMPORARY = new Set([429, 502, 503, 504]);

/** A refusal of the service: problem details (RFC 9457). */
export class Problem extends Error {
  constructor(members) {
    super(members.detail ?? members.title ?? String(members.status));
    this.name = 'Problem';
    this.members = members;
    this.type = members.type ?? 'about:blank';
    this.title = members.title;
    this.status = members.status;
    this.detail = members.detail;
  }
}

/** Some files could not be saved; `failures` is a Map from their paths to the reasons. The others are on disk. */
export class DownloadError extends Error {
  constructor(failures) {
    const [path, reason] = failures.entries().next().value;
    super(`${failures.size} file(s) not saved; ${path}: ${reason}`);
    this.name = 'DownloadError';
    this.failures = failures;
  }
}

/** The service did not answer, or asks to wait. */
class Unavailable extends Error {
  constructor(message, retryAfter) {
    super(message);
    this.retryAfterMillis = /^\d+$/.test(retryAfter ?? '') ? Math.min(60, Number(retryAfter)) * 1000 : 0;
  }
}

/** A voyage service. */
export class Voyage {
  /**
   * @param server its address; by default the origin from which this module was loaded
   * @param options token: secret or OpenID token; timeoutMillis: time without any byte after which a connection counts as
   *     broken (event streams have a heartbeat every 15 s); attempts: how often a request is repeated; fetch: in place of
   *     the global one
   */
  constructor(server = ownOrigin(), { token = null, timeoutMillis = 60_000, attempts = 20, fetch = null } = {}) {
    this.server = server.replace(/\/*$/, '/');
    this.token = token;
    this.timeoutMillis = timeoutMillis;
    this.attempts = attempts;
    this.fetch = fetch ?? globalThis.fetch.bind(globalThis);
  }

  /** Starts a search: POST /v1/searches with this request. */
  async search(request, { signal } = {}) {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key() };
    return new Search(this, await this.json('POST', 'v1/searches', { body: JSON.stringify(request), headers, signal }));
  }

  /** The search with this id. */
  async open(id, options = {}) {
    return new Search(this, await this.json('GET', `v1/searches/${encodeURIComponent(id)}`, options));
  }

  /** The newest searches. */
  async searches({ limit = 50, signal } = {}) {
    const page = await this.json('GET', `v1/searches?limit=${limit}`, { signal });
    return page.searches.map((view) => new Search(this, view));
  }

  /** The position of a target. */
  resolve(name, options = {}) {
    return this.json('GET', `v1/targets?${new URLSearchParams({ name })}`, options);
  }

  /** Catalogues that the registry finds. */
  async catalogues(keywords, options = {}) {
    return (await this.json('GET', `v1/catalogues?${new URLSearchParams({ keywords })}`, options)).catalogues;
  }

  /** The address of a stream, file or table for links and programs that cannot send a token: it has a short-lived ticket. */
  async address(path, options = {}) {
    const address = new URL(path, this.server);
    if (this.token !== null) {
      address.searchParams.set('ticket', (await this.json('POST', 'v1/tickets', options)).ticket);
    }
    return address.href;
  }

  /** Sends one request and returns the JSON of its response; repeats it while the service does not answer. */
  async json(method, path, { repeat = true, ...options } = {}) {
    for (let attempt = 0; ; attempt++) {
      try {
        const response = await this.request(method, path, { accept: 'application/json', ...options });
        return await response.json();
      } catch (failure) {
        await this.#pause(failure, repeat ? attempt : Infinity, options.signal);
      }
    }
  }

  /** Sends one request; throws a Problem for a response that says what is wrong. */
  async request(method, path, { accept, headers = {}, body, signal } = {}) {
    const address = new URL(path, this.server).href;
    const own = address.startsWith(this.server) && this.token !== null ? { Authorization: `Bearer ${this.token}` } : {};
    const response = await this.fetch(address, {
      method,
      body,
      signal,
      headers: { ...(accept ? { Accept: accept } : {}), ...own, ...headers },
    });
    if (TEMPORARY.has(response.status)) {
      throw new Unavailable(`HTTP ${response.status}`, response.headers.get('Retry-After'));
    }
    if (!response.ok) {
      throw new Problem(await membersOf(response));
    }
    return response;
  }

  /** Waits before the next attempt; throws the failure if there is none. */
  async #pause(failure, attempt, signal) {
    if (failure instanceof Problem || signal?.aborted || attempt >= this.attempts) {
      throw failure;
    }
    await pause(attempt, failure, signal);
  }
}

/** One search. `state` is the search as the service last described it. */
export class Search {
  constructor(voyage, state) {
    this.voyage = voyage;
    this.state = state;
    this.id = state.id;
    this.path = `v1/searches/${encodeURIComponent(state.id)}`;
  }

  get phase() {
    return this.state.phase;
  }

  /** That a person gave it; null for none. */
  get name() {
    return this.state.name ?? null;
  }

  /** complete, partial, empty, failed or cancelled; null until the search has ended. */
  get outcome() {
    return this.state.outcome ?? null;
  }

  get tally() {
    return this.state.tally;
  }

  /** Asks for the state again. */
  refresh(options = {}) {
    return this.#take('GET', '', options);
  }

  cancel(options = {}) {
    return this.#take('DELETE', '', options);
  }

  pause(options = {}) {
    return this.#take('POST', '/pause', options);
  }

  resume(options = {}) {
    return this.#take('POST', '/resume', options);
  }

  /** Gives the search another name; null for none. */
  rename(name, options = {}) {
    const headers = { 'Content-Type': 'application/json' };
    return this.#take('PATCH', '', { ...options, headers, body: JSON.stringify({ name }) });
  }

  /** Runs again what failed, or these observations and files, as a new search. */
  async retry({ observations = [], files = [], ...options } = {}) {
    const query = new URLSearchParams([...observations.map((id) => ['observation', id]), ...files.map((path) => ['file', path])]);
    const path = `${this.path}/retry${String(query) && `?${query}`}`;
    return new Search(this.voyage, await this.voyage.json('POST', path, { ...options, repeat: false }));
  }

  async #take(method, below, options) {
    this.state = await this.voyage.json(method, this.path + below, options);
    return this;
  }

  /**
   * The events of the search, each once, in order, up to the last. Reconnects after interruptions and continues behind the
   * last event received, also if the service was restarted.
   *
   * @param options after: number of the last event already known; types: only these types, and the last event; signal
   */
  async *events({ after = 0, types = null, signal } = {}) {
    for (let attempt = 0; ; attempt++) {
      let broken = null;
      try {
        for await (const event of this.#stream(after, types, signal)) {
          if (event.type === 'stream.gap') {
            after = event.resumedAt;
          } else if (event.seq !== undefined && event.seq <= after) {
            continue;
          }
          after = Math.max(after, event.seq ?? 0);
          attempt = 0;
          yield event;
          signal?.throwIfAborted();
          if (ENDS.includes(event.type)) {
            return;
          }
        }
      } catch (failure) {
        broken = failure;
      }
      if (broken instanceof Problem || signal?.aborted) {
        throw broken ?? signal.reason;
      }
      if (broken === null && (await this.#isOver(after, signal))) {
        return;
      }
      if (attempt >= this.voyage.attempts) {
        throw broken ?? new Error(`the stream of ${this.id} ends early`);
      }
      await pause(attempt, broken, signal);
    }
  }

  /**
   * The search so far, from one compact document: `events`, of an ended search without starts and retried failures of
   * files, and `after`, from which events() continues. Sets the state.
   */
  async snapshot({ signal } = {}) {
    const snapshot = await this.voyage.json('GET', `${this.path}/snapshot`, { signal });
    this.state = snapshot.search;
    return { events: [...expanded(snapshot)], after: this.state.lastSeq };
  }

  async #isOver(after, signal) {
    const state = await this.voyage.json('GET', this.path, { signal });
    return state.outcome !== undefined && after >= state.lastSeq;
  }

  async *#stream(after, types, signal) {
    const query = new URLSearchParams({ after: String(after), ...(types ? { types: [...types].join(',') } : {}) });
    const quiet = new AbortController();
    const stop = () => quiet.abort(signal.reason);
    signal?.addEventListener('abort', stop);
    let timer = null;
    /** Limits the time without any byte; a slow consumer may take longer. */
    const received = async (waited) => {
      timer = setTimeout(() => quiet.abort(new Unavailable('nothing was received')), this.voyage.timeoutMillis);
      try {
        return await waited;
      } finally {
        clearTimeout(timer);
      }
    };
    try {
      const asked = { accept: 'text/event-stream', signal: quiet.signal };
      const response = await received(this.voyage.request('GET', `${this.path}/events?${query}`, asked));
      if (response.status !== 204) {
        yield* eventsOf(response.body, received);
      }
    } finally {
      signal?.removeEventListener('abort', stop);
      quiet.abort(); // a reader that stops early leaves the connection
    }
  }

  /**
   * Follows the search to its end and returns itself.
   *
   * @param options onEvent: called with each event; types: of the events wanted; signal
   */
  async wait({ onEvent = null, types = ['search.progress'], signal } = {}) {
    for await (const event of this.events({ types: onEvent ? null : types, signal })) {
      onEvent?.(event);
    }
    return this.refresh({ signal });
  }

  /** The rows of the catalogue as objects from column to value. @param parameters of the API, such as selected, where, limit */
  async rows({ signal, ...parameters } = {}) {
    const query = new URLSearchParams({ format: 'ndjson' });
    Object.entries(parameters).forEach(([name, value]) => query.set(name, String(value)));
    const response = await this.voyage.request('GET', `${this.path}/observations?${query}`, { signal });
    const text = await response.text();
    return text.split('\n').filter(Boolean).map((line) => JSON.parse(line).row);
  }

  /** The manifest: every file that was found, with state, bytes and sha256, sorted by path. */
  async *files({ signal } = {}) {
    for (let next = `${this.path}/files?limit=1000`; next; ) {
      const page = await this.voyage.json('GET', next, { signal });
      yield* page.files;
      next = page.next ?? null;
    }
  }

  /**
   * Saves the files of the search below a directory (Node only), and returns their paths, sorted. A file appears under its
   * name only when it is whole and its SHA-256 is right; interrupted ones are resumed. Files that are there already are
   * checked and kept.
   *
   * @throws DownloadError if a file cannot be saved; all others have been
   */
  async download(directory, { onBytes = null, signal } = {}) {
    const fs = await import('node:fs');
    const { join, dirname } = await import('node:path');
    const { createHash } = await import('node:crypto');
    fs.mkdirSync(directory, { recursive: true });
    const root = fs.realpathSync(directory);
    const save = new FileSaver(this.voyage, { fs, join, dirname, createHash, onBytes, signal });
    const saved = [];
    const failures = new Map();
    for await (const file of this.files({ signal })) {
      if (file.sha256 && (file.state === 'completed' || file.state === 'skipped')) {
        try {
          saved.push(await save.file(root, file));
        } catch (failure) {
          if (signal?.aborted) {
            throw failure;
          }
          failures.set(file.path, failure.message);
        }
      }
    }
    if (failures.size > 0) {
      throw new DownloadError(failures);
    }
    return saved;
  }

  /** The address of one of its resources, such as archive.tar, for links; with a ticket where one is needed. */
  address(name, options = {}) {
    return this.voyage.address(`${this.path}/${name}`, options);
  }
}

/** Writes files of a result to disk, in Node. */
class FileSaver {
  constructor(voyage, tools) {
    this.voyage = voyage;
    Object.assign(this, tools);
  }

  async file(root, file) {
    const { fs, join, dirname } = this;
    const path = join(root, ...segmentsOf(file.path));
    const folder = dirname(path);
    fs.mkdirSync(folder, { recursive: true });
    if (fs.realpathSync(folder) !== folder || fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
      throw new Error(`a link on the way of ${JSON.stringify(file.path)} leads elsewhere`);
    }
    if (!(fs.existsSync(path) && (await this.#hash(path)).digest('hex') === file.sha256)) {
      const part = join(folder, `.${file.sha256.slice(0, 32)}.part`);
      for (let attempt = 0; !(await this.#fetch(file, part)); attempt++) {
        if (attempt >= this.voyage.attempts) {
          throw new Error('the transfer ends early again and again');
        }
        await pause(attempt, null, this.signal);
      }
      fs.renameSync(part, path);
    }
    if (file.modified) {
      fs.utimesSync(path, new Date(file.modified), new Date(file.modified));
    }
    return path;
  }

  /** Continues a part; whether the file is whole afterwards. */
  async #fetch(file, part) {
    const { fs } = this;
    let have = fs.existsSync(part) ? fs.statSync(part).size : 0;
    let hash = have > 0 ? await this.#hash(part) : this.createHash('sha256');
    if (have < file.bytes) {
      const headers = have > 0 ? { Range: `bytes=${have}-`, 'If-Range': `"${file.sha256}"` } : {};
      let out = null;
      try {
        const response = await this.voyage.request('GET', file.href, { headers, signal: this.signal });
        if (response.status === 200 && have > 0) {
          have = 0;
          hash = this.createHash('sha256');
        }
        out = fs.openSync(part, have > 0 ? 'r+' : 'w');
        for await (const chunk of response.body) {
          fs.writeSync(out, chunk, 0, chunk.length, have);
          hash.update(chunk);
          have += chunk.length;
          this.onBytes?.(chunk.length);
        }
      } catch (failure) {
        if (failure instanceof Problem || failure.code?.startsWith?.('E') || this.signal?.aborted) {
          throw failure;
        }
        return false;
      } finally {
        out !== null && fs.closeSync(out);
      }
      if (have < file.bytes) {
        return false;
      }
    }
    const sha256 = hash.digest('hex');
    if (sha256 !== file.sha256) {
      fs.rmSync(part);
      throw new Error(`its SHA-256 is ${sha256}, not ${file.sha256}`);
    }
    return true;
  }

  async #hash(path) {
    const hash = this.createHash('sha256');
    for await (const chunk of this.fs.createReadStream(path)) {
      hash.update(chunk);
    }
    return hash;
  }
}

/** The parts of a path in a result; names that could lead elsewhere are refused. */
function segmentsOf(name) {
  const parts = name.split('/');
  for (const part of parts) {
    // eslint-disable-next-line no-control-regex
    if (part === '' || part === '.' || part === '..' || /[\\\x00-\x1f]/.test(part)) {
      throw new Error(`the name ${JSON.stringify(name)} is not safe`);
    }
    if (globalThis.process?.platform === 'win32' && /[<>:"|?*]|[ .]$/.test(part)) {
      throw new Error(`the name ${JSON.stringify(name)} is not possible here`);
    }
  }
  return parts;
}

/** The events of a stream (HTML, 9.2.6); `received` limits the time of a read. */
async function* eventsOf(body, received) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await received(reader.read());
      if (done) {
        return; // what is incomplete is sent again
      }
      text += decoder.decode(value, { stream: true });
      let end;
      let from = 0;
      while ((end = text.indexOf('\n\n', from)) >= 0) {
        const data = text
          .slice(from, end)
          .split('\n')
          .filter((line) => line.startsWith('data:'))
          .map((line) => line.slice(5).trimStart());
        from = end + 2;
        if (data.length > 0) {
          yield JSON.parse(data.join('\n'));
        }
      }
      text = text.slice(from);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** The events of a snapshot: objects declare forms, arrays are events in these forms. */
function* expanded({ search, since, events }) {
  const forms = [];
  for (const item of events) {
    if (!Array.isArray(item)) {
      forms.push(item);
      continue;
    }
    const [number, seq, millis, ...values] = item;
    const { type, fields, columns } = forms[number];
    const event = { type, seq, search: search.id, time: new Date(since + millis).toISOString() };
    fields.forEach((name, index) => {
      const isRow = name === 'row' && columns;
      event[name] = isRow ? Object.fromEntries(columns.map((column, at) => [column, values[index][at]])) : values[index];
    });
    yield event;
  }
}

async function membersOf(response) {
  try {
    return { status: response.status, ...(await response.json()) };
  } catch {
    return { status: response.status, title: response.statusText };
  }
}

/** Waits as long as the service asks for, or as usual, with some jitter. */
function pause(attempt, failure, signal) {
  const usual = PAUSES_MILLIS[Math.min(attempt, PAUSES_MILLIS.length - 1)] * (0.5 + Math.random() / 2);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, (failure?.retryAfterMillis ?? 0) + usual);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}

/** randomUUID exists in secure contexts only. */
function key() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function ownOrigin() {
  const own = new URL(import.meta.url);
  return own.protocol.startsWith('http') ? own.origin : 'http://localhost:8080';
}
