import { html, nothing } from 'lit';
import { texts } from '../texts.js';

const words = texts.problems;

/** A problem (RFC 9457) in words: its sentence, where it was met, and where its type is explained. */
export function problemText(problem) {
  if (!problem) {
    return nothing;
  }
  if (problem.status === 0) {
    return html`<span class="bad">${words.noAnswer}</span>`;
  }
  const explained = /^\/problems\/[a-z-]+$/.test(problem.type ?? '') ? problem.type : null;
  return html`<span class="bad wrap">${problem.detail ?? problem.title}</span>
    ${problem.upstream ? html` <span class="muted">${words.upstream} ${problem.upstream}</span>` : nothing}
    ${problem.retryAfterSeconds ? html` <span class="muted">· ${words.retryAfter(problem.retryAfterSeconds)}</span>` : nothing}
    ${explained ? html` <a class="small" href=${explained} target="_blank" rel="noreferrer">${words.explain}</a>` : nothing}
    ${Array.isArray(problem.columns) ? html`<div class="small wrap">${words.columns} <span class="mono">${problem.columns.join(', ')}</span></div>` : nothing}`;
}
