/** What the attributes of the element say. */

export const OF_REQUEST = Object.freeze(['target', 'catalogue', 'where', 'radius', 'action']);
export const OF_VIEW = Object.freeze(['start', 'views', 'columns', 'rows', 'sort', 'theme']);

const VIEWS = Object.freeze(['table', 'sky']);
const USUAL_ROWS = 50;
const MOST_ROWS = 1000;

const list = (text) => text.split(',').map((part) => part.trim()).filter(Boolean);

/** The body of POST /v1/searches; undefined where an attribute says nothing. */
export function requestOf(element) {
  const said = (name) => element.getAttribute(name)?.trim() || undefined;
  const radius = said('radius');
  return {
    target: said('target'),
    catalogue: said('catalogue'),
    where: said('where'),
    radiusDeg: radius === undefined ? undefined : Number(radius),
    action: said('action'),
  };
}

/**
 * How a search is drawn: {views, columns: names or null for the usual ones, sort: {name, descending} or null, limit: of rows,
 * href: of the full page or null}.
 */
export function settingsOf(element, server) {
  const said = (name) => element.getAttribute(name)?.trim() ?? '';
  const views = element.hasAttribute('views') ? list(said('views')) : VIEWS;
  const columns = list(said('columns'));
  const sort = said('sort');
  const limit = Number.parseInt(said('rows'), 10);
  return {
    views: views.filter((view, at) => VIEWS.includes(view) && views.indexOf(view) === at),
    columns: columns.length > 0 ? columns : null,
    sort: sort ? { name: sort.replace(/^-/, ''), descending: sort.startsWith('-') } : null,
    limit: limit > 0 ? Math.min(limit, MOST_ROWS) : USUAL_ROWS,
    href: server === null ? null : server + queryOf(element),
  };
}

/** The query by which the full page shows the same. */
function queryOf(element) {
  const search = element.getAttribute('search')?.trim();
  const { target, catalogue, where } = requestOf(element);
  const said = Object.entries(search ? { search } : { target, catalogue, where });
  const query = new URLSearchParams(said.filter(([, value]) => value !== undefined)).toString();
  return query ? `?${query}` : '';
}
