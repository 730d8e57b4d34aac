/** Every English text of the sky view, the table and the timeline. Numbers are written in groups of three, as in the rest of the page. */
export const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
const plural = (count, one, many) => `${number(count)} ${count === 1 ? one : many}`;

export const MISSING = '—';

export const STATE_TEXTS = Object.freeze({
  found: { name: 'rejected', help: 'In the catalogue, but excluded by the condition' },
  selected: { name: 'selected', help: 'Kept by the condition' },
  linked: { name: 'linked', help: 'The archive has its data' },
  unavailable: { name: 'unavailable', help: 'Its data are not available' },
  downloading: { name: 'downloading', help: 'Its files are being downloaded' },
  complete: { name: 'complete', help: 'All its selected files are complete' },
  failed: { name: 'failed', help: 'The observation or one of its files failed' },
});

export const REASONS = Object.freeze({
  proprietary: 'not public yet',
  overdue: 'not released',
  'not-observed': 'not observed yet',
  'outside-radius': 'outside the radius',
  'no-link': 'no link to data',
  fault: 'fault in archive',
});

export const SKY = Object.freeze({
  field: 'Field',
  allSky: 'All sky',
  projection: 'Projection',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  reset: 'Reset',
  resetHelp: 'Back to all that was searched',
  fit: 'Fit rows',
  fitHelp: 'As near as all rows can be seen',
  coordinates: 'Right ascension in',
  hours: 'h',
  degrees: '°',
  hoursHelp: 'Hours',
  degreesHelp: 'Degrees',
  survey: 'Survey image',
  coverage: 'Coverage',
  surveyFailed: 'The survey image could not be loaded',
  title: 'Sky map',
  help: 'Arrow keys move, plus and minus zoom, 0 goes back to the target, Enter picks the observation nearest to the '
    + 'middle, Space adds it to those to download, Escape lets it go. The table has the same observations.',
  empty: 'Positions appear here as the catalogue answers',
  none: 'The catalogue has no observation here',
  unreached: 'Not reached: the search ended before the catalogue was read',
  filtered: 'No row passes the filter',
  north: 'N',
  east: 'E',
  withoutPosition: (count) => `${number(count)} without a position`,
  dense: 'Stronger where more rows lie',
  fieldsHidden: 'Fields of view: zoom in',
  summary: ({ total, selected, placed, target, radius, covered, fov, centre }) => [
    `Sky map of ${plural(total, 'observation', 'observations')}, ${number(selected)} selected`,
    placed < total ? `${number(total - placed)} without a position and not drawn` : null,
    target ? `target ${target}${radius ? `, search radius ${radius}` : ''}` : null,
    covered === null ? null : covered ? 'shaded where the catalogue has data' : 'outside the coverage of the catalogue',
    `centre ${centre}, ${fov} across`,
  ].filter(Boolean).join('; ') + '.',
  picked: (id, state) => `Observation ${id}, ${state}`,
  chosen: (id, isChosen) => `Observation ${id}${isChosen ? ' added to the picked ones' : ' no longer among the picked ones'}`,
});

export const TABLE = Object.freeze({
  title: 'Observations',
  filter: 'Filter rows',
  filterHint: 'words, or exposure>5000',
  filterHelp: 'Words are looked for in every column, a phrase stands in quotes, and a column can be compared: exposure>5000, name="3C 105", time>=2017-01-01. Map and timeline show the same rows.',
  noColumn: (name) => `No column is called ${name}`,
  unreached: 'Not reached: the search ended before the catalogue was read',
  states: 'Show states',
  columns: 'Columns',
  dates: 'Dates',
  datesHelp: 'Write Modified Julian Dates as calendar dates (UTC)',
  sexagesimal: 'Sexagesimal',
  sexagesimalHelp: 'Write right ascension in hours and declination in degrees, minutes and seconds',
  state: 'state',
  stateHelp: 'State of the observation',
  id: 'observation',
  idHelp: 'Identifier of the observation',
  target: 'target',
  targetHelp: 'The target around which it was found',
  offset: 'offset',
  offsetHelp: 'Distance from the target',
  arcmin: 'arcmin',
  empty: 'No observation yet',
  none: 'The catalogue has no observation here',
  nothing: 'No row passes the filter',
  shown: (shown, total) => (shown === total ? plural(total, 'row', 'rows') : `${number(shown)} of ${plural(total, 'row', 'rows')}`),
  publicFrom: (date) => `public ${date}`,
  publicSince: (date) => `public since ${date}`,
  until: (state, date) => `${state} until ${date}`,
  width: 'Drag to change the width, double-click for that of the values; Alt and an arrow key on the header do it too',
  ascending: 'sorted, smallest first',
  descending: 'sorted, largest first',
});

export const TIMELINE = Object.freeze({
  title: 'Timeline',
  help: 'Left and right arrow keys move along the time, plus and minus zoom, 0 shows all, Enter picks the observation nearest '
    + 'to the middle, Escape lets it go. The table has the same observations.',
  log: 'Log',
  linear: 'Linear',
  scale: 'Exposure scale',
  reset: 'Reset',
  resetHelp: 'All of the time',
  exposure: 'Exposure (s)',
  empty: 'Observations appear here in time as the catalogue answers',
  unreached: 'Not reached: the search ended before the catalogue was read',
  filtered: 'No row passes the filter',
  none: 'No observation to show in time',
  noTime: 'This catalogue has no column with the time of observation',
  noExposure: 'This catalogue has no column with the exposure time',
  neither: 'This catalogue has neither a time of observation nor an exposure time',
  withoutTime: (count) => `${number(count)} without a time`,
  withoutExposure: (count) => `${number(count)} without an exposure`,
  belowLog: (count) => `${number(count)} with no exposure above zero: not on a logarithmic scale`,
  summary: ({ total, shown, from, to }) => `Timeline of ${plural(total, 'observation', 'observations')}, time against exposure; `
    + (shown > 0 ? `${number(shown)} drawn, from ${from} to ${to}.` : 'none drawn.'),
});
