import { LitElement, css, html, nothing } from 'lit';
import { Refusal, filePath, previewOf, textOf } from '../../api.js';
import { firstShape, isPicture } from '../../model/previews.js';
import { dialogs, shared } from '../../styles.js';
import { texts } from '../../texts/texts.js';
import { problemText } from '../problem.js';
import { PictureSky } from './picture-sky.js';
import { plotTemplate } from './plot.js';
import './sky-picture.js';

const words = texts.viewer;
const STRETCHES = ['asinh', 'log', 'linear', 'zscale'];
const SIZE = 1024;
const NARROW = 700;
const SHAPES = ['picture', 'headers', 'histogram', 'curve'];
const PLOTS = new Set(['histogram', 'curve']);

/** A dialog that shows one file after the other: as a picture, or its headers. Loaded when the first one is opened. */
export class Viewer extends LitElement {
  static properties = {
    at: { state: true },
    shape: { state: true },
    stretch: { state: true },
    source: { state: true },
    text: { state: true },
    plot: { state: true },
    column: { state: true },
    sky: { state: true },
    grid: { state: true },
    problem: { state: true },
  };
  static styles = [
    shared,
    dialogs,
    css`
      dialog {
        width: min(66rem, 94vw);
        height: min(56rem, 92vh);
        padding: 0.75rem 1rem;
        box-sizing: border-box;
      }
      dialog[open] {
        display: grid;
        grid-template-rows: auto 1fr auto;
        gap: 0.5rem;
      }
      .row.end {
        margin-inline-start: auto;
      }
      .shown {
        min-height: 0;
        overflow: auto;
        display: grid;
        place-items: center;
        background: var(--sunken);
        border: 1px solid var(--line);
      }
      img {
        max-width: 100%;
        max-height: 100%;
        object-fit: contain;
        image-rendering: pixelated;
        min-width: min(24rem, 100%);
      }
      pre {
        place-self: start;
        margin: 0;
        padding: 0.5rem;
        font: 0.8125rem/1.35 var(--mono);
      }
      p {
        padding: 0.75rem;
      }
      label.row {
        flex-wrap: nowrap;
        margin: 0;
      }
      label select,
      label input {
        width: auto;
        max-width: 10rem;
      }
      figure {
        margin: 0;
        width: 100%;
        padding: 0.5rem;
      }
      figcaption {
        text-align: center;
        color: var(--muted);
      }
      svg {
        display: block;
        width: 100%;
        max-height: 60vh;
      }
      svg text {
        fill: var(--ink);
        font: 13px var(--text);
      }
      svg path {
        fill: none;
        stroke: var(--accent);
        stroke-width: 1.5;
        stroke-linecap: round;
      }
      svg .grid {
        stroke: var(--line);
        stroke-width: 1;
      }
      svg .frame {
        stroke: var(--muted);
      }
      svg .bins {
        fill: color-mix(in srgb, var(--accent) 30%, transparent);
      }
      svg circle {
        fill: var(--accent);
      }
    `,
  ];

  #search = '';
  #files = [];
  #loading = 0;

  constructor() {
    super();
    Object.assign(this, { at: 0, shape: 'picture', stretch: STRETCHES[0], source: null, text: null, plot: null, column: '', sky: null, grid: false, problem: null });
  }

  /** Opens the dialog at one of these paths. */
  async show(search, files, at) {
    [this.#search, this.#files, this.at, this.column] = [search, files, at, ''];
    this.shape = firstShape(this.#file);
    await this.updateComplete;
    this.renderRoot.querySelector('dialog').showModal();
    this.#load();
  }

  get #file() {
    return this.#files[this.at] ?? '';
  }

  async #load() {
    const loading = ++this.#loading;
    [this.source, this.text, this.plot, this.sky, this.problem] = [null, null, null, null, null];
    const path = filePath(this.#search, this.#file);
    const isPlain = isPicture(this.#file);
    const found = {};
    try {
      if (this.shape === 'headers' && !isPlain) {
        found.text = await textOf(`${path}?preview=headers`);
      } else if (PLOTS.has(this.shape) && !isPlain) {
        const column = this.column.trim() ? `&column=${encodeURIComponent(this.column.trim())}` : '';
        found.plot = JSON.parse(await textOf(`${path}?preview=${this.shape}${column}`));
      } else {
        found.source = await previewOf(isPlain ? path : `${path}?preview=png&size=${SIZE}&stretch=${this.stretch}`);
        found.sky = isPlain ? null : await skyOf(path);
      }
    } catch (refusal) {
      found.problem = refusal.problem;
    }
    if (loading === this.#loading) {
      Object.assign(this, found);
    }
  }

  #set(changes) {
    Object.assign(this, changes);
    this.#load();
  }

  #move(by) {
    const at = this.at + by;
    if (at >= 0 && at < this.#files.length) {
      this.#set({ at });
    }
  }

  #key(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by && !['select', 'input'].includes(event.composedPath()[0].localName)) {
      event.preventDefault();
      this.#move(by);
    }
  }

  render() {
    const isPlain = isPicture(this.#file);
    const press = (shape) =>
      html`<button aria-pressed=${this.shape === shape ? 'true' : 'false'} @click=${() => this.#set({ shape })}>${words[shape]}</button>`;
    return html`<dialog aria-label=${words.label} @keydown=${this.#key}>
      <div class="row">
        <strong class="mono wrap">${this.#file}</strong>
        <span class="number muted" role="status">${words.place(this.at + 1, this.#files.length)}</span>
        <form method="dialog" class="row end"><button>${words.close}</button></form>
      </div>
      <div class="shown" tabindex="0" role="group" aria-label=${words.content}>${this.#shown()}</div>
      <div class="row">
        <button ?disabled=${this.at === 0} @click=${() => this.#move(-1)}>${words.previous}</button>
        <button ?disabled=${this.at >= this.#files.length - 1} @click=${() => this.#move(1)}>${words.next}</button>
        ${
          isPlain
            ? nothing
            : html`<span class="row" role="group" aria-label=${words.shape}>${SHAPES.map(press)}</span>
                ${this.#setting()}`
        }
      </div>
    </dialog>`;
  }

  /** Of a picture its stretch, of a plot its column. */
  #setting() {
    if (PLOTS.has(this.shape)) {
      return html`<label class="row"
        >${words.column}
        <input
          autocomplete="off"
          spellcheck="false"
          .value=${this.column}
          placeholder=${(this.plot?.y ?? this.plot?.x)?.column ?? ''}
          @change=${(event) => this.#set({ column: event.target.value })}
      /></label>`;
    }
    return html`<label class="row"
      >${words.stretch}
      <select ?disabled=${this.shape !== 'picture'} @change=${(event) => this.#set({ stretch: event.target.value })}>
        ${STRETCHES.map((name) => html`<option .selected=${name === this.stretch}>${name}</option>`)}
      </select></label
    >${this.#gridSwitch()}`;
  }

  /** Of the picture: the lines of its coordinates, which are there under the pointer anyway. */
  #gridSwitch() {
    return this.sky
      ? html`<button aria-pressed=${this.grid ? 'true' : 'false'} title=${words.gridHelp} @click=${() => (this.grid = !this.grid)}>${words.grid}</button>
          ${this.sky.wcs.distorted ? html`<span class="muted small">${words.distorted}</span>` : nothing}`
      : nothing;
  }

  #shown() {
    if (this.problem) {
      return html`<p role="alert">${problemText(this.problem)}</p>`;
    } else if (this.text !== null) {
      return html`<pre>${this.text}</pre>`;
    } else if (this.plot) {
      return plotTemplate(this.plot);
    } else if (this.sky) {
      return html`<voyage-sky-picture .source=${this.source} .label=${words.alt(this.#file)} .sky=${this.sky} .grid=${this.grid}></voyage-sky-picture>`;
    } else if (this.source) {
      return html`<img src=${this.source} alt=${words.alt(this.#file)} />`;
    }
    return html`<p class="muted">${words.loading}</p>`;
  }
}

/** The sky in the picture of an image; null where the image has none that can be used. */
async function skyOf(path) {
  try {
    const wcs = JSON.parse(await textOf(`${path}?preview=wcs&size=${SIZE}`));
    return new PictureSky(wcs, innerWidth < NARROW ? 420 : 1000);
  } catch (refusal) {
    if (refusal instanceof Refusal) {
      return null;
    }
    throw refusal;
  }
}

customElements.define('voyage-viewer', Viewer);
