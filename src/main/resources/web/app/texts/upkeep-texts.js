import { bytes, count, plural } from '../format.js';

/** The English texts about keeping, checking and deleting an ended search. */
export const UPKEEP = Object.freeze({
  label: 'Keep, verify, delete',
  pin: 'Pin',
  unpin: 'Unpin',
  pinHelp: 'A pinned search stays, whatever the limits of age, number and size',
  pinned: 'Pinned: it stays until it is unpinned.',
  verify: 'Verify files',
  stop: 'Stop verifying',
  verifyHelp: 'Reads every file on disk again and compares it with its hash on arrival',
  verifying: (checked) => `Verifying: ${plural(checked, 'file')} read …`,
  stopped: (checked) => `Stopped after ${plural(checked, 'file')}.`,
  none: 'Nothing to verify: the search has no files on disk.',
  whole: ({ whole, bytes: size }) => `✓ ${plural(whole, 'file')} on disk and whole (${bytes(size)}).`,
  faults: ({ whole, changed, missing }) => `${plural(whole, 'file')} whole, ${count(changed)} changed, ${count(missing)} missing:`,
  more: (number) => `and ${count(number)} more`,
  states: {
    missing: 'missing',
    short: 'shorter than it was',
    long: 'longer than it was',
    corrupt: 'its content has changed',
    unreadable: 'cannot be read',
    replaced: 'replaced by a newer version',
  },
  remove: 'Delete …',
  removeSure: 'Delete this search with its events? Its files stay on disk for later searches, unless you delete them too.',
  removeFiles: 'Delete its files too, except those of other searches',
  removeYes: 'Delete',
  removeNo: 'Keep it',
  pinnedFirst: 'A pinned search cannot be deleted: unpin it first',
});
