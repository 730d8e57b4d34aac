/** Row numbers that changed since the last look, handed out as sorted ranges that do not touch. */
export class Dirty {
  #ranges = [];

  get empty() {
    return this.#ranges.length === 0;
  }

  add(index) {
    const last = this.#ranges[this.#ranges.length - 1];
    if (last && index >= last[0] && index <= last[1]) {
      last[1] = Math.max(last[1], index + 1);
    } else {
      this.#ranges.push([index, index + 1]);
    }
  }

  /** @returns {[number, number][]} from (included) to (excluded); empties this */
  take() {
    const sorted = this.#ranges.sort((one, other) => one[0] - other[0]);
    this.#ranges = [];
    const merged = [];
    for (const range of sorted) {
      const last = merged[merged.length - 1];
      if (last && range[0] <= last[1]) {
        last[1] = Math.max(last[1], range[1]);
      } else {
        merged.push(range);
      }
    }
    return merged;
  }
}
