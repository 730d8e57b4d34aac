/** The counts of a search: the page's only fold of events into numbers, by the same rules as the service's. */

export const ZERO = Object.freeze({
  observations: 0,
  selected: 0,
  linked: 0,
  unavailable: 0,
  failedObservations: 0,
  files: 0,
  completed: 0,
  skipped: 0,
  failed: 0,
  excluded: 0,
  bytes: 0,
  repeated: 0,
  outsideRadius: 0,
  refused: 0,
});

/** Entries of a directory that were not taken, and by which nothing is lost. */
const NOTHING_LOST = new Set(['hidden', 'broken-link', 'special', 'twice']);

const COUNTED = {
  'observation.found': (tally, { selected, repeated, reason }) => {
    tally.observations += 1;
    tally.outsideRadius += reason === 'outside-radius' ? 1 : 0;
    tally.repeated += repeated ? 1 : 0;
    tally.selected += selected && !repeated ? 1 : 0;
  },
  'observation.linked': (tally) => {
    tally.linked += 1;
  },
  'observation.unavailable': (tally) => {
    tally.unavailable += 1;
  },
  'observation.failed': (tally) => {
    tally.failedObservations += 1;
  },
  'directory.listed': (tally, { refused = [] }) => {
    tally.refused = (tally.refused ?? 0) + refused.filter(({ reason }) => !NOTHING_LOST.has(reason)).length;
  },
  'file.found': (tally) => {
    tally.files += 1;
  },
  'file.completed': (tally, { bytes }) => {
    tally.completed += 1;
    tally.bytes += bytes;
  },
  'file.skipped': (tally, { reason }) => {
    if (reason === 'excluded') {
      tally.files -= 1; // it was counted when it was found
      tally.excluded += 1;
    } else {
      tally.skipped += 1;
    }
  },
  'file.failed': (tally, { willRetry }) => {
    tally.failed += willRetry ? 0 : 1;
  },
};

/** Adds one event to a tally, in place. */
export function addTo(tally, event) {
  COUNTED[event.type]?.(tally, event);
}

/**
 * The tally of a search that has ended: what the service says. Its last event may be of a version that counted excluded
 * files among the others and does not name them; then what was counted here holds, unless events are missing here.
 */
export function atTheEnd(counted, told, gap) {
  return told.excluded === undefined && !gap ? { ...counted } : { ...ZERO, ...told };
}

/** How far the files are, from a tally: ended is done + failed, and excluded files are in no other number. */
export function fileCounts({ files, completed, skipped, failed, excluded = 0 }) {
  const done = completed + skipped;
  return { files, done, failed, ended: done + failed, left: Math.max(0, files - done - failed), excluded };
}
