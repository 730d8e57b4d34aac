import { LitElement, css, html, svg } from 'lit';
import { settings } from '../api.js';
import { keep, kept } from '../kept.js';
import { shared } from '../styles.js';
import { texts } from '../texts/texts.js';
import './splitter.js';

const words = texts.views;
const TABS = ['sky', 'table', 'timeline'];
/** Percent before each of the two lines, and the least of what each leaves. */
const SPLITS = { across: 38.5, down: 60 };
const LEAST = 15;
const OUTWARDS = 'M1 4V1h3M8 1h3v3M11 8v3H8M4 11H1V8';
const INWARDS = 'M4 1v3H1M11 4H8V1M8 11V8h3M1 8h3v3';
/** One after the other, so that no frame draws all three for the first time. */
const LOADS = [
  () => import('../views/sky/sky.js'),
  () => import('../views/table/table.js'),
  () => import('../views/timeline.js'),
];

/** Sky, table and timeline over the same rows: side by side where there is room, else one at a time. Loaded when first shown. */
export class Views extends LitElement {
  static properties = {
    rows: { attribute: false },
    tab: { state: true }, 
    loaded: { state: true },
    survey: { state: true }, hips: { state: true },
    splits: { state: true },
    large: { state: true },
  };
  static styles = [
    shared,
    css`
      :host {
        --height: clamp(440px, 52vh, 780px);
      }
      section {
        container: views / inline-size; /* by its name: the table, into which a button is slotted, is one too */
      }
      .tabs {
        display: none;
        padding: 0.35rem 0.5rem;
        border-bottom: 1px solid var(--line);
      }
      .views {
        display: grid;
        position: relative;
        grid-template: calc(var(--down) * 1%) minmax(0, 1fr) / calc(var(--across) * 1%) minmax(0, 1fr);
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
      .views > voyage-splitter {
        background: none;
        inset: 0 auto 0 calc(var(--across) * 1% - 4px);
      }
      .views > voyage-splitter.level {
        inset: calc(var(--down) * 1% - 4px) 0 auto calc(var(--across) * 1% + 6px);
      }
      .enlarge {
        min-height: 26px;
        padding: 0 0.35rem;
      }
      .enlarge svg {
        width: 12px;
        height: 12px;
        fill: none;
        stroke: currentColor;
        stroke-width: 1.5;
      }
      .views.large {
        grid-template: 100% / 100%;
        height: max(var(--height), 100vh - 9rem);
      }
      .large > .sky,
      .large > div {
        grid-area: 1 / 1;
      }
      .large > :not(.largest) {
        display: none;
      }
      @media print {
        .views {
          --across: 45;
          height: 460px;
        }
      }
      .sky {
        grid-row: 1 / 3;
      }
      .wait {
        display: grid;
        place-items: center;
      }
      @container views (max-width: 720px) {
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
        .views > :not(.on),
        .enlarge {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.tab = 'sky';
    this.loaded = 0;
    [this.survey, this.hips] = [null, null];
    this.large = null;
    this.splits = { across: Number(kept('split.across', SPLITS.across)), down: Number(kept('split.down', SPLITS.down)) };
  }

  updated() {
    const { style } = this.renderRoot.querySelector('.views');
    Object.entries(this.splits).forEach(([name, percent]) => style.setProperty(`--${name}`, percent));
  }

  #split(name, percent) {
    const within = Math.min(100 - LEAST, Math.max(LEAST, percent ?? SPLITS[name]));
    this.splits = { ...this.splits, [name]: within };
    keep(`split.${name}`, within);
  }

  #enlarge(name) {
    const isLarge = this.large === name;
    const label = isLarge ? words.restore : words.enlarge(words[name]);
    return html`<button
      slot="pane"
      class="enlarge"
      aria-pressed=${isLarge ? 'true' : 'false'}
      aria-label=${label}
      title=${label}
      @click=${() => {
        this.large = isLarge ? null : name;
      }}
    >
      ${svg`<svg viewBox="0 0 12 12" aria-hidden="true"><path d=${isLarge ? INWARDS : OUTWARDS}></path></svg>`}
    </button>`;
  }

  #key(event) {
    if (event.key === 'Escape' && this.large && !event.defaultPrevented) {
      this.large = null;
      event.preventDefault();
    }
  }

  async firstUpdated() {
    this.#loadSettings();
    for (const load of LOADS) {
      await load();
      this.loaded += 1;
      await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    }
  }

  async #loadSettings() {
    try {
      ({ survey: this.survey, hips: this.hips } = await settings());
    } catch {
      [this.survey, this.hips] = [null, null]; // the map is there without them
    }
  }

  #on(name) {
    return `${this.tab === name ? 'on' : ''} ${this.large === name ? 'largest' : ''}`;
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
      <div class="views ${this.large ? 'large' : ''}" @keydown=${this.#key}>
        <div class="sky ${this.#on('sky')}">${this.#view(1, html`<voyage-sky .rows=${this.rows} .survey=${this.survey} .hips=${this.hips}>${this.#enlarge('sky')}</voyage-sky>`)}</div>
        <div class=${this.#on('table')}>${this.#view(2, html`<voyage-table .rows=${this.rows}>${this.#enlarge('table')}</voyage-table>`)}</div>
        <div class=${this.#on('timeline')}>
          ${this.#view(3, html`<voyage-timeline .rows=${this.rows}>${this.#enlarge('timeline')}</voyage-timeline>`)}
        </div>
        ${this.large ? null : html`<voyage-splitter upright .value=${this.splits.across} .label=${words.splitAcross} @split=${({ detail }) => this.#split('across', detail)}></voyage-splitter>
          <voyage-splitter class="level" .value=${this.splits.down} .label=${words.splitDown} @split=${({ detail }) => this.#split('down', detail)}></voyage-splitter>`}
      </div>
    </section>`;
  }
}

customElements.define('voyage-views', Views);
