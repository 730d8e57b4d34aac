import { LitElement, css, html } from 'lit';
import { settings } from '../api.js';
import { shared } from '../styles.js';
import { texts } from '../texts.js';

const words = texts.views;
const TABS = ['sky', 'table', 'timeline'];
/** One after the other, so that no frame draws all three for the first time. */
const LOADS = [
  () => import('../views/sky.js'),
  () => import('../views/table.js'),
  () => import('../views/timeline.js'),
];

/** Sky, table and timeline over the same rows: side by side where there is room, else one at a time. Loaded when first shown. */
export class Views extends LitElement {
  static properties = { rows: { attribute: false }, tab: { state: true }, loaded: { state: true }, survey: { state: true } };
  static styles = [
    shared,
    css`
      :host {
        --height: clamp(440px, 52vh, 780px);
      }
      section {
        container-type: inline-size;
      }
      .tabs {
        display: none;
        padding: 0.35rem 0.5rem;
        border-bottom: 1px solid var(--line);
      }
      .views {
        display: grid;
        grid-template-columns: minmax(300px, 5fr) minmax(0, 8fr);
        grid-template-rows: 3fr 2fr;
        gap: 1px;
        background: var(--line);
        height: var(--height);
        overflow: hidden;
        border-radius: 6px;
      }
      .views > * {
        background: var(--panel);
        min-width: 0;
        min-height: 0;
        overflow: hidden;
      }
      .views > * > * {
        height: 100%;
      }
      .sky {
        grid-row: 1 / 3;
      }
      .wait {
        display: grid;
        place-items: center;
      }
      @container (max-width: 720px) {
        .tabs {
          display: flex;
        }
        .views {
          grid-template: 100% / 100%;
          height: 400px;
        }
        .views > * {
          grid-row: 1;
        }
        .views > :not(.on) {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.tab = 'sky';
    this.loaded = 0;
    this.survey = null;
  }

  async firstUpdated() {
    for (const load of LOADS) {
      await load();
      this.loaded += 1;
      await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    }
    try {
      ({ survey: this.survey } = await settings());
    } catch {
      this.survey = null; // the map is there without it
    }
  }

  #on(name) {
    return this.tab === name ? 'on' : '';
  }

  #view(number, view) {
    return this.loaded >= number ? view : html`<p class="wait muted">${words.loading}</p>`;
  }

  render() {
    return html`<section class="panel" aria-label=${words.label}>
      <div class="tabs row" role="group" aria-label=${words.label}>
        ${TABS.map(
          (name) =>
            html`<button
              class="plain"
              aria-pressed=${this.tab === name ? 'true' : 'false'}
              @click=${() => {
                this.tab = name;
              }}
            >
              ${words[name]}
            </button>`,
        )}
      </div>
      <div class="views">
        <div class="sky ${this.#on('sky')}">${this.#view(1, html`<voyage-sky .rows=${this.rows} .survey=${this.survey}></voyage-sky>`)}</div>
        <div class=${this.#on('table')}>${this.#view(2, html`<voyage-table .rows=${this.rows}></voyage-table>`)}</div>
        <div class=${this.#on('timeline')}>
          ${this.#view(3, html`<voyage-timeline .rows=${this.rows}></voyage-timeline>`)}
        </div>
      </div>
    </section>`;
  }
}

customElements.define('voyage-views', Views);
