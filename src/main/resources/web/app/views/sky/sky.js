import { css, html } from 'lit';
import { SKY } from '../../texts/view-texts.js';
import { CanvasView } from '../canvas-view.js';
import { angleText, decText, raText } from './coordinates.js';
import { isCrowded, rowsField, targetsField } from './fit.js';
import { paintCoverage } from './coverage.js';
import { gridLines } from './grid.js';
import './lasso.js';
import { legend, notes } from '../legend.js';
import { rowsWithin } from './outline.js';
import { EDGE, MANY, Points } from '../points.js';
import { HipsLayer } from './hips-layer.js';
import {
  paintCircle, paintCompass, paintFields, paintGrid, paintLabels, paintPicked, paintScale, paintTarget, vectorsOf,
} from './sky-paint.js';
import { Survey } from './survey.js';
import { SYMBOLS } from '../symbols.js';
import { shared } from '../view-styles.js';
import { Viewport } from '../viewport.js';
import { emptyWords } from '../words.js';

const NONE = new Float32Array(0);
/** More targets than these have neither a circle nor a name on the map. */
const NAMED = 60;

/**
 * `<voyage-sky>`: the rows on the sky. Properties: `rows` (Rows), `survey` (the template of an image's address, see
 * surveyUrl, or null) and `hips` (the address of a survey in tiles, or null). Follows the target until a person moves the map. Fills the size that its place gives it.
 */
export class VoyageSky extends CanvasView {
  static properties = {
    survey: { attribute: false }, hips: { attribute: false },
    kind: { state: true }, inHours: { state: true }, withSurvey: { state: true }, withCoverage: { state: true }, surveyFailed: { state: true },
    fieldsShown: { state: true }, dense: { state: true }, outlining: { state: true },
  };

  static styles = [shared, css`
    .stage { cursor: crosshair; min-height: 16rem; }
    .stage img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: fill; pointer-events: none; }
    .stage img[hidden] { display: none; }
    .bar { column-gap: 0.25rem; } /* one line at 1440 pixels */
    .bar button { padding: 0 0.25rem; }
    .bar .icon { padding: 0 4px; display: inline-grid; place-items: center; }
    .icon svg { width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.4; stroke-linecap: round; }
    .over-image .readout { color: var(--ink); }
    .over-image canvas.points { filter: drop-shadow(0 0 1px var(--panel)) drop-shadow(0 0 2px var(--panel)); }
    .credit { position: absolute; right: 0.3rem; bottom: 1.6rem; max-width: 60%; margin: 0; padding: 0 0.3rem; background: var(--panel); font-size: 0.75rem; }
  `];

  constructor() {
    super();
    Object.assign(this, { survey: null, hips: null, kind: 'sky', inHours: true, withSurvey: true, withCoverage: true, surveyFailed: false, fieldsShown: true, dense: false, outlining: false });
    this.addEventListener('keydown', (event) => {
      if (this.outlining && event.key === 'Escape') {
        event.stopPropagation(); // the pane stays as large as it is
        this.outlining = false;
      }
    });
    this.view = new Viewport();
    this.points = new Points();
    this.vectors = new Float64Array(0);
    [this.xs, this.ys, this.visible] = [NONE, NONE, []];
    [this.known, this.projected] = [0, 0];
    [this.followed, this.onRows, this.answered, this.moved, this.restamp] = [true, false, false, true, true];
    this.pointer = [NaN, NaN];
    this.tiles = new HipsLayer(() => this.#tilesChanged());
    this.on = {
      drag: (dx, dy) => this.#byHand(() => this.view.panBy(dx, dy)),
      zoom: (factor, x, y) => this.#byHand(() => this.view.zoomAt(factor, x, y)),
      hover: (x, y) => this.hoverAt(x, y),
      click: (x, y, coarse, more) => this.pickAt(x, y, coarse ? 22 : 10, more),
      reset: () => this.reset(),
      choose: (more) => this.pickAt(this.view.width / 2, this.view.height / 2, Infinity, more),
      leave: () => this.rows?.pick(null),
    };
  }

  render() {
    const counts = this.rows?.shownCounts ?? SYMBOLS.map(() => 0);
    const without = this.rows?.shownWithoutPosition ?? 0;
    const press = (on, text, act, name = text) => html`<button type="button" aria-pressed=${on ? 'true' : 'false'}
      aria-label=${name} @click=${act}>${text}</button>`;
    return html`
      <div class="bar steady" role="group" aria-label=${SKY.title}>
        <span class="group" role="group" aria-label=${SKY.projection}>
          ${press(this.kind === 'tangent', SKY.field, () => this.show('tangent'))}
          ${press(this.kind === 'sky', SKY.allSky, () => this.show('sky'))}</span>
        <span class="group" role="group" aria-label=${SKY.coordinates}>
          ${press(this.inHours, SKY.hours, () => this.#units(true), SKY.hoursHelp)}${
            press(!this.inHours, SKY.degrees, () => this.#units(false), SKY.degreesHelp)}</span>
        ${this.survey ? press(this.withSurvey, SKY.survey, () => this.#toggleSurvey()) : null}
        ${this.hips ? press(this.tiles.isOn, SKY.tiles, () => this.tiles.turn(), this.tiles.offer) : null}
        ${this.rows?.coverages.length > 0 ? press(this.withCoverage, SKY.coverage, () => this.#toggleCoverage()) : null}
        <span class="space"></span>
        <span class="group">
          <button type="button" class="icon" aria-pressed=${this.outlining ? 'true' : 'false'} aria-label=${SKY.lasso} title=${SKY.lassoHelp}
            @click=${() => { this.outlining = !this.outlining; }}><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M5 11.5C2.6 10.8 1.5 9 1.5 7c0-3 2.9-5 6.5-5s6.5 2 6.5 4.8S11.6 11.5 8 11.5c-.6 0-1.2-.1-1.7-.2M5.3 9.6a1.3 1.3 0 1 0 .1 2.5c.9-.2 1.3-1 1-1.7M5.500 12c.5 1 .3 1.9-.7 2.5" /></svg></button>
          <button type="button" aria-label=${SKY.zoomOut} title=${SKY.zoomOut} @click=${() => this.#zoomMiddle(1 / 1.6)}>−</button>
          <button type="button" aria-label=${SKY.zoomIn} title=${SKY.zoomIn} @click=${() => this.#zoomMiddle(1.6)}>+</button>
          <button type="button" aria-label=${SKY.fit} title=${SKY.fitHelp} @click=${() => this.#follow(true)}>${SKY.fitShort}</button>
          <button type="button" title=${SKY.resetHelp} @click=${() => this.reset()}>${SKY.reset}</button></span>
          <slot name="pane"></slot>
      </div>
      <div class="stage ${(this.survey && this.withSurvey) || this.tiles.isShown ? 'over-image' : ''}" tabindex="0" role="application"
        aria-label=${SKY.title} aria-describedby="summary help">
        <img class="survey" alt="" hidden draggable="false" referrerpolicy="no-referrer">
        <canvas class="tiles"></canvas><canvas class="grid"></canvas><canvas class="points"></canvas><canvas class="over"></canvas>
        <div class="readout"></div>${this.tiles.credit}
        ${this.rows?.shownLength > 0 ? null : html`<p class="waiting">${this.rows?.length > 0 ? SKY.filtered : emptyWords(this.rows, SKY)}</p>`}
        <div class="tip" hidden></div>
        ${this.outlining ? html`<voyage-lasso @outlined=${({ detail }) => this.#outlined(detail)}></voyage-lasso>` : null}
      </div>
      ${legend(counts)}${notes(without > 0 ? SKY.withoutPosition(without) : null, this.fieldsShown ? null : SKY.fieldsHidden, this.dense ? SKY.dense : null,
        this.surveyFailed && this.survey && this.withSurvey ? SKY.surveyFailed : null, this.tiles.failure)}
      <p class="unseen" id="summary">${this.#summary()}</p><p class="unseen" id="help">${SKY.help}</p>
      <p class="unseen" role="status">${this.said}</p>`;
  }

  firstUpdated() {
    super.firstUpdated();
    this.image = new Survey(this.renderRoot.querySelector('img'), (failed) => { this.surveyFailed = failed; });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.image?.stop();
    this.tiles.stop();
  }

  willUpdate(changed) {
    if (changed.has('hips')) {
      this.tiles.of(this.hips);
    }
  }

  updated(changed) {
    if (changed.has('survey') || changed.has('withSurvey')) {
      this.#move();
    }
  }

  get placed() { return this.projected; }

  /** Shows the field around the target ('tangent') or all of the sky ('sky'). */
  show(kind) {
    const centre = this.view.centre;
    if (kind === 'sky') {
      this.view.showAllSky(this.rows?.target?.raDeg ?? centre.raDeg);
    } else if (this.kind === 'sky') {
      const at = this.rows?.target ?? { ...centre, radiusDeg: 20 };
      this.view.showField(at.raDeg, at.decDeg, at.radiusDeg > 0 ? at.radiusDeg : 1);
    }
    this.followed = false;
    this.#move();
  }

  /** Back to what was searched. */
  reset() {
    this.#follow(false);
  }

  #follow(onRows) {
    [this.followed, this.onRows] = [true, onRows];
    this.#fit();
  }

  rowsChanged({ cleared, target, length }) {
    this.moved ||= target || cleared; // the coverage too
    if (cleared) {
      [this.known, this.projected, this.visible] = [0, 0, []];
      [this.followed, this.onRows, this.answered] = [true, false, false];
    }
    this.vectors = vectorsOf(this.rows, this.known, length, this.vectors);
    this.known = length;
    this.restamp = true;
    if (this.rows.filter.isActive) {
      this.projected = 0; // a row that changed may pass no longer, or again
    }
    const isRead = this.rows.answered && !this.answered;
    this.answered = this.rows.answered;
    this.onRows ||= isRead && this.followed && isCrowded(this.rows);
    if ((target || cleared || isRead) && this.followed) {
      this.#fit();
    }
    this.repaintSoon();
  }

  rowsFiltered() {
    [this.projected, this.restamp] = [0, true];
    this.repaintSoon();
  }

  rowsPicked({ index }) {
    const at = index >= 0 ? this.view.toScreen(this.rows.raDeg(index), this.rows.decDeg(index)) : null;
    if (index >= 0 && !Number.isNaN(this.rows.raDeg(index)) && !this.view.holds(at, -10)) {
      this.view.centreOn(this.rows.raDeg(index), this.rows.decDeg(index));
      this.#move();
    }
    this.repaint();
    this.requestUpdate();
  }

  /** Picks what lies within; of rows that the condition rejected only those that are filtered for. */
  #outlined(outline) {
    const { rows } = this;
    const within = rowsWithin(outline, this.xs, this.ys, this.visible, this.ratio ?? 1)
      .filter((row) => rows.filter.isActive || rows.selected(row));
    rows.chosen.add(within);
    this.said = SKY.outlined(within.length);
  }

  rowsHovered() { this.repaint(); }

  hoverAt(x, y) {
    super.hoverAt(x, y);
    const at = Number.isNaN(x) ? null : this.view.toSky(x, y);
    this.renderRoot.querySelector('.readout').textContent = at ? `${raText(at.raDeg, 1)} ${decText(at.decDeg, 0)}` : '';
  }

  paint(width, height, ratio) {
    const { view, rows } = this;
    if (view.width !== width || view.height !== height) {
      view.resize(width, height);
      if (this.followed) {
        this.#fit();
      }
      this.#move();
    }
    const font = getComputedStyle(this).fontFamily;
    if (this.moved || this.ratio !== ratio || this.inked !== this.colours) {
      this.lines = gridLines(view, this.inHours);
      const { context } = this.layer('grid', width, height, ratio);
      this.covered = this.withCoverage && rows ? paintCoverage(context, view, rows.coverages, this.colours) : false;
      paintGrid(context, view, this.colours, this.lines);
      this.image?.follow(this.withSurvey ? this.survey : null, view, ratio);
      [this.moved, this.ratio, this.inked, this.projected, this.restamp] = [false, ratio, this.colours, 0, true];
      this.newTiles = true;
    }
    if (this.newTiles) {
      this.tiles.paint(this.layer('tiles', width, height, ratio).context, view, ratio);
      this.newTiles = false;
    }
    if (rows && this.restamp) {
      this.#stamp(width, height, ratio);
    }
    this.#paintOver(width, height, ratio, font);
  }

  #stamp(width, height, ratio) {
    const { known } = this;
    if (this.xs.length < known) {
      [this.xs, this.ys] = [new Float32Array(2 * known), new Float32Array(2 * known)];
      this.projected = 0;
    }
    if (this.projected === 0) {
      this.visible = [];
    }
    this.view.projectAll(this.vectors, this.projected, known, this.xs, this.ys, ratio, EDGE / 2);
    for (let row = this.projected; row < known; row++) {
      if (!this.rows.passes(row)) {
        this.xs[row] = NaN;
      } else if (this.xs[row] === this.xs[row]) {
        this.visible.push(row);
      }
    }
    this.projected = known;
    this.restamp = false;
    const many = this.visible.length > MANY;
    this.dense = many;
    const radius = many ? 2 : this.visible.length > 1500 ? 3 : 4.25;
    const { canvas } = this.layer('points', width, height, ratio);
    this.points.draw(canvas, this.xs, this.ys, this.rows.stateCodes, known, this.colours, radius * ratio, many);
  }

  #paintOver(width, height, ratio, font) {
    const { view, rows, colours } = this;
    const { context } = this.layer('over', width, height, ratio);
    const named = rows?.targets.length <= NAMED ? rows.targets : [];
    named.forEach((target) => paintCircle(context, view, target, colours));
    paintLabels(context, view, colours, font, this.lines);
    if (rows) {
      this.fieldsShown = paintFields(context, view, rows, this.visible, colours);
      rows.targets.forEach((target) => paintTarget(context, view, named.length > 0 ? target : { ...target, name: '' }, colours, font));
      paintPicked(context, view, rows, this.xs, this.ys, ratio, colours);
    }
    paintScale(context, view, colours, font);
    paintCompass(context, view, colours, font);
  }

  #fit() {
    const field = this.rows && ((this.onRows ? rowsField(this.rows) : null) ?? targetsField(this.rows));
    if (field?.radiusDeg <= 40) {
      this.view.showField(field.raDeg, field.decDeg, field.radiusDeg);
    } else {
      this.view.showAllSky(field?.raDeg ?? 0);
    }
    this.#move();
  }

  #byHand(move) {
    this.followed = false;
    move();
    this.#move();
    this.hoverAt(NaN, NaN);
  }

  #zoomMiddle(factor) {
    this.#byHand(() => this.view.zoomAt(factor, this.view.width / 2, this.view.height / 2));
  }

  #move() {
    this.moved = true;
    this.kind = this.view.kind;
    this.repaint();
    this.repaintSoon(); // what is said of the map too
  }

  #units(inHours) {
    this.inHours = inHours;
    this.#move();
  }

  #toggleCoverage() {
    this.withCoverage = !this.withCoverage;
    this.#move();
  }

  #tilesChanged() {
    this.newTiles = true;
    this.repaint();
    this.requestUpdate();
  }

  #toggleSurvey() { this.withSurvey = !this.withSurvey; }

  #summary() {
    const { rows, view } = this;
    const total = rows?.shownLength ?? 0;
    const { raDeg, decDeg } = view.centre;
    return SKY.summary({
      total, selected: total - (rows?.shownCounts[0] ?? 0), placed: total - (rows?.shownWithoutPosition ?? 0),
      target: rows?.target && (rows.target.name || `${raText(rows.target.raDeg, 1)} ${decText(rows.target.decDeg, 0)}`),
      radius: rows?.target?.radiusDeg > 0 ? angleText(rows.target.radiusDeg) : null,
      covered: rows?.coverages.length > 0 && this.withCoverage ? this.covered : null,
      fov: angleText(view.fovDeg), centre: `${raText(raDeg, 0)} ${decText(decDeg, 0)}`,
    });
  }
}

customElements.define('voyage-sky', VoyageSky);
