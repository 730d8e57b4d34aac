import { html, svg } from 'lit';
import { STATE_TEXTS, number } from '../view-texts.js';
import { SYMBOLS } from './symbols.js';

/** The sign of a state, by its place in STATES, as a small picture without a text of its own. */
export function sign(code) {
  const { state, path } = SYMBOLS[code];
  return html`<svg class="sign ${state}" viewBox="-1.15 -1.15 2.3 2.3" aria-hidden="true">
    ${svg`<path d=${path} fill-rule="evenodd"></path>`}</svg>`;
}

/** What the signs mean and how many rows have each; only states that occur. */
export function legend(counts, ...notes) {
  return html`<ul class="legend">
    ${counts.map((count, code) => (count === 0 ? null : html`
      <li title=${STATE_TEXTS[SYMBOLS[code].state].help}>
        ${sign(code)}${STATE_TEXTS[SYMBOLS[code].state].name} <b>${number(count)}</b></li>`))}
    ${notes.map((note) => (note ? html`<li class="note">${note}</li>` : null))}
  </ul>`;
}
