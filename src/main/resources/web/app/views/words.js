import { REASONS, STATE_TEXTS, TABLE } from '../texts/view-texts.js';

/** A date that has passed makes nothing public later: the archive has not released what it could have. */
const isFuture = (date) => date !== null && Date.parse(date) > Date.now();

const reasonWords = (reason, publicDate) =>
  (reason === 'proprietary' && publicDate && !isFuture(publicDate) ? REASONS.overdue : (REASONS[reason] ?? reason));

/** The state of a row in words, with the reason and the public date of an unavailable one. */
export function stateWords(rows, row) {
  const state = rows.state(row);
  const { reason, publicDate } = rows.why(row);
  const why = [reason && reasonWords(reason, publicDate), publicDate && (isFuture(publicDate) ? TABLE.publicFrom(publicDate) : TABLE.publicSince(publicDate))].filter(Boolean).join(', ');
  return STATE_TEXTS[state].name + (why ? `: ${why}` : '');
}

/** The same as short as it can be said: of what is not public yet, until when. */
export function shortStateWords(rows, row) {
  const { reason, publicDate } = rows.why(row);
  return reason === 'proprietary' && isFuture(publicDate) ? TABLE.until(STATE_TEXTS[rows.state(row)].name, publicDate) : stateWords(rows, row);
}

/** Why there are no rows: `words` has unreached, none and empty. */
export function emptyWords(rows, words) {
  return rows?.unreached ? words.unreached : rows?.answered ? words.none : words.empty;
}
