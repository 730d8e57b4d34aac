/**
 * Whether a point lies within an outline, by the even-odd rule; the last corner is joined to the first.
 *
 * @param {[number, number][]} outline
 */
export function isWithin(outline, x, y) {
  let inside = false;
  for (let at = 0, before = outline.length - 1; at < outline.length; before = at++) {
    const [ax, ay] = outline[at];
    const [bx, by] = outline[before];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) {
      inside = !inside;
    }
  }
  return inside;
}

/** The rows drawn within an outline in CSS pixels, in their order. `xs` and `ys` are pixels of the screen, NaN for nowhere. */
export function rowsWithin(outline, xs, ys, rows, ratio) {
  const within = rows.filter((row) => xs[row] === xs[row] && isWithin(outline, xs[row] / ratio, ys[row] / ratio));
  return outline.length > 2 ? within : [];
}
