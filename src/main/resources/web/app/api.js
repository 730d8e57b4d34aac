/** The service's resources. Whatever it refuses is thrown as a Refusal that carries the problem (RFC 9457). */

/** An answer that is a problem, or no answer at all (status 0). */
export class Refusal extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title ?? String(problem.status));
    this.problem = problem;
  }

  /** Whether nobody answered: the server is away, or the network. */
  get unreachable() {
    return this.problem.status === 0;
  }
}

/** Tells when the service wants to know who asks. Events: 'needed', and 'known' when somebody has said it. */
export const identity = new EventTarget();

const SECRET = 'voyage.secret';

/** Says who asks from now on, as long as this tab is open; null for nobody. */
export function identify(secret) {
  if (secret) {
    sessionStorage.setItem(SECRET, secret);
    identity.dispatchEvent(new Event('known'));
  } else {
    sessionStorage.removeItem(SECRET);
  }
}

export const isIdentified = () => sessionStorage.getItem(SECRET) !== null;

/** The same address with a ticket, where one must say who one is and cannot send a header: streams, downloads. */
export async function ticketed(path) {
  if (!isIdentified()) {
    return path;
  }
  const { ticket } = await call('/v1/tickets', { method: 'POST' });
  return `${path}${path.includes('?') ? '&' : '?'}ticket=${encodeURIComponent(ticket)}`;
}

async function call(path, options = {}) {
  return (await answerOf(path, options)).json();
}

async function answerOf(path, options) {
  let answer;
  try {
    const who = isIdentified() ? { Authorization: `Bearer ${sessionStorage.getItem(SECRET)}` } : {};
    answer = await fetch(path, { ...options, headers: { Accept: 'application/json', ...who, ...options.headers } });
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new Refusal({ type: 'about:blank', title: 'no answer', status: 0, detail: failure.message });
  }
  if (answer.status === 401) {
    identity.dispatchEvent(new Event('needed'));
  }
  if (!answer.ok) {
    throw new Refusal(await problemOf(answer));
  }
  return answer;
}

/** The text at this address. @throws {Refusal} */
export async function textOf(path) {
  return (await answerOf(path, { headers: { Accept: '*/*' } })).text();
}

/** The picture at this address, as a data: address: an image element sends no token, and reports no reason when it fails. @throws {Refusal} */
export async function previewOf(path) {
  const blob = await (await answerOf(path, { headers: { Accept: '*/*' } })).blob();
  return new Promise((done, failed) => {
    const reader = Object.assign(new FileReader(), { onload: () => done(reader.result), onerror: () => failed(reader.error) });
    reader.readAsDataURL(blob);
  });
}

async function problemOf(answer) {
  try {
    return { status: answer.status, ...(await answer.json()) };
  } catch {
    return {
      type: 'about:blank',
      title: answer.statusText,
      status: answer.status,
      detail: `HTTP ${answer.status} ${answer.statusText}`,
    };
  }
}

/** What the operator has set for the page: {survey}, the template of an image's address, and {hips}, the address of a survey in tiles; or null. */
export const settings = () => call('/static/page.json');

export const searchPath = (id) => `/v1/searches/${encodeURIComponent(id)}`;

/** Where the bytes of a finished file are. */
export function filePath(id, file) {
  return `${searchPath(id)}/files/${file.split('/').map(encodeURIComponent).join('/')}`;
}

export const locate = (name, signal) => call(`/v1/targets?name=${encodeURIComponent(name)}`, { signal });

export const catalogues = (keywords, signal) =>
  call(`/v1/catalogues?limit=30&keywords=${encodeURIComponent(keywords)}`, { signal });

/** The columns of a catalogue; with a condition, refused where that is wrong. */
export const columns = (catalogue, where, signal) =>
  call(`/v1/catalogues/${encodeURIComponent(catalogue)}${where ? `?where=${encodeURIComponent(where)}` : ''}`, {
    signal,
  });

export function create(request) {
  return call('/v1/searches', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key() },
    body: JSON.stringify(request),
  });
}

/** randomUUID exists in secure contexts only, and a page on a local network is none. */
function key() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const look = (id) => call(searchPath(id));
/** The search and its events so far. */
export const snapshot = (id) => call(`${searchPath(id)}/snapshot`);
/** One stored event. */
export const eventAt = async (id, seq) => (await call(`${searchPath(id)}/events?after=${seq - 1}&limit=1`)).events[0];
export const list = (next) => call(next ?? '/v1/searches?limit=25');
/** Removes an ended search; its last state, with the counts of `removed`. */
export const remove = (id, withFiles) => call(`${searchPath(id)}?forget=true${withFiles ? '&files=delete' : ''}`, { method: 'DELETE' });

/**
 * Has the files of a search read again; `take` gets each result as it comes.
 *
 * @returns the totals, or null where the report broke off
 */
export async function verification(id, take, signal) {
  const answer = await answerOf(`${searchPath(id)}/verify`, { method: 'POST', headers: { Accept: 'application/x-ndjson' }, signal });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let [rest, totals] = ['', null];
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + piece.value).split('\n');
    rest = lines.pop();
    for (const line of lines.filter(Boolean)) {
      const result = JSON.parse(line);
      result.file === undefined ? (totals = result) : take(result);
    }
  }
  return totals;
}

/** @param name null for none */
export const rename = (id, name) =>
  call(searchPath(id), { method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name }) });
export const cancel = (id) => call(searchPath(id), { method: 'DELETE' });
/** A new search for what failed, or for these observations and files. */
export function retry(id, { observations = [], files = [] } = {}) {
  const query = new URLSearchParams([...observations.map((one) => ['observation', one]), ...files.map((path) => ['file', path])]);
  return call(`${searchPath(id)}/retry${String(query) && `?${query}`}`, { method: 'POST' });
}

/** pause, resume */
export const step = (id, name) => call(`${searchPath(id)}/${name}`, { method: 'POST' });
