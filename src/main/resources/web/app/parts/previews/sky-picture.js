import { LitElement, css, html, nothing, svg } from 'lit';
import { position } from '../../format.js';
import { shared } from '../../styles.js';
import { decText, raText } from '../../views/sky/coordinates.js';
import { gridLines, labelPlace } from '../../views/sky/grid.js';

const ANCHORS = { left: 'start', right: 'end', top: 'middle', bottom: 'middle' };

/** A picture of the sky: under the pointer, and with `grid` always, it has the lines of its coordinates; the pointer reads them. */
export class SkyPicture extends LitElement {
  static properties = {
    source: { attribute: false },
    label: { attribute: false },
    sky: { attribute: false },
    grid: { type: Boolean, reflect: true },
    at: { state: true },
  };
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        position: relative;
        width: 100%;
        height: 100%;
        min-height: 0;
        background: #111;
      }
      img,
      svg {
        grid-area: 1 / 1;
        width: 100%;
        height: 100%;
        min-height: 0;
        object-fit: contain;
        image-rendering: pixelated;
      }
      svg {
        opacity: 0;
      }
      :host([grid]) svg,
      svg:hover {
        opacity: 1;
      }
      path {
        fill: none;
        stroke: #6cc7ff;
        stroke-width: 1;
        stroke-opacity: 0.75;
        vector-effect: non-scaling-stroke;
      }
      text {
        fill: #bfe6ff;
        stroke: #000;
        stroke-width: 3;
        paint-order: stroke;
        font: 15px var(--text);
      }
      p {
        position: absolute;
        inset: 0.4rem 0.4rem auto auto;
        padding: 0.1rem 0.4rem;
        background: var(--panel);
        border-radius: 3px;
        pointer-events: none;
      }
    `,
  ];

  constructor() {
    super();
    Object.assign(this, { source: null, label: '', sky: null, grid: false, at: null });
  }

  #over(event) {
    const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(event.currentTarget.getScreenCTM().inverse());
    this.at = this.sky.holds([place.x, place.y]) ? this.sky.toSky(place.x, place.y) : null;
  }

  render() {
    const { sky } = this;
    return html`<img src=${this.source} alt=${this.label} />
      <svg viewBox="0 0 ${sky.width} ${sky.height}" aria-hidden="true" @pointermove=${this.#over} @pointerleave=${() => (this.at = null)}>
        <clipPath id="edge"><rect width=${sky.width} height=${sky.height}></rect></clipPath>
        <rect width=${sky.width} height=${sky.height} fill="transparent"></rect>
        <g clip-path="url(#edge)">${this.#lines}</g>
      </svg>
      ${this.at ? html`<p class="small number">${this.#readout()}</p>` : nothing}`;
  }

  #lines = [];

  /** Not for each move of the pointer. */
  willUpdate(changed) {
    if (changed.has('sky')) {
      this.#lines = gridLines(this.sky, this.sky.isEquatorial).map((line) => this.#line(line));
    }
  }

  #line(line) {
    const label = labelPlace(this.sky, line);
    const paths = line.paths.map((path) => `M${path.map((place) => place.map((number) => number.toFixed(1)).join(' ')).join('L')}`);
    return svg`<path d=${paths.join('')}></path>${label ? svg`<text x=${label.x + (label.side === 'left' ? 6 : label.side === 'right' ? -6 : 0)}
      y=${label.y + (label.side === 'bottom' ? -8 : label.side === 'top' ? 18 : -4)} text-anchor=${ANCHORS[label.side] ?? 'middle'}>${line.text}</text>` : nothing}`;
  }

  #readout() {
    const { raDeg, decDeg } = this.at;
    const { frame, equinox } = this.sky.wcs;
    const named = equinox === undefined ? frame : `${frame} ${frame === 'FK4' ? 'B' : 'J'}${equinox}`;
    return `${position(raDeg, decDeg)}${this.sky.isEquatorial ? ` · ${raText(raDeg)} ${decText(decDeg)}` : ''} · ${named}`;
  }
}

customElements.define('voyage-sky-picture', SkyPicture);
