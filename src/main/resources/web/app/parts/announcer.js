import { LitElement, html } from 'lit';
import { shared } from '../styles.js';
import { texts } from '../texts/texts.js';

const PAUSE_MILLIS = 6000;

/** Says how the search is, for those who hear the page: a sentence every few seconds at most, and how it ended. */
export class Announcer extends LitElement {
  static properties = { model: { attribute: false }, text: { state: true } };
  static styles = [shared];

  #timer = null;
  #ended = false;

  constructor() {
    super();
    this.text = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => this.#say(), PAUSE_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  willUpdate(changed) {
    if (changed.has('model')) {
      this.text = '';
      this.#ended = false;
    }
  }

  #say() {
    const { model } = this;
    if (!model || this.#ended || model.seq === 0) {
      return;
    }
    this.#ended = model.ended;
    const { files, rows, selected, isPlan } = model.overview;
    const phase = model.outcome
      ? (texts.outcomes[model.outcome] ?? model.outcome)
      : (texts.phases[model.phase] ?? model.phase);
    this.text = texts.announce(phase, {
      observations: rows,
      selected,
      files: files.files,
      ended: files.ended,
      failed: files.failed,
      isPlan,
    });
  }

  render() {
    return html`<p class="hidden-text" role="status">${this.text}</p>`;
  }
}

customElements.define('voyage-announcer', Announcer);
