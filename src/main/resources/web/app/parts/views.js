import { LitElement, css, html } from 'lit';
import { shared } from '../styles.js';
import { texts } from '../texts.js';

const words = texts.views;
const TABS = ['sky', 'table', 'timeline'];

/** Sky, table and timeline over the same rows: side by side where there is room, else one at a time. Loaded when first shown. */
export class Views extends LitElement {
  static properties = { rows: { attribute: false }, tab: { state: true }, loaded: { state: true } };
  static styles = [shared, css`
    .tabs { display: none; padding: .35rem .5rem; border-bottom: 1px solid var(--line); }
    .views { display: grid; grid-template-columns: minmax(300px, 5fr) minmax(0, 8fr); grid-template-rows: 290px 190px; gap: 1px; background: var(--line); height: 481px; overflow: hidden; border-radius: 6px; }
    .views > * { background: var(--panel); min-width: 0; min-height: 0; overflow: hidden; height: 100%; }
    voyage-sky { grid-row: 1 / 3; }
    .wait { display: grid; place-items: center; height: 481px; }
    @media (max-width: 900px) {
      .tabs { display: flex; }
      .views { grid-template: 100% / 100%; height: 400px; }
      .views > * { grid-row: 1; }
      .views > :not(.on) { display: none; }
      .wait { height: 400px; }
    }
  `];

  constructor() {
    super();
    this.tab = 'sky';
    this.loaded = false;
  }

  async firstUpdated() {
    await Promise.all([import('../views/sky.js'), import('../views/table.js'), import('../views/timeline.js')]);
    this.loaded = true;
  }

  render() {
    return html`<section class="panel" aria-label=${words.label}>
      <div class="tabs row" role="group" aria-label=${words.label}>
        ${TABS.map((name) => html`<button class="plain" aria-pressed=${this.tab === name ? 'true' : 'false'} @click=${() => { this.tab = name; }}>${words[name]}</button>`)}
      </div>
      ${this.loaded ? html`<div class="views">
        <voyage-sky class=${this.tab === 'sky' ? 'on' : ''} .rows=${this.rows}></voyage-sky>
        <voyage-table class=${this.tab === 'table' ? 'on' : ''} .rows=${this.rows}></voyage-table>
        <voyage-timeline class=${this.tab === 'timeline' ? 'on' : ''} .rows=${this.rows}></voyage-timeline>
      </div>` : html`<p class="wait muted">${words.loading}</p>`}
    </section>`;
  }
}

customElements.define('voyage-views', Views);
