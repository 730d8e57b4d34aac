import { count, plural } from '../../web/app/format.js';

/** Every word of the element but those that it shares with the page. */
export const WORDS = Object.freeze({
  untitled: 'voyage search',
  none: 'There is no search to show: the attribute “search” of this element is empty.',
  connecting: 'Connecting …',
  noServer: (server) => `${server} is not the address of a voyage service.`,
  never: (server, origin) =>
    `${server} does not answer, or does not allow pages of ${origin} (its setting voyage.embed.origins). Trying again …`,
  broken: (server) => `The connection to ${server} is interrupted. Trying again …`,
  missing: (id, server) => `${server} has no search ${id}.`,
  token: (server) => `${server} requires a token, or does not accept this one.`,
  refused: (detail) => `Refused: ${detail}`,
  fault: (detail) => `This search cannot be shown: ${detail}`,
  gap: 'Earlier events are no longer stored; the counts start after them.',
  open: 'Open in voyage',
  start: 'Start search',
  starting: 'Starting …',
  asks: (target, catalogue, where) => `${target} in ${catalogue}${where ? ` where ${where}` : ''}`,
  incomplete: 'A search needs the attributes “target” and “catalogue”.',
  counts: {
    rows: 'Rows',
    selected: 'Selected',
    linked: 'With data',
    unavailable: 'Unavailable',
    failed: 'Failed',
    files: 'Files',
    bytes: 'Size',
  },
  files: (ended, files, failed) =>
    `${count(ended)} of ${count(files)} files ended${failed > 0 ? `, ${count(failed)} failed` : ''}`,
  filesLabel: 'Files',
  said: (title, badge, counts) => `${title}: ${badge}. ${counts}`,
  caption: (shown, total) =>
    `Observations, ${shown < total ? `${count(shown)} of ` : ''}${plural(total, 'selected row')}`,
  noneSelected: 'No row was selected.',
  columns: {
    observation: 'Observation',
    state: 'State',
    target: 'Target',
    catalogue: 'Catalogue',
    ra: 'RA',
    dec: 'Dec',
    offset: 'Offset',
    files: 'Files',
  },
  units: { ra: 'deg', dec: 'deg', offset: 'arcmin' },
});
