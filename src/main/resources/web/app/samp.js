/** A client of the SAMP Web Profile (SAMP 1.3, section 5): tells programs on this computer what to load. */

const HUB = 'http://localhost:21012/';

/** The hub, or the person at it, said no. */
export class Denied extends Error {}

/** No hub answers. */
export class NoHub extends Error {}

const escape = (text) =>
  String(text)
    // what XML 1.0 cannot hold
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** SAMP knows strings, lists and maps. */
export function write(value) {
  if (Array.isArray(value)) {
    return `<value><array><data>${value.map(write).join('')}</data></array></value>`;
  }
  if (typeof value === 'object') {
    const members = Object.entries(value).map(
      ([name, member]) => `<member><name>${escape(name)}</name>${write(member)}</member>`,
    );
    return `<value><struct>${members.join('')}</struct></value>`;
  }
  return `<value><string>${escape(value)}</string></value>`;
}

/** The value of an XML-RPC value element. */
export function read(element) {
  const typed = element.firstElementChild;
  switch (typed?.localName) {
    case undefined:
      return element.textContent;
    case 'array':
      return [...typed.querySelector(':scope > data').children].map(read);
    case 'struct':
      return Object.fromEntries(
        [...typed.children].map((member) => [
          member.querySelector(':scope > name').textContent,
          read(member.querySelector(':scope > value')),
        ]),
      );
    default:
      return typed.textContent;
  }
}

async function call(method, ...params) {
  const body = `<?xml version="1.0"?><methodCall><methodName>samp.webhub.${method}</methodName><params>${params
    .map((param) => `<param>${write(param)}</param>`)
    .join('')}</params></methodCall>`;
  let text;
  try {
    const answer = await fetch(HUB, {
      method: 'POST',
      headers: { 'Content-Type': 'text/xml' },
      body,
      keepalive: method === 'unregister',
    });
    text = await answer.text();
  } catch (failure) {
    throw new NoHub(failure.message);
  }
  const document = new DOMParser().parseFromString(text, 'text/xml');
  const value = document.querySelector('methodResponse > params > param > value');
  if (!value) {
    throw new Denied(
      document.querySelector('fault member:nth-of-type(2) value')?.textContent.trim() ?? text.slice(0, 200),
    );
  }
  return read(value);
}

/** One registration, made when it is first needed and ended with the page. */
export class Samp {
  #key = null;

  /** @param name what people see in the hub. @param description one sentence */
  constructor(name, description) {
    this.name = name;
    this.description = description;
    addEventListener('pagehide', () => this.#key && call('unregister', this.#key).catch(() => {}));
  }

  /** @returns {Promise<number>} how many programs were told */
  sendTable(url, id, name) {
    return this.#notify('table.load.votable', { url, 'table-id': id, name });
  }

  sendImage(url, id, name) {
    return this.#notify('image.load.fits', { url, 'image-id': id, name });
  }

  async #notify(mtype, params) {
    const message = { 'samp.mtype': mtype, 'samp.params': params };
    if (this.#key !== null) {
      try {
        return (await call('notifyAll', this.#key, message)).length;
      } catch {
        this.#key = null; // another hub since
      }
    }
    const registration = await call('register', { 'samp.name': this.name });
    this.#key = registration['samp.private-key'];
    await call('declareMetadata', this.#key, {
      'samp.name': this.name,
      'samp.description.text': this.description,
      'samp.icon.url': new URL('/static/voyage.svg', location.href).href,
    });
    return (await call('notifyAll', this.#key, message)).length;
  }
}
