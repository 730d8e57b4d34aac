import { REASONS, STATE_TEXTS, TABLE } from '../view-texts.js';

/** The state of a row in words, with the reason and the public date of an unavailable one. */
export function stateWords(rows, row) {
  const state = rows.state(row);
  const { reason, publicDate } = rows.why(row);
  const why = [reason && (REASONS[reason] ?? reason), publicDate && TABLE.publicFrom(publicDate)].filter(Boolean).join(', ');
  return STATE_TEXTS[state].name + (why ? `: ${why}` : '');
}

/** The same as short as it can be said: of what is not public yet, until when. */
export function shortStateWords(rows, row) {
  const { reason, publicDate } = rows.why(row);
  return reason === 'proprietary' && publicDate ? TABLE.until(STATE_TEXTS[rows.state(row)].name, publicDate) : stateWords(rows, row);
}
