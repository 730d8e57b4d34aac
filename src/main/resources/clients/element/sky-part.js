import { SKY } from '../../web/app/texts/view-texts.js';
import { EDGE, MANY, Points } from '../../web/app/views/points.js';
import { angleText, decText, raText } from '../../web/app/views/sky/coordinates.js';
import { isCrowded, rowsField, targetsField } from '../../web/app/views/sky/fit.js';
import { gridLines } from '../../web/app/views/sky/grid.js';
import {
  paintCircle, paintGrid, paintLabels, paintScale, paintTarget, vectorsOf,
} from '../../web/app/views/sky/sky-paint.js';
import { onPalette, palette } from '../../web/app/views/symbols.js';
import { Viewport } from '../../web/app/views/viewport.js';
import { make } from './make.js';

/** More targets than these have neither a circle nor a name on the map. */
const NAMED = 60;
/** Fields wider than this are shown as all of the sky. */
const WIDEST_DEG = 40;
/** At least so long between two paintings of rows that arrive. */
const PAUSE_MILLIS = 150;

/** The rows on the sky: a picture that follows the search, drawn as the page draws it. */
export class SkyPart {
  #host;
  #store = null;
  #layers = ['grid', 'points', 'over'].map(() => make('canvas', { 'aria-hidden': 'true' }));
  #view = new Viewport();
  #points = new Points();
  #vectors = new Float64Array(0);
  #known = 0;
  #timer = null;
  #stops = null;
  #probe = make('span', { hidden: '' });

  /** @param host the element whose colours are used */
  constructor(host) {
    this.#host = host;
    this.element = make('div', { class: 'sky', part: 'sky', role: 'img', 'aria-label': SKY.title }, ...this.#layers, this.#probe);
  }

  follow(store) {
    this.#store = store;
    this.#known = 0;
  }

  /** Begins to follow size and colours. */
  start() {
    const resizes = new ResizeObserver(() => this.paint());
    resizes.observe(this.element);
    const unwatch = onPalette(() => this.paint());
    this.#stops = [() => resizes.disconnect(), unwatch];
  }

  stop() {
    this.#stops?.forEach((stop) => stop());
    this.#stops = null;
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Paints soon. */
  draw() {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.paint();
    }, PAUSE_MILLIS);
  }

  paint() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!this.#store || width === 0 || height === 0) {
      return;
    }
    const { rows } = this.#store;
    const ratio = Math.min(3, globalThis.devicePixelRatio || 1);
    const colours = this.#colours();
    const font = getComputedStyle(this.element).fontFamily;
    this.#view.resize(width, height);
    this.#fit(rows);
    const [grid, points, over] = this.#layers.map((canvas) => fitted(canvas, width, height, ratio));
    const lines = gridLines(this.#view);
    paintGrid(grid, this.#view, colours, lines);
    this.#paintRows(points.canvas, rows, ratio, colours);
    const named = rows.targets.length <= NAMED ? rows.targets : [];
    named.forEach((target) => paintCircle(over, this.#view, target, colours));
    paintLabels(over, this.#view, colours, font, lines);
    rows.targets.forEach((target) => paintTarget(over, this.#view, named.length > 0 ? target : { ...target, name: '' }, colours, font));
    paintScale(over, this.#view, colours, font);
    this.element.setAttribute('aria-label', this.#summary(rows));
  }

  /** Variables from outside may have values that only an element understands, such as light-dark(). */
  #colours() {
    const style = getComputedStyle(this.#probe);
    return Object.fromEntries(Object.keys(palette(this.#host)).map((name) => {
      this.#probe.style.color = `var(${name})`;
      return [name, style.color];
    }));
  }

  #fit(rows) {
    const field = (rows.answered && isCrowded(rows) ? rowsField(rows) : null) ?? targetsField(rows) ?? rowsField(rows);
    if (field?.radiusDeg <= WIDEST_DEG) {
      this.#view.showField(field.raDeg, field.decDeg, field.radiusDeg);
    } else {
      this.#view.showAllSky(field?.raDeg ?? 0);
    }
  }

  #paintRows(canvas, rows, ratio, colours) {
    const { length } = rows;
    this.#vectors = vectorsOf(rows, this.#known, length, this.#vectors);
    this.#known = length;
    const [xs, ys] = [new Float32Array(length), new Float32Array(length)];
    this.#view.projectAll(this.#vectors, 0, length, xs, ys, ratio, EDGE / 2);
    const visible = xs.reduce((sum, x) => sum + (x === x ? 1 : 0), 0);
    const many = visible > MANY;
    const radius = many ? 2 : visible > 1500 ? 3 : 4.25;
    this.#points.draw(canvas, xs, ys, rows.stateCodes, length, colours, radius * ratio, many);
  }

  #summary(rows) {
    const { raDeg, decDeg } = this.#view.centre;
    const { target } = rows;
    return SKY.summary({
      total: rows.length,
      selected: rows.length - rows.stateCounts[0],
      placed: rows.length - rows.withoutPosition,
      target: target && (target.name || `${raText(target.raDeg, 1)} ${decText(target.decDeg, 0)}`),
      radius: target?.radiusDeg > 0 ? angleText(target.radiusDeg) : null,
      fov: angleText(this.#view.fovDeg),
      centre: `${raText(raDeg, 0)} ${decText(decDeg, 0)}`,
    });
  }
}

/** The context of an empty canvas of this size, which draws in CSS pixels. */
function fitted(canvas, width, height, ratio) {
  const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== deviceWidth || canvas.height !== deviceHeight) {
    canvas.width = deviceWidth;
    canvas.height = deviceHeight;
  }
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}
