import { css, html } from 'lit';
import { TIMELINE, SKY } from '../texts/view-texts.js';
import { CanvasView } from './canvas-view.js';
import { mjdText } from './sky/coordinates.js';
import { notes } from './legend.js';
import { EDGE, MANY, Points } from './points.js';
import { paintRing } from './sky/sky-paint.js';
import { dateTicks, linearTicks, logTicks } from './ticks.js';
import { TimeAxes } from './time-axes.js';
import { shared } from './view-styles.js';
import { emptyWords } from './words.js';

/** `<voyage-timeline>`: the rows in time, against their exposure. Property: `rows` (Rows). Fills its place. */
export class VoyageTimeline extends CanvasView {
  static properties = { log: { state: true }, missing: { state: true }, dense: { state: true } };

  static styles = [shared, css`
    .stage { cursor: crosshair; min-height: 6rem; touch-action: pan-y; }
  `];

  constructor() {
    super();
    this.axes = new TimeAxes();
    this.points = new Points();
    Object.assign(this, { log: true, whole: true, dense: false, known: 0 });
    this.#forget();
    this.on = {
      upright: false,
      drag: (dx) => this.#byHand(() => this.axes.panBy(dx)),
      zoom: (factor, x) => this.#byHand(() => this.axes.zoomAt(factor, x)),
      hover: (x, y) => this.hoverAt(x, y),
      click: (x, y, coarse, more) => this.pickAt(x, y, coarse ? 22 : 10, more),
      reset: () => this.reset(),
      choose: (more) => this.pickAt(this.axes.left + this.axes.plotWidth / 2, this.axes.top + this.axes.plotHeight / 2, Infinity, more),
      leave: () => this.rows?.pick(null),
    };
  }

  render() {
    const { rows, missing } = this;
    const press = (on, text) => html`<button type="button" aria-pressed=${on ? 'true' : 'false'}
      @click=${() => this.#scale(text === TIMELINE.log)}>${text}</button>`;
    const absent = this.#absent();
    return html`
      <div class="bar" role="group" aria-label=${TIMELINE.title}>
        <span class="group" role="group" aria-label=${TIMELINE.scale}>${press(this.log, TIMELINE.log)}${press(!this.log, TIMELINE.linear)}</span>
        <span class="space"></span>
        <span class="group">
          <button type="button" aria-label=${SKY.zoomOut} title=${SKY.zoomOut} @click=${() => this.#zoomMiddle(1 / 1.6)}>−</button>
          <button type="button" aria-label=${SKY.zoomIn} title=${SKY.zoomIn} @click=${() => this.#zoomMiddle(1.6)}>+</button>
          <button type="button" title=${TIMELINE.resetHelp} @click=${() => this.reset()}>${TIMELINE.reset}</button></span>
        <slot name="pane"></slot>
      </div>
      <div class="stage" tabindex="0" role="application" aria-label=${TIMELINE.title} aria-describedby="summary help">
        <canvas class="grid"></canvas><canvas class="points"></canvas><canvas class="over"></canvas>
        ${notes(missing.time > 0 && !absent ? TIMELINE.withoutTime(missing.time) : null,
          missing.exposure > 0 && !absent ? TIMELINE.withoutExposure(missing.exposure) : null,
          missing.zero > 0 && this.log ? TIMELINE.belowLog(missing.zero) : null, this.dense ? SKY.dense : null)}
        ${absent ? html`<p class="waiting">${absent}</p>` : null}
        <div class="tip" hidden></div>
      </div>
      <p class="unseen" id="summary">${TIMELINE.summary({ total: rows?.shownLength ?? 0, shown: (rows?.shownLength ?? 0) - missing.time - missing.exposure,
        from: mjdText(this.axes.data.from, false), to: mjdText(this.axes.data.to, false) })}</p>
      <p class="unseen" id="help">${TIMELINE.help}</p>
      <p class="unseen" role="status">${this.said}</p>`;
  }

  get placed() {
    return this.known;
  }

  /** Shows all of the time again. */
  reset() {
    this.whole = true;
    this.axes.showAll();
    this.#move();
  }

  rowsChanged({ cleared, columns, length }) {
    if (cleared || columns) {
      this.#forget();
    }
    this.whole ||= cleared;
    this.#read(length);
    this.restamp = true;
    this.repaintSoon();
  }

  rowsFiltered() {
    this.restamp = true;
    this.repaintSoon();
  }

  rowsPicked({ index }) {
    const mjd = index < 0 ? NaN : this.rows.timeMjd(index);
    if (mjd < this.axes.from || mjd > this.axes.to) {
      this.#byHand(() => this.axes.panBy(this.axes.left + this.axes.plotWidth / 2 - this.axes.x(mjd)));
    }
    this.repaint();
    this.requestUpdate();
  }

  rowsHovered() {
    this.repaint();
  }

  paint(width, height, ratio) {
    const { axes } = this;
    const again = axes.width !== width || axes.height !== height || this.ratio !== ratio || this.inked !== this.colours;
    if (this.moved || again) {
      Object.assign(axes, { width, height, log: this.log });
      this.#paintAxes(this.layer('grid', width, height, ratio).context, getComputedStyle(this).fontFamily);
      Object.assign(this, { moved: false, restamp: true, ratio, inked: this.colours });
    }
    if (this.restamp && this.rows) {
      this.#stamp(width, height, ratio);
    }
    const { context } = this.layer('over', width, height, ratio);
    for (const [id, colour, size] of [[this.rows?.hovered, this.colours['--ink'], 8], [this.rows?.picked, this.colours['--accent'], 10]]) {
      const row = this.rows?.indexOf(id) ?? -1;
      if (row >= 0 && this.xs[row] === this.xs[row]) {
        paintRing(context, this.xs[row] / ratio, this.ys[row] / ratio, colour, this.colours, size);
      }
    }
  }

  #forget() {
    this.known = 0;
    this.missing = { time: 0, exposure: 0, zero: 0 };
    this.axes.data = { from: NaN, to: NaN, low: NaN, high: NaN };
    this.times = new Float64Array(0);
    this.seconds = new Float64Array(0);
    [this.xs, this.ys] = [new Float32Array(0), new Float32Array(0)];
    this.moved = true;
  }

  /** Takes in rows that have arrived: all of them, as the axes do not move by a filter. */
  #read(length) {
    if (this.times.length < length) {
      const longer = (array, kind) => { const made = new kind(2 * length); made.set(array); return made; };
      [this.times, this.seconds] = [longer(this.times, Float64Array), longer(this.seconds, Float64Array)];
      [this.xs, this.ys] = [longer(this.xs, Float32Array), longer(this.ys, Float32Array)];
    }
    const { data } = this.axes;
    const before = { ...data };
    for (let row = this.known; row < length; row++) {
      const [mjd, seconds] = [this.rows.timeMjd(row), this.rows.exposureSeconds(row)];
      [this.times[row], this.seconds[row]] = [mjd, seconds];
      if (Number.isNaN(mjd) || Number.isNaN(seconds)) {
        continue;
      }
      data.from = mjd >= data.from ? data.from : mjd;
      data.to = mjd <= data.to ? data.to : mjd;
      data.high = seconds <= data.high ? data.high : seconds;
      if (seconds > 0) {
        data.low = seconds >= data.low ? data.low : seconds;
      }
    }
    this.known = length;
    if (Object.keys(data).some((key) => data[key] !== before[key] && !Number.isNaN(data[key]))) {
      this.moved = true;
      if (this.whole) {
        this.axes.showAll();
      }
    }
  }

  #stamp(width, height, ratio) {
    const { axes, known } = this;
    const edge = EDGE / 2;
    let drawn = 0;
    const missing = { time: 0, exposure: 0, zero: 0 };
    for (let row = 0; row < known; row++) {
      if (!this.rows.passes(row)) {
        this.xs[row] = NaN;
        continue;
      }
      count(missing, this.times[row], this.seconds[row]);
      const x = axes.x(this.times[row]);
      const y = axes.y(this.seconds[row]);
      const inside = x > axes.left - 4 && x < width - axes.right + edge && y === y;
      this.xs[row] = inside ? x * ratio : NaN;
      this.ys[row] = y * ratio;
      drawn += inside ? 1 : 0;
    }
    this.restamp = false;
    if (Object.keys(missing).some((key) => missing[key] !== this.missing[key])) {
      this.missing = missing;
    }
    const many = drawn > MANY;
    this.dense = many;
    const radius = many ? 1.8 : drawn > 1500 ? 2.6 : 3.75;
    const { canvas } = this.layer('points', width, height, ratio);
    this.points.draw(canvas, this.xs, this.ys, this.rows.stateCodes, known, this.colours, radius * ratio, many);
  }

  #paintAxes(context, font) {
    const { axes, colours } = this;
    if (Number.isNaN(axes.data.from)) {
      return;
    }
    const [base, end] = [axes.top + axes.plotHeight, axes.left + axes.plotWidth];
    context.font = `11px ${font}`;
    context.lineWidth = 1;
    context.fillStyle = colours['--muted'];
    context.strokeStyle = colours['--line'];
    context.beginPath();
    context.textAlign = 'center';
    for (const { mjd, text } of dateTicks(axes.from, axes.to, axes.plotWidth / 80)) {
      const x = axes.x(mjd);
      context.moveTo(x, axes.top);
      context.lineTo(x, base + 4);
      const half = context.measureText(text).width / 2;
      context.fillText(text, Math.max(axes.left - 20 + half, Math.min(axes.width - half - 2, x)), base + 17);
    }
    context.textAlign = 'right';
    const [low, high] = axes.range;
    const ticks = (axes.log ? logTicks : linearTicks)(low, high, Math.max(2, axes.plotHeight / 32));
    for (const seconds of ticks) {
      const y = axes.y(seconds);
      context.moveTo(axes.left - 4, y);
      context.lineTo(end, y);
      context.fillText(exposureText(seconds), axes.left - 8, y + 4);
    }
    context.stroke();
    context.save();
    context.translate(12, axes.top + axes.plotHeight / 2);
    context.rotate(-Math.PI / 2);
    context.textAlign = 'center';
    context.fillText(TIMELINE.exposure, 0, 0);
    context.restore();
  }

  /** Why there is nothing to see, or null where there is. */
  #absent() {
    const { rows } = this;
    if (!rows || rows.length === 0) {
      return emptyWords(rows, TIMELINE);
    } else if (rows.shownLength === 0) {
      return TIMELINE.filtered;
    }
    const [time, exposure] = ['time', 'exposure'].map((role) => rows.columnsFor(role).length > 0);
    return time && exposure ? null : time ? TIMELINE.noExposure : exposure ? TIMELINE.noTime : TIMELINE.neither;
  }

  #byHand(move) {
    this.whole = false;
    move();
    this.#move();
    this.hoverAt(NaN, NaN);
  }

  #zoomMiddle(factor) {
    this.#byHand(() => this.axes.zoomAt(factor, this.axes.left + this.axes.plotWidth / 2));
  }

  #scale(log) {
    this.log = log;
    this.#move();
  }

  #move() {
    this.moved = true;
    this.repaint();
  }
}

function exposureText(seconds) {
  return seconds >= 1e6 || (seconds > 0 && seconds < 0.01) ? seconds.toExponential(0) : seconds >= 1000 ? `${seconds / 1000}k` : String(seconds);
}

/** A missing exposure is counted only where the time is there. */
function count(missing, mjd, seconds) {
  if (Number.isNaN(mjd)) {
    missing.time++;
  } else if (Number.isNaN(seconds)) {
    missing.exposure++;
  } else if (!(seconds > 0)) {
    missing.zero++;
  }
}

customElements.define('voyage-timeline', VoyageTimeline);
