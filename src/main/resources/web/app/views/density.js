/** A state with at most so many rows is drawn as signs over the others: a few failures among very many rows stay seen. */
const FEW = 300;
/** How strongly the least dense cell is drawn, of 1. */
const FAINTEST = 0.22;

/**
 * Very many rows as a picture of how dense they lie: cells of `cell` pixels, in the colour of the state that most of their
 * rows have, the stronger the more rows there are, by the logarithm.
 */
export class Density {
  #counts = new Uint16Array(0);

  /**
   * Counts the rows from 0 to `length` that stand at pixels (xs, ys) of a canvas; NaN is left out.
   *
   * @param codes how many states there are
   * @returns {cells, few}: of the cells that have rows {column, line, code, share}, share from FAINTEST to 1; and which
   *     states have few rows and are left to signs, by their place
   */
  cells(xs, ys, states, length, { codes, cell, width, height }) {
    const isIn = (row) => xs[row] >= 0 && xs[row] < width && ys[row] >= 0 && ys[row] < height;
    const totals = new Array(codes).fill(0);
    for (let row = 0; row < length; row++) {
      totals[states[row]] += isIn(row) ? 1 : 0;
    }
    const columns = Math.ceil(width / cell);
    const size = columns * Math.ceil(height / cell);
    const counts = this.#zeros(size * codes);
    const few = totals.map((total) => total <= FEW);
    for (let row = 0; row < length; row++) {
      const code = states[row];
      if (!few[code] && isIn(row)) {
        counts[(Math.floor(ys[row] / cell) * columns + Math.floor(xs[row] / cell)) * codes + code]++;
      }
    }
    return { cells: filled(counts, size, columns, codes), few };
  }

  #zeros(length) {
    if (this.#counts.length < length) {
      this.#counts = new Uint16Array(length);
    }
    return this.#counts.fill(0);
  }
}

function filled(counts, size, columns, codes) {
  const cells = [];
  let most = 0;
  for (let place = 0; place < size; place++) {
    let [all, code] = [0, 0];
    for (let each = 0; each < codes; each++) {
      const count = counts[place * codes + each];
      all += count;
      code = count >= counts[place * codes + code] && count > 0 ? each : code;
    }
    if (all > 0) {
      cells.push({ column: place % columns, line: Math.floor(place / columns), code, share: all });
      most = Math.max(most, all);
    }
  }
  const whole = Math.log1p(most) - Math.log1p(1);
  for (const each of cells) {
    const part = whole > 0 ? (Math.log1p(each.share) - Math.log1p(1)) / whole : 0;
    each.share = FAINTEST + (1 - FAINTEST) * part;
  }
  return cells;
}
