import { RAD, separation } from './coordinates.js';
import { ALL_SKY, SIDE_DEG, orderFor, partOfTile, placesOf, squareInAllSky, tileUrl } from './hips.js';

/** Tiles are asked for when the view has come to rest. */
const PAUSE = 250;
/** Pictures that are kept, and asked for at one time. */
const MOST_KEPT = 400;
const MOST_ASKED = 160;
/** Pixels of a screen after which a cell is drawn in parts, for it is curved. */
const FLAT = 90;
const MOST_STEPS = 8;
/** Pixels. */
const GROWN = 1;
/** The most that a map of all the sky stretches an angle. */
const STRETCHED = 3;

/**
 * The pictures of a survey in tiles behind the map. Draws what has come, from larger tiles where the right ones have not;
 * asks for those of a view that rests.
 */
export class Tiles {
  #pictures = new Map(); // in the order in which they were used; null: there is none
  #timer = null;
  #changed;
  #make;

  /** @param {() => void} changed a picture has come  @param {(url: string) => HTMLImageElement} make begins to load one */
  constructor(changed, make = picture) {
    this.#changed = changed;
    this.#make = make;
  }

  /** Draws a view; returns whether anything of the survey was drawn. */
  paint(context, view, hips, ratio) {
    clearTimeout(this.#timer);
    if (!hips) {
      return false;
    }
    const order = orderFor(hips, view.degPerPixel / ratio);
    const cells = cellsOf(view, hips, order);
    const all = this.#loaded(tileUrl(hips, ALL_SKY, null));
    let drawn = 0;
    for (const cell of cells) {
      drawn += this.#paintCell(context, view, hips, order, cell, all) ? 1 : 0;
    }
    this.#timer = setTimeout(() => this.#ask(hips, order, cells), PAUSE);
    return drawn > 0;
  }

  stop() {
    clearTimeout(this.#timer);
  }

  /** Whether nothing that was asked for could be loaded. */
  hasNone(hips) {
    const asked = [...this.#pictures].filter(([url]) => url.startsWith(hips.base));
    return asked.length > 0 && asked.every(([, image]) => image === null);
  }

  #ask(hips, order, cells) {
    const wanted = [tileUrl(hips, ALL_SKY, null)];
    if (order > ALL_SKY || cells.length <= 24) { // else the picture of all the sky is as sharp
      wanted.push(...cells.map((cell) => tileUrl(hips, order, cell)));
    }
    this.load(wanted.slice(0, MOST_ASKED));
    for (const url of this.#pictures.keys()) {
      if (this.#pictures.size <= MOST_KEPT) {
        break;
      }
      this.#pictures.delete(url);
    }
  }

  /** Begins to load pictures that are not here. */
  load(urls) {
    urls.filter((url) => !this.#pictures.has(url)).forEach((url) => this.#load(url));
  }

  #load(url) {
    const image = this.#make(url);
    this.#pictures.set(url, image);
    image.addEventListener('load', () => this.#changed());
    image.addEventListener('error', () => {
      if (this.#pictures.get(url) === image) {
        this.#pictures.set(url, null);
      }
      this.#changed();
    });
  }

  #loaded(url) {
    const image = this.#pictures.get(url);
    if (!image?.complete || image.naturalWidth === 0) {
      return null;
    }
    this.#pictures.delete(url); // so that it moves to the end
    this.#pictures.set(url, image);
    return image;
  }

  #paintCell(context, view, hips, order, cell, all) {
    for (let above = order; above >= ALL_SKY; above--) {
      const part = partOfTile(order, cell, above);
      const image = this.#loaded(tileUrl(hips, above, part.cell));
      if (image) {
        const side = image.naturalWidth;
        return paintSquare(context, view, hips, order, cell, image, { left: part.left * side, top: part.top * side, size: part.size * side });
      }
    }
    if (!all) {
      return false;
    }
    const part = partOfTile(order, cell, ALL_SKY);
    const square = squareInAllSky(part.cell, all.naturalWidth);
    return paintSquare(context, view, hips, order, cell, all, {
      left: square.left + part.left * square.size, top: square.top + part.top * square.size, size: part.size * square.size,
    });
  }
}

function picture(url) {
  const image = new Image();
  image.referrerPolicy = 'no-referrer';
  image.decoding = 'async';
  image.src = url;
  return image;
}

/** The cells of an order that a view shows, at least in part. */
export function cellsOf(view, hips, order) {
  const cells = [];
  const add = (at, cell) => {
    if (isFar(view, hips, at, cell)) {
      return;
    }
    if (at === order) {
      cells.push(cell);
    } else {
      [0, 1, 2, 3].forEach((part) => add(at + 1, 4 * cell + part));
    }
  };
  Array.from({ length: 12 }, (_, base) => base).forEach((base) => add(0, base));
  return cells;
}

function isFar(view, hips, order, cell) {
  const middle = placesOf(hips, order, cell, 2)[1][1];
  if (view.kind === 'sky') {
    const at = view.toScreen(middle.raDeg, middle.decDeg);
    return order > 1 && !view.holds(at, STRETCHED * (SIDE_DEG / 2 ** order) / view.degPerPixel);
  }
  const halfDiagonal = Math.atan(Math.hypot(view.width, view.height) / 2 * view.degPerPixel * RAD) / RAD;
  return separation(view.centre, middle) > halfDiagonal + SIDE_DEG / 2 ** order;
}

/** Draws a square of a picture as a cell; false where the projection does not show it. */
function paintSquare(context, view, hips, order, cell, image, square) {
  const wide = SIDE_DEG / 2 ** order / view.degPerPixel;
  const flat = order > 8 ? 1 : Math.max(1, Math.min(MOST_STEPS, Math.ceil(wide / FLAT)));
  const lattice = (steps) => placesOf(hips, order, cell, steps).map((row) => row.map(({ raDeg, decDeg }) => view.toScreen(raDeg, decDeg)));
  const [[south, west], [east, north]] = lattice(1);
  const steps = isTorn(view, [south, east, north, west], wide) ? MOST_STEPS : flat;
  const places = lattice(steps);
  const size = square.size / steps;
  let drawn = false;
  for (let x = 0; x < steps; x++) {
    for (let y = 0; y < steps; y++) {
      const corners = [places[x][y], places[x + 1][y], places[x + 1][y + 1], places[x][y + 1]];
      if (!corners.includes(null) && !isTorn(view, corners, wide / steps) && isIn(view, corners)) {
        paintPart(context, image, square.left + y * size, square.top + (steps - 1 - x) * size, size, grown(corners));
        drawn = true;
      }
    }
  }
  return drawn;
}

/** Two triangles, each by the corner with the right angle, and where the picture's right and lower edges lead to. */
function paintPart(context, image, left, top, size, [south, east, north, west]) {
  triangle(context, image, left, top, size, east, north, south, [south, east, north]);
  triangle(context, image, left, top, size, fourth(south, west, north), north, south, [south, north, west]);
}

/** The fourth corner of a parallelogram. */
function fourth(one, opposite, other) {
  return [one[0] + other[0] - opposite[0], one[1] + other[1] - opposite[1]];
}

/** Draws half of a square: its picture's corner above left is at `origin`, above right at `right`, below left at `below`. */
function triangle(context, image, left, top, size, origin, right, below, outline) {
  context.save();
  context.beginPath();
  grown(outline).forEach(([x, y], at) => (at === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.closePath();
  context.clip();
  context.transform(
    (right[0] - origin[0]) / size, (right[1] - origin[1]) / size,
    (below[0] - origin[0]) / size, (below[1] - origin[1]) / size, origin[0], origin[1]);
  context.drawImage(image, left, top, size, size, 0, 0, size, size);
  context.restore();
}

/** A little larger on all sides, for two neighbours would leave a line between them. */
function grown(outline) {
  const middle = [0, 1].map((axis) => outline.reduce((sum, at) => sum + at[axis], 0) / outline.length);
  return outline.map((at) => {
    const away = [at[0] - middle[0], at[1] - middle[1]];
    const length = Math.hypot(...away) || 1;
    return at.map((value, axis) => value + GROWN * away[axis] / length);
  });
}

/** Whether the edge of all the sky runs through it. */
function isTorn(view, corners, wide) {
  return view.kind === 'sky' && !corners.includes(null)
    && corners.some(([x, y], at) => Math.hypot(x - corners[(at + 1) % 4][0], y - corners[(at + 1) % 4][1]) > 4 * wide + 4);
}

function isIn(view, corners) {
  const [xs, ys] = [0, 1].map((axis) => corners.map((at) => at[axis]));
  return Math.max(...xs) > 0 && Math.min(...xs) < view.width && Math.max(...ys) > 0 && Math.min(...ys) < view.height;
}
