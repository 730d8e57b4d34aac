import { RAD, position, vector, wrapRa } from './sky/coordinates.js';
import { Projection } from './sky/projection.js';

const NARROWEST = 1 / 3600 * RAD;
const WIDEST_TANGENT = 2 * Math.tan(65 * RAD);
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** A window on the sky: east to the left, north up, in CSS pixels. Moves by its own methods only. */
export class Viewport {
  width = 1;
  height = 1;
  /** Pixels per radian at the centre. */
  scale = 1;
  #up = 0;
  #out = [0, 0];

  constructor() {
    this.projection = new Projection('sky', 0, 0);
    this.showAllSky(0);
  }

  get kind() { return this.projection.kind; }
  get centre() { return { raDeg: this.projection.raDeg, decDeg: this.projection.decDeg }; }
  /** The angle that a pixel at the centre spans. */
  get degPerPixel() { return 1 / this.scale / RAD; }
  /** Width of the window in degrees along its middle, at most 360. */
  get fovDeg() {
    const half = this.width / 2 / this.scale;
    return this.kind === 'tangent' ? 2 * Math.atan(half) / RAD : Math.min(360, 2 * half / RAD);
  }

  resize(width, height) {
    this.scale *= Math.min(width, height) / Math.min(this.width, this.height);
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    this.#limit();
  }

  /** Looks at a position so that a circle of this radius fits with a margin. */
  showField(raDeg, decDeg, radiusDeg) {
    this.projection = new Projection('tangent', wrapRa(raDeg), clamp(decDeg, -90, 90));
    this.#up = 0;
    this.scale = Math.min(this.width, this.height) / (2.3 * Math.tan(clamp(radiusDeg, 1e-4, 60) * RAD));
    this.#limit();
  }

  showAllSky(raDeg) {
    this.projection = new Projection('sky', wrapRa(raDeg), 0);
    this.#up = 0;
    this.scale = this.#wholeSky();
  }

  /** Pixels of a position, or null where it is not shown at all (it may lie outside of the window). */
  toScreen(raDeg, decDeg) {
    const [x, y, z] = vector(raDeg, decDeg);
    return this.projection.forward(x, y, z, this.#out)
      ? [this.width / 2 - this.scale * this.#out[0], this.height / 2 - this.scale * (this.#out[1] - this.#up)] : null;
  }

  /** The position under a pixel, or null beside the sky. */
  toSky(x, y) {
    return this.projection.inverse(...this.#plane(x, y));
  }

  /** Projects unit vectors (x, y, z, x, …) to pixels times `ratio`; NaN where not shown or outside by over `margin`. */
  projectAll(vectors, from, to, xs, ys, ratio, margin) {
    const out = this.#out;
    const { projection, scale, width, height } = this;
    const [middleX, middleY] = [width / 2, height / 2 + scale * this.#up];
    for (let index = from, at = 3 * from; index < to; index++, at += 3) {
      let x = NaN;
      let y = NaN;
      if (projection.forward(vectors[at], vectors[at + 1], vectors[at + 2], out)) {
        x = middleX - scale * out[0];
        y = middleY - scale * out[1];
        if (!(x > -margin && x < width + margin && y > -margin && y < height + margin)) {
          x = NaN;
        }
      }
      xs[index] = x * ratio;
      ys[index] = y * ratio;
    }
  }

  /** Moves the sky by pixels, as a hand that drags it. */
  panBy(dx, dy) {
    if (this.kind === 'sky') {
      this.#turn(dx / this.scale);
      this.#up += dy / this.scale;
    } else {
      const centre = this.projection.inverse(dx / this.scale, dy / this.scale);
      this.projection = new Projection('tangent', centre.raDeg, centre.decDeg);
    }
    this.#limit();
  }

  /** Zooms in by a factor over 1 while what lies under the pixel stays there, as far as the limits let it. */
  zoomAt(factor, x, y) {
    const held = this.toSky(x, y);
    this.scale *= factor;
    this.#limit();
    for (let turn = 0; held && turn < 4; turn++) {
      const now = this.toScreen(held.raDeg, held.decDeg);
      if (!now) {
        return;
      }
      this.panBy(x - now[0], y - now[1]);
    }
  }

  /** Brings a position to the middle. */
  centreOn(raDeg, decDeg) {
    if (this.kind === 'sky') {
      this.projection = new Projection('sky', wrapRa(raDeg), 0);
      this.#up = 0;
      const at = this.toScreen(raDeg, decDeg);
      this.#up = (this.height / 2 - at[1]) / this.scale;
    } else {
      this.projection = new Projection('tangent', wrapRa(raDeg), decDeg);
    }
    this.#limit();
  }

  /** Whether the window shows this pixel. */
  holds(pixel, margin = 0) {
    return pixel !== null && pixel[0] >= -margin && pixel[0] <= this.width + margin
      && pixel[1] >= -margin && pixel[1] <= this.height + margin;
  }

  #plane(x, y) {
    return [(this.width / 2 - x) / this.scale, (this.height / 2 - y) / this.scale + this.#up];
  }

  #turn(east) {
    const [x, y, z] = vector(this.projection.raDeg, 0);
    const [sin, cos] = [Math.sin(east), Math.cos(east)];
    this.projection = new Projection('sky', position([x * cos - y * sin, y * cos + x * sin, z]).raDeg, 0);
  }

  #wholeSky() {
    return Math.min(this.width / (2 * Math.SQRT2 * 2), this.height / (2 * Math.SQRT2)) * 0.94;
  }

  #limit() {
    const narrow = Math.min(this.width, this.height);
    if (this.kind === 'tangent') {
      this.scale = clamp(this.scale, Math.max(this.width, this.height) / WIDEST_TANGENT, narrow / NARROWEST);
      this.#up = 0;
    } else {
      this.scale = clamp(this.scale, this.#wholeSky(), narrow / (2 * RAD));
      const room = Math.max(0, Math.SQRT2 - this.height / 2 / this.scale * 0.9);
      this.#up = clamp(this.#up, -room, room);
    }
  }
}
