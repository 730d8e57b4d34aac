import { html, nothing } from 'lit';
import { texts } from '../texts/texts.js';

const words = texts.problems;

/** Choices that are shown of a catalogue with several cone searches. */
const MOST_CHOICES = 30;

/** Asks the page to put the catalogue into the form. */
function choose(event, catalogue) {
  event.target.dispatchEvent(new CustomEvent('choose-catalogue', { detail: catalogue, bubbles: true, composed: true }));
}

/** The cone searches of a catalogue that has several: each is a button that fills the form in. */
function choicesOf({ choices }) {
  const shown = Array.isArray(choices) ? choices.filter(({ catalogue, table }) => catalogue && table).slice(0, MOST_CHOICES) : [];
  return shown.length === 0
    ? nothing
    : html`<div class="small wrap choices">
        ${words.choices}
        ${shown.map(
          ({ catalogue, table, title }) =>
            html` <button type="button" class="plain mono" title=${title ?? catalogue} @click=${(event) => choose(event, catalogue)}>${table}</button>`,
        )}
      </div>`;
}

/** A problem (RFC 9457) in words: its sentence, where it was met, and where its type is explained. */
export function problemText(problem) {
  if (!problem) {
    return nothing;
  }
  if (problem.status === 0) {
    return html`<span class="bad">${words.noAnswer}</span>`;
  }
  const explained = /^\/problems\/[a-z-]+$/.test(problem.type ?? '') ? problem.type : null;
  const said = problem.detail ?? problem.title ?? '';
  return html`<span class="bad wrap">${said}</span>
    ${problem.upstream && !said.includes(problem.upstream) ? html` <span class="muted">${words.upstream} ${problem.upstream}</span>` : nothing}
    ${problem.retryAfterSeconds ? html` <span class="muted">· ${words.retryAfter(problem.retryAfterSeconds)}</span>` : nothing}
    ${explained ? html` <a class="small" href=${explained} target="_blank" rel="noreferrer">${words.explain}</a>` : nothing}
    ${Array.isArray(problem.columns) ? html`<div class="small wrap">${words.columns} <span class="mono">${problem.columns.join(', ')}</span></div>` : nothing}
    ${choicesOf(problem)}`;
}
