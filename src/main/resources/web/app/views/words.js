import { REASONS, STATE_TEXTS, TABLE } from '../view-texts.js';

/** The state of a row in words, with the reason and the public date of an unavailable one. */
export function stateWords(rows, row) {
  const state = rows.state(row);
  const { reason, publicDate } = rows.why(row);
  const why = [reason && (REASONS[reason] ?? reason), publicDate && TABLE.publicFrom(publicDate)].filter(Boolean).join(', ');
  return STATE_TEXTS[state].name + (why ? `: ${why}` : '');
}
