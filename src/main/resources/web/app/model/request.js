/**
 * A search as the form has it: texts only, as typed. It becomes the JSON of POST /v1/searches, and the query of a
 * shareable address (the flat names of GET /v1/stream), and comes back from both.
 */

export const EMPTY = Object.freeze({
  name: '',
  target: '',
  catalogue: '',
  radius: '1',
  where: '',
  adql: '',
  include: '',
  exclude: '',
  links: '',
  select: '',
  action: 'download',
  source: 'auto',
  via: 'auto',
});

const NAMES = Object.keys(EMPTY);
/** Fields that hold several values apart by commas. */
const LISTS = new Set(['include', 'exclude', 'links', 'select']);
/** More ids than this do not stand in an address; the search in it knows them. */
const MOST_IN_ADDRESS = 50;
/** Where nothing is said: files that are the observation itself. */
const USUAL_LINKS = '#this';

/** Patterns stand one per line or apart by commas, several targets and catalogues apart by semicolons. */
const patterns = (text) => parts(text, /[\n,]/);
/** Ids may hold commas: one per line. */
export const ids = (text) => parts(text, /\n/);
const several = (text) => parts(text, /[\n;]/);

function parts(text, between) {
  return text
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The body of a POST; what is not said is left out. */
export function toJson(form) {
  const targets = several(form.target);
  const catalogues = several(form.catalogue);
  const include = patterns(form.include);
  const exclude = patterns(form.exclude);
  const links = patterns(form.links);
  const select = ids(form.select);
  const adql = form.adql.trim();
  const around = {
    ...(targets.length > 1 ? { targets } : { target: form.target.trim() }),
    ...(catalogues.length > 1 ? { catalogues } : { catalogue: form.catalogue.trim() }),
    radiusDeg: Number(form.radius),
  };
  return {
    ...(adql ? { adql, ...(catalogues.length > 1 ? { catalogues } : { catalogue: form.catalogue.trim() }) } : around),
    ...(form.where.trim() ? { where: form.where.trim() } : {}),
    ...(include.length + exclude.length > 0 ? { files: { include, exclude } } : {}),
    ...(links.length > 0 ? { links } : {}),
    ...(select.length > 0 ? { select } : {}),
    action: form.action,
    source: form.source,
    ...(form.via !== 'auto' ? { via: form.via } : {}),
    ...(form.name.trim() ? { name: form.name.trim() } : {}),
  };
}

/** The form that asks for the same as this request, as a search tells it. */
export function fromJson(request = {}) {
  const at = request.position ? `${request.position.raDeg} ${signed(request.position.decDeg)}` : '';
  return {
    ...EMPTY,
    target: names(request.targets ?? [request.target ?? at]).join('; '),
    catalogue: names(request.catalogues ?? [request.catalogue ?? '']).join('; '),
    radius: String(request.radiusDeg ?? 1),
    where: request.where ?? '',
    adql: request.adql ?? '',
    include: (request.files?.include ?? []).join(', '),
    exclude: (request.files?.exclude ?? []).join(', '),
    links: linksOf(request),
    select: (request.select ?? []).join('\n'),
    action: request.action ?? 'download',
    source: request.source ?? 'auto',
    via: request.via ?? 'auto',
  };
}

/** The terms as typed; empty where they are the usual ones. */
function linksOf({ links = [] }) {
  const text = links.join(', ');
  return text === USUAL_LINKS ? '' : text;
}

/** Elements of a list are names, or objects that have one. */
function names(list) {
  return list.map((item) => {
    if (item && typeof item === 'object') {
      const at = item.position ?? item;
      return item.target ?? item.name ?? item.catalogue ?? `${at.raDeg} ${signed(at.decDeg)}`;
    }
    return item ?? '';
  });
}

const signed = (number) => (number < 0 ? `${number}` : `+${number}`);

/** What is wrong that can be told without asking, by field; empty where nothing is. */
export function mistakes(form, texts) {
  const found = {};
  const radius = Number(form.radius);
  const isQuery = form.adql.trim() !== '';
  if (isQuery && form.target.trim()) {
    found.target = texts.targetBesideQuery;
  } else if (!isQuery && !form.target.trim()) {
    found.target = texts.targetMissing;
  }
  if (!form.catalogue.trim()) {
    found.catalogue = texts.catalogueMissing;
  }
  if (!isQuery && (form.radius.trim() === '' || !(radius > 0 && radius <= 180))) {
    found.radius = texts.radiusWrong;
  }
  return found;
}

/** The query that holds the whole search, and the one that is shown. */
export function toQuery(form, search = null) {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const list = name === 'select' ? ids(form[name]) : LISTS.has(name) ? patterns(form[name]) : [form[name].trim()];
    if (name === 'select' && search && list.length > MOST_IN_ADDRESS) {
      continue;
    }
    list.filter((value) => value !== '' && value !== EMPTY[name]).forEach((value) => query.append(name, value));
  }
  if (search) {
    query.set('search', search);
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** @returns {{form: object, search: string|null}} */
export function fromQuery(text) {
  const query = new URLSearchParams(text);
  const form = { ...EMPTY };
  for (const name of NAMES) {
    const given = query.getAll(name);
    if (given.length > 0) {
      form[name] = given.join(name === 'select' ? '\n' : ', ');
    }
  }
  if (query.has('ra') && query.has('dec') && !form.target) {
    form.target = `${query.get('ra')} ${signed(Number(query.get('dec')))}`;
  }
  return { form, search: query.get('search') };
}

/** Catalogues as they are called in a line: of an address its host and the end of its path. */
export function shortCatalogue(text) {
  return several(text)
    .map((name) => {
      const [, host, path] = /^https?:\/\/([^/?#]+)([^?#]*)/.exec(name) ?? [];
      return host ? `${host}${path.length > 24 ? `/…${path.slice(-20)}` : path}` : name;
    })
    .join('; ');
}

/** What the search is called, in one line. */
export function titleOf(request = {}) {
  const form = fromJson(request);
  return `${form.adql ? 'ADQL' : form.target} · ${shortCatalogue(form.catalogue)}`;
}
