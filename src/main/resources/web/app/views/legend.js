import { html, svg } from 'lit';
import { STATE_TEXTS } from '../texts/view-texts.js';
import { SYMBOLS } from './symbols.js';

/** The sign of a state, by its place in STATES, as a small picture without a text of its own. */
export function sign(code) {
  const { state, path } = SYMBOLS[code];
  return html`<svg class="sign ${state}" viewBox="-1.15 -1.15 2.3 2.3" aria-hidden="true">
    ${svg`<path d=${path} fill-rule="evenodd"></path>`}</svg>`;
}

/** What the signs mean that are drawn; how many rows have each is told once, beside the table. */
export function legend(counts) {
  return html`<ul class="legend">${counts.map((count, code) => (count === 0 ? null : html`
    <li title=${STATE_TEXTS[SYMBOLS[code].state].help}>${sign(code)}${STATE_TEXTS[SYMBOLS[code].state].name}</li>`))}</ul>`;
}

/** What a drawing does not show, on a line that is there whether something is to be said or not. */
export function notes(...said) {
  const text = said.filter(Boolean).join(' · ');
  return html`<p class="notes" title=${text}>${text}</p>`;
}
