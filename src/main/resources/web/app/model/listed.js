import { ENDS } from './ends.js';
import { addTo, atTheEnd } from './tally.js';

/** Brings an entry of the list of searches up to date with events of its search; those that it has already are passed over. */
export function bringUpToDate(entry, events) {
  for (const event of events) {
    if (event.seq > entry.lastSeq) {
      entry.lastSeq = event.seq;
      count(entry, event);
    }
  }
}

function count(entry, event) {
  addTo(entry.tally, event);
  if (ENDS.has(event.type)) {
    const outcome = { completed: 'complete' }[event.type.slice(7)] ?? event.type.slice(7);
    const phase = { failed: 'ERROR', cancelled: 'ABORTED' }[outcome] ?? 'COMPLETED';
    const tally = atTheEnd(entry.tally, event.tally, false);
    Object.assign(entry, { outcome, phase, tally, millis: event.millis, ended: event.time });
  } else if (entry.phase === 'PENDING' || entry.phase === 'QUEUED') {
    entry.phase = 'EXECUTING';
  }
}
