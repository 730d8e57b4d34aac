import { html } from 'lit';
import { toneOf } from '../model/overview.js';
import { texts } from '../texts/texts.js';

/** The badge of a phase or, once there is one, an outcome. */
export function badge(phase, outcome) {
  return html`<span class="badge ${toneOf(phase, outcome)}"
    >${outcome ? (texts.outcomes[outcome] ?? outcome) : (texts.phases[phase] ?? phase)}</span
  >`;
}
