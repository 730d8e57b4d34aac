import { LitElement, render } from 'lit';
import { SKY } from '../texts/view-texts.js';
import { placeTip, tip } from './describe.js';
import { gestures } from './gestures.js';
import { nearest } from './points.js';
import { onPalette, palette } from './symbols.js';
import { RowsWatch } from './watch.js';
import { stateWords } from './words.js';

/**
 * What the drawn views have in common: they follow `rows`, the size of their `.stage`, the density of the screen and
 * the page's colours, and draw at most once per animation frame. A subclass has paint(width, height, ratio), `on`
 * for gestures; `xs` and `ys`, where its rows are in pixels of the screen (NaN: nowhere), `placed`, of how many, and
 * `ratio`, the density they were drawn at.
 */
export class CanvasView extends LitElement {
  static properties = { rows: { attribute: false } };

  colours = {};
  said = '';
  #asked = false;
  #stops = [];
  #resizes = null;
  #soon = 0;

  constructor() {
    super();
    this.rows = null;
    this.watch = new RowsWatch(this);
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) {
      this.#start();
    }
  }

  firstUpdated() {
    this.#start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stops.splice(0).forEach((stop) => stop());
    this.#resizes?.disconnect();
    clearTimeout(this.#soon);
    this.#soon = 0;
  }

  get stage() {
    return this.renderRoot.querySelector('.stage');
  }

  /** Asks for a drawing in the next animation frame. */
  repaint() {
    if (this.#asked || !this.isConnected) {
      return;
    }
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      const stage = this.isConnected ? this.stage : null;
      if (stage && stage.clientWidth > 0 && stage.clientHeight > 0) {
        this.paint(stage.clientWidth, stage.clientHeight, Math.min(3, globalThis.devicePixelRatio || 1));
      }
    });
  }

  /** A canvas of the stage, fitted to it; its context draws in CSS pixels and is empty. */
  layer(name, width, height, ratio) {
    const canvas = this.renderRoot.querySelector(`canvas.${name}`);
    const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== deviceWidth || canvas.height !== deviceHeight) {
      canvas.width = deviceWidth;
      canvas.height = deviceHeight;
    }
    const context = canvas.getContext('2d');
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    return { canvas, context };
  }

  /** The same and a new rendering, but for what merely goes on by itself, at most some fifteen times a second. */
  repaintSoon() {
    this.#soon ||= setTimeout(() => {
      this.#soon = 0;
      this.repaint();
      this.requestUpdate();
    }, 65);
  }

  /** Says what is known of a row beside a pixel of the stage; -1 for nothing. */
  showTip(row, x, y) {
    const box = this.renderRoot.querySelector('.tip');
    box.hidden = row < 0;
    if (row >= 0) {
      render(tip(this.rows, row), box);
      placeTip(box, x, y, this.stage.clientWidth, this.stage.clientHeight);
    }
  }

  /** The row drawn nearest to a pixel of the stage, within so many pixels; -1 for none. */
  rowAt(x, y, tolerance) {
    const ratio = this.ratio ?? 1;
    return this.rows ? nearest(this.xs, this.ys, this.placed, x * ratio, y * ratio, tolerance * ratio) : -1;
  }

  rowsChosen() { this.repaint(); }

  /**
   * Picks the row there, or none, and says so to those who do not see it: only the view in which it was picked does.
   *
   * @param more whether it is picked out with others, to go on with
   */
  pickAt(x, y, tolerance, more = false) {
    const row = this.rowAt(x, y, tolerance);
    if (more) {
      if (row >= 0) {
        this.rows.chosen.toggle(row);
        this.said = SKY.chosen(this.rows.id(row), this.rows.chosen.has(this.rows.id(row)));
      }
      return;
    }
    this.said = row < 0 ? '' : SKY.picked(this.rows.id(row), stateWords(this.rows, row));
    this.rows?.pick(row < 0 ? null : this.rows.id(row));
  }

  /** Points at the row there, here and in the other views; NaN for nowhere. */
  hoverAt(x, y) {
    const row = this.rowAt(x, y, 9);
    this.rows?.hover(row < 0 ? null : this.rows.id(row));
    this.showTip(row, x, y);
  }

  #start() {
    const recolour = () => {
      this.colours = palette(this);
      this.repaint();
    };
    recolour();
    this.#stops = [gestures(this.stage, this.on), onPalette(recolour)];
    this.#resizes = new ResizeObserver(() => this.repaint());
    this.#resizes.observe(this.stage);
  }
}
