import { RAD, angleText, destination, vector } from './coordinates.js';
import { fieldOf, outline } from './footprints.js';
import { closedPath, labelPlace, limb } from './grid.js';
import { SKY } from '../../texts/view-texts.js';

/** More fields of view than these in one window would only be a blot. */
const FIELDS_AT_MOST = 120;
/** Rings around picked observations. */
const MOST_RINGS = 2000;

/** The lines of the grid, and over them the edge of the sky. */
export function paintGrid(context, view, colours, lines) {
  context.beginPath();
  lines.forEach((line) => line.paths.forEach((path) => along(context, path)));
  pen(context, colours['--line'], 1);
  const edge = limb(view);
  if (edge) {
    context.beginPath();
    context.ellipse(edge.x, edge.y, edge.rx, edge.ry, 0, 0, 2 * Math.PI);
    pen(context, colours['--muted'], 1.25);
  }
}

/** What the lines of the grid stand for; a label that would lie on another one is left out. */
export function paintLabels(context, view, colours, font, lines) {
  const taken = [];
  context.font = `11px ${font}`;
  for (const line of lines) {
    const place = labelPlace(view, line);
    if (place) {
      label(context, line.text, place, view, colours, taken);
    }
  }
}

/** The fields of view of the kept rows that are in the window; false where they are too many to be told apart. */
export function paintFields(context, view, rows, visible, colours) {
  if (visible.length > FIELDS_AT_MOST) {
    return !visible.some((row) => fieldOf(rows.catalogue(row)));
  }
  context.globalAlpha = 0.4;
  for (const row of visible) {
    if (rows.selected(row)) {
      paintField(context, view, rows, row, colours['--selected'], 1);
    }
  }
  context.globalAlpha = 1;
  return true;
}

/** The field of view of one row, where it is known and large enough to be seen. */
function paintField(context, view, rows, row, colour, width) {
  const field = fieldOf(rows.catalogue(row));
  if (!field || field.arcmin / 60 / view.degPerPixel < 9) {
    return;
  }
  const at = { raDeg: rows.raDeg(row), decDeg: rows.decDeg(row) };
  const { corners, sure } = outline(field, at, rows.rollDeg(row));
  context.beginPath();
  closedPath(view, corners).forEach((path) => along(context, path));
  context.setLineDash(sure ? [] : [4, 4]);
  pen(context, colour, width);
  context.setLineDash([]);
}

/** The circle that was searched. */
export function paintCircle(context, view, target, colours) {
  if (target.radiusDeg > 0 && target.radiusDeg < 180) {
    const rim = Array.from({ length: 120 }, (_, step) => destination(target, step * 3, target.radiusDeg));
    context.beginPath();
    closedPath(view, rim).forEach((path) => along(context, path));
    context.setLineDash([7, 4]);
    pen(context, colours['--accent'], 1.5);
    context.setLineDash([]);
  }
}

/** What was searched around, with its name where it has one. */
export function paintTarget(context, view, target, colours, font) {
  const at = view.toScreen(target.raDeg, target.decDeg);
  if (!view.holds(at, 20)) {
    return;
  }
  const [x, y] = at;
  context.beginPath();
  for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
    context.moveTo(x + dx * 7, y + dy * 7);
    context.lineTo(x + dx * 19, y + dy * 19);
  }
  pen(context, colours['--panel'], 4);
  pen(context, colours['--ink'], 2);
  if (target.name) {
    const name = target.name.length > 40 ? `${target.name.slice(0, 39)}…` : target.name;
    context.font = `600 12px ${font}`;
    halo(context, name, x + 11, y - 10, colours);
  }
}

/** A bar of a round angle below left. A map of all the sky has no one scale, and gets none. */
export function paintScale(context, view, colours, font) {
  if (view.kind === 'sky') {
    return;
  }
  const most = Math.min(140, view.width / 4) * view.degPerPixel;
  const degrees = [60, 30, 20, 10, 5, 2, 1, ...[30, 20, 10, 5, 2, 1].map((m) => m / 60), ...[30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05]
    .map((s) => s / 3600)].find((each) => each <= most) ?? 0.05 / 3600;
  const [length, x, y] = [degrees / view.degPerPixel, 64, view.height - 30];
  context.beginPath();
  along(context, [[x, y - 5], [x, y], [x + length, y], [x + length, y - 5]]);
  pen(context, colours['--panel'], 4);
  pen(context, colours['--ink'], 1.5);
  context.font = `600 11px ${font}`;
  context.textAlign = 'center';
  halo(context, angleText(degrees), x + length / 2, y - 8, colours);
  context.textAlign = 'left';
}

/** Arrows to north and east as they are in the middle of the window, above right. */
export function paintCompass(context, view, colours, font) {
  const origin = [view.width - 30, 56];
  const { north, east } = directions(view);
  context.font = `600 11px ${font}`;
  for (const [[dx, dy], name] of [[north, SKY.north], [east, SKY.east]]) {
    const tip = [origin[0] + dx * 26, origin[1] + dy * 26];
    context.beginPath();
    along(context, [origin, tip]);
    along(context, [[tip[0] - dx * 6 - dy * 3.5, tip[1] - dy * 6 + dx * 3.5], tip, [tip[0] - dx * 6 + dy * 3.5, tip[1] - dy * 6 - dx * 3.5]]);
    pen(context, colours['--panel'], 4);
    pen(context, colours['--ink'], 1.5);
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    halo(context, name, origin[0] + dx * 36, origin[1] + dy * 36, colours);
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
  }
}

/** A ring around a row that is pointed at. */
export function paintRing(context, x, y, colour, colours, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  pen(context, colours['--panel'], 4.5);
  pen(context, colour, 2);
}

/** Rings around the rows that are to be downloaded, pointed at and picked; xs and ys as CanvasView has them. */
export function paintPicked(context, view, rows, xs, ys, ratio, colours) {
  for (const id of rows.chosen.ids.slice(0, MOST_RINGS)) {
    const row = rows.indexOf(id);
    if (row >= 0 && xs[row] === xs[row]) {
      paintRing(context, xs[row] / ratio, ys[row] / ratio, colours['--accent'], colours, 7);
    }
  }
  for (const [id, colour, size] of [[rows.hovered, colours['--ink'], 8], [rows.picked, colours['--accent'], 10]]) {
    const row = id === null ? -1 : rows.indexOf(id);
    if (row >= 0 && xs[row] === xs[row]) {
      paintField(context, view, rows, row, colour, 2);
      paintRing(context, xs[row] / ratio, ys[row] / ratio, colour, colours, size);
    }
  }
}

/** Unit vectors on the screen towards north and east from the middle of the window. */
function directions(view) {
  const { east, north, ahead } = view.projection;
  const small = view.kind === 'sky' ? RAD : Math.min(RAD, 20 / view.scale);
  const out = [0, 0];
  const towards = (way) => {
    const [x, y, z] = [0, 1, 2].map((axis) => ahead[axis] + small * way[axis]);
    const length = Math.hypot(x, y, z);
    view.projection.forward(x / length, y / length, z / length, out);
    const size = Math.hypot(out[0], out[1]);
    return [-out[0] / size, -out[1] / size];
  };
  return { north: towards(north), east: towards(east) };
}

function label(context, text, { x, y, side }, view, colours, taken) {
  const width = context.measureText(text).width;
  const left = { left: x + 4, right: x - width - 4, limb: x + 6 }[side] ?? x - width / 2;
  if ((side === 'bottom' || side === 'top') && (left < 3 || left + width > view.width - 3)) {
    return; // beside its line it would say another
  }
  const line = { bottom: y - 5, top: y + 13, middle: y - 4, limb: y + 4 }[side] ?? y - 4;
  const box = [Math.max(2, Math.min(view.width - width - 2, left)), line - 11];
  const clash = taken.some(([otherX, otherY, otherWidth]) =>
    box[0] < otherX + otherWidth + 6 && otherX < box[0] + width + 6 && Math.abs(box[1] - otherY) < 14);
  if (!clash) {
    taken.push([...box, width]);
    if (side !== 'limb' && side !== 'middle') {
      context.fillStyle = colours['--panel'];
      context.fillRect(box[0] - 2, box[1] - 1, width + 4, 15);
    }
    halo(context, text, box[0], line, colours, colours['--muted']);
  }
}

function halo(context, text, x, y, colours, ink = colours['--ink']) {
  context.lineWidth = 3.5;
  context.lineJoin = 'round';
  context.strokeStyle = colours['--panel'];
  context.strokeText(text, x, y);
  context.fillStyle = ink;
  context.fillText(text, x, y);
}

function along(context, path) {
  path.forEach(([x, y], at) => (at === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
}

function pen(context, colour, width) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

/** Unit vectors of rows from..to, appended to an array that is answered (a longer one where needed). */
export function vectorsOf(rows, from, to, vectors) {
  let held = vectors;
  if (held.length < 3 * to) {
    held = new Float64Array(Math.max(3 * to, 2 * vectors.length));
    held.set(vectors);
  }
  for (let row = from; row < to; row++) {
    held.set(vector(rows.raDeg(row), rows.decDeg(row)), 3 * row);
  }
  return held;
}
