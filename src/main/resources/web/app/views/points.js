import { Density } from './density.js';
import { SYMBOLS } from './symbols.js';

/** Beyond the edge of the canvas by so many device pixels a sign may stand and still be partly seen. */
export const EDGE = 24;
/** More rows in one window are drawn as density. */
export const MANY = 5000;
/** Side of a cell of it, in radii of a sign. */
const CELL = 1.5;

/**
 * Signs of many rows on a canvas of their own, written as pixels: a frame of a hundred thousand costs a few
 * milliseconds, as each sign is drawn once and then copied.
 */
export class Points {
  #buffer = null;
  #pixels = null;
  #sprites = null;
  #density = new Density();
  #key = '';

  /**
   * Draws the rows from 0 to `length` at device pixels (xs, ys); NaN is left out. `states` has each row's place in
   * SYMBOLS, `colours` is a palette, `radius` that of a sign of size 1 in device pixels.
   * Where they are `many`, how dense they lie is drawn, and signs only of states that few rows are in.
   */
  draw(canvas, xs, ys, states, length, colours, radius, many) {
    const [width, height] = [canvas.width + 2 * EDGE, canvas.height + 2 * EDGE];
    if (this.#buffer?.width !== width || this.#buffer.height !== height) {
      this.#buffer = new ImageData(width, height);
      this.#pixels = new Uint32Array(this.#buffer.data.buffer);
      this.#key = '';
    } else {
      this.#pixels.fill(0);
    }
    this.#prepare(colours, radius, width);
    const few = many ? this.#shade(xs, ys, states, length, Math.max(2, Math.round(radius * CELL)), canvas) : null;
    for (let code = 0; code < SYMBOLS.length; code++) {
      if (!few || few[code]) {
        this.#stamp(code, xs, ys, states, length, width, height);
      }
    }
    canvas.getContext('2d').putImageData(this.#buffer, -EDGE, -EDGE);
  }

  /** @returns which states are not part of it */
  #shade(xs, ys, states, length, cell, canvas) {
    const side = canvas.width + 2 * EDGE;
    const { cells, few } = this.#density.cells(xs, ys, states, length, { codes: SYMBOLS.length, cell, width: canvas.width, height: canvas.height });
    for (const { column, line, code, share } of cells) {
      const pixel = ((Math.round(255 * share) << 24) | this.#sprites[code].plain) >>> 0;
      for (let down = 0; down < cell; down++) {
        const start = (line * cell + down + EDGE) * side + column * cell + EDGE;
        this.#pixels.fill(pixel, start, start + cell);
      }
    }
    return few;
  }

  #stamp(code, xs, ys, states, length, width, height) {
    const { offsets, colours, count } = this.#sprites[code];
    const pixels = this.#pixels;
    for (let row = 0; row < length; row++) {
      const x = xs[row];
      if (states[row] !== code || x !== x) {
        continue;
      }
      const column = Math.round(x) + EDGE;
      const line = Math.round(ys[row]) + EDGE;
      if (column < EDGE / 2 || line < EDGE / 2 || column >= width - EDGE / 2 || line >= height - EDGE / 2) {
        continue;
      }
      const base = line * width + column;
      for (let at = 0; at < count; at++) {
        const place = base + offsets[at];
        const over = colours[at];
        pixels[place] = over >= 0xff000000 ? over : blend(pixels[place], over);
      }
    }
  }

  #prepare(colours, radius, width) {
    const key = [radius, width, ...SYMBOLS.map((symbol) => colours[symbol.colour])].join();
    if (key !== this.#key) {
      this.#key = key;
      this.#sprites = SYMBOLS.map((symbol) => sprite(symbol, colours[symbol.colour], radius * symbol.size, width));
    }
  }
}

/** The row nearest to (x, y) within `tolerance`, all in one unit; of equally near ones the last, as it lies on top. -1 for none. */
export function nearest(xs, ys, length, x, y, tolerance, allowed = null) {
  let best = -1;
  let least = tolerance * tolerance;
  for (let row = 0; row < length; row++) {
    const dx = xs[row] - x;
    const dy = ys[row] - y;
    const distance = dx * dx + dy * dy;
    if (distance <= least && (allowed === null || allowed(row))) {
      least = distance;
      best = row;
    }
  }
  return best;
}

/** One sign as a list of pixels that are not empty: how far from the middle, and their colour with alpha; `plain`: its colour without. */
function sprite(symbol, colour, radius, width) {
  const half = Math.min(EDGE / 2 - 1, Math.ceil(radius) + 1);
  const side = 2 * half + 1;
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.translate(half + 0.5, half + 0.5);
  context.scale(radius, radius);
  context.fillStyle = colour;
  context.fill(new Path2D(symbol.path), 'evenodd');
  const drawn = new Uint32Array(context.getImageData(0, 0, side, side).data.buffer);
  const offsets = new Int32Array(side * side);
  const colours = new Uint32Array(side * side);
  let count = 0;
  drawn.forEach((pixel, at) => {
    if (pixel >>> 24 > 8) {
      offsets[count] = (Math.floor(at / side) - half) * width + (at % side) - half;
      colours[count++] = pixel;
    }
  });
  return { offsets, colours, count, plain: colours.subarray(0, count).reduce((one, other) => (other >>> 24 > one >>> 24 ? other : one), 0) & 0xffffff };
}

/** A translucent pixel over another, both as the 32 bits of ImageData (alpha on top, little-endian), two channels at a time. */
function blend(under, over) {
  if (under === 0) {
    return over;
  }
  const alpha = over >>> 24;
  const rest = 255 - alpha;
  const redBlue = ((over & 0xff00ff) * alpha + (under & 0xff00ff) * rest) >>> 8;
  const green = ((over & 0xff00) * alpha + (under & 0xff00) * rest) >>> 8;
  const opaque = alpha + (((under >>> 24) * rest) >>> 8);
  return ((opaque << 24) | (redBlue & 0xff00ff) | (green & 0xff00)) >>> 0;
}
