import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { bytes, duration, rate } from '../format.js';
import { shared } from '../styles.js';
import { texts } from '../texts/texts.js';
import { bar, barStyles } from './bar.js';
import { laneStyles, laneTemplate } from './lane.js';
import { viewFiles } from './previews/open.js';
import './previews/thumbnail.js';
import { Refresh } from './refresh.js';

const words = texts.files;
const LANES = 40;
const FILES = 60;
const FILTERS = ['all', 'active', 'failed', 'complete'];

/** The files of the search, a lane for each observation; a lane opens to its files. Tied to the views through `rows`. */
export class FilePanel extends LitElement {
  static properties = {
    session: { attribute: false },
    model: { attribute: false },
    filter: { state: true },
    shown: { state: true },
  };
  static styles = [
    shared,
    laneStyles,
    barStyles,
    css`
      section {
        container-type: inline-size;
      }
      header {
        padding: 0.5rem 0.75rem;
        border-bottom: 1px solid var(--line);
        display: grid;
        gap: 0.35rem;
      }
      .overall {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem 1rem;
        align-items: baseline;
        font-size: 0.93rem;
      }
      .overall h3 {
        font-size: 1rem;
      }
      .overall .row {
        margin-inline-start: auto;
      }
      /* a line of their own where rate and rest would now and then push them there */
      @container (max-width: 900px) {
        .overall .row {
          flex-basis: 100%;
          justify-content: end;
        }
      }
      .none {
        padding: 0.75rem;
      }
      .lanes {
        max-height: 70vh;
        overflow: auto;
      }
      @media print {
        .lanes {
          max-height: none;
        }
        .overall .row {
          display: none;
        }
      }
      .more {
        margin: 0.5rem 0.75rem;
      }
    `,
  ];

  #refresh = new Refresh(this);
  #open = new Map();
  #rows = null;
  #picked = () => this.requestUpdate();

  constructor() {
    super();
    this.filter = 'all';
    this.shown = LANES;
  }

  willUpdate(changed) {
    this.#refresh.listen(this.model);
    if (changed.has('model')) {
      this.#open.clear();
      this.filter = 'all';
      this.shown = LANES;
    }
    this.#watch(this.session.rows);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#watch(null);
  }

  /** Another search has other rows. */
  #watch(rows) {
    if (rows !== this.#rows) {
      for (const [type, hear] of [
        ['picked', this.#picked],
        ['hovered', this.#tint],
      ]) {
        this.#rows?.removeEventListener(type, hear);
        rows?.addEventListener(type, hear);
      }
      this.#rows = rows;
    }
  }

  /** Only a class changes under the pointer: nothing is drawn anew. */
  #tint = () => {
    const hovered = this.session.rows.hovered;
    this.renderRoot
      .querySelectorAll('.lane')
      .forEach((lane) => lane.classList.toggle('hovered', lane.dataset.id === hovered));
  };

  /** A lane keeps its element, and so the focus and the pointer on it, when others come before it. */
  #lanes() {
    const all = [...this.model.files.lanes.values()].filter((lane) => lane.files.length > 0 || lane.problem);
    return this.filter === 'all' ? all : all.filter((lane) => lane.state === this.filter);
  }

  #toggle(lane) {
    if (!this.#open.delete(lane.id)) {
      this.#open.set(lane.id, { most: FILES, excluded: false });
    }
    this.session.rows.pick(lane.id);
    this.requestUpdate();
  }

  render() {
    const { files } = this.model;
    const lanes = this.#lanes();
    return html`<voyage-viewer></voyage-viewer><section class="panel" aria-label=${words.label}>
      ${this.#overall()}
      ${files.lanes.size === 0 ? html`<p class="none muted">${this.#none()}</p>` : nothing}
      ${files.lanes.size > 0 && lanes.length === 0 ? html`<p class="none muted">${words.none2}</p>` : nothing}
      <div class="lanes" ?hidden=${lanes.length === 0}>
        <ul>
          ${repeat(lanes.slice(0, this.shown), (lane) => lane.id, (lane) => this.#lane(lane))}
        </ul>
        ${
          lanes.length > this.shown
            ? html`<button
                class="more"
                @click=${() => {
                  this.shown += LANES;
                }}
              >
                ${words.more(lanes.length - this.shown)}
              </button>`
            : nothing
        }
      </div>
    </section>`;
  }

  #lane(lane) {
    const { rows } = this.session;
    const open = this.#open.get(lane.id) ?? null;
    const act = {
      toggle: () => this.#toggle(lane),
      hover: (on) => rows.hover(on ? lane.id : null),
      more: () => {
        open.most += 200;
        this.requestUpdate();
      },
      view: (path) => viewFiles(this, lane, path),
      again: this.model.ended && lane.id !== '' ? (which) => this.session.again(this.model.id, which) : null,
      excluded: (on) => {
        open.excluded = on;
        this.requestUpdate();
      },
    };
    return laneTemplate(this.model.id, lane, open, rows.picked !== null && rows.picked === lane.id, act);
  }

  /** Why there is no file. */
  #none() {
    const { listing, files } = this.model.overview.steps;
    if (listing.state === 'unasked') {
      return words.noneAsked;
    } else if (listing.state === 'unreached') {
      return words.notReached;
    }
    return this.model.ended || listing.state === 'unneeded' || files.state === 'failed' ? words.noneAtAll : words.none;
  }

  /** How many have ended; of a plan, how many there are. */
  #counts({ files, isPlan, plan }) {
    if (files.files === 0) {
      return nothing;
    } else if (isPlan) {
      return html`<span class="number">${plan ? words.planned(plan) : words.listed(files.files)}</span>`;
    }
    const sum = this.#sum();
    return html`<span class="number">${words.overall(files.ended, files.files)}</span>
      ${files.failed ? html`<span class="number bad">${words.failed(files.failed)}</span>` : nothing}
      <span class="number">${bytes(sum.bytes)}${sum.expected > sum.bytes ? ` / ${bytes(sum.expected)}` : ''}</span>`;
  }

  #overall() {
    const { progress, overview, ended } = this.model;
    const { files, isPlan } = overview;
    const never = isPlan || (files.files === 0 && (ended || overview.steps.listing.state === 'unasked'));
    const eta = progress?.etaSeconds ?? null;
    return html`<header>
      <div class="overall">
        <h3>${words.label}</h3>
        ${this.#counts(overview)}
        <span class="number muted"
          >${progress?.bytesPerSecond > 0 ? rate(progress.bytesPerSecond) : ''}
          ${eta >= 1 ? `${words.eta} ${duration(eta * 1000)} ${words.left}` : ''}</span
        >
        ${files.excluded ? html`<span class="muted small number">${words.excluded(files.excluded)}</span>` : nothing}
        <div class="row" role="group" aria-label=${words.filterLabel} ?hidden=${never}>
          ${FILTERS.map(
            (name) =>
              html`<button
                class="plain small"
                aria-pressed=${this.filter === name ? 'true' : 'false'}
                @click=${() => {
                  this.filter = name;
                  this.shown = LANES;
                }}
              >
                ${words.filters[name]}
              </button>`,
          )}
        </div>
      </div>
      ${never ? nothing : bar(files, ended, words.label)}
    </header>`;
  }

  #sum() {
    const sum = { bytes: 0, expected: 0 };
    for (const lane of this.model.files.lanes.values()) {
      const { bytes: got, expected } =
        lane.state === 'active' ? lane.progress : { bytes: lane.bytes, expected: lane.bytes };
      sum.bytes += got;
      sum.expected += expected;
    }
    const { progress } = this.model;
    return progress
      ? { bytes: Math.max(progress.bytes, sum.bytes), expected: Math.max(progress.bytesExpected, sum.expected) }
      : sum;
  }
}

customElements.define('voyage-files', FilePanel);
