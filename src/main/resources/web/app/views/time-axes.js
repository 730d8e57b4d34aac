/** The plane of time against exposure, in CSS pixels: dates to the right, exposure up. Time moves; exposure always fits. */
export class TimeAxes {
  left = 64;
  right = 12;
  top = 24;
  bottom = 24;
  width = 1;
  height = 1;
  log = true;
  /** What the data span: MJD, and seconds. */
  data = { from: NaN, to: NaN, low: NaN, high: NaN };
  #from = 0;
  #to = 1;

  get from() { return this.#from; }
  get to() { return this.#to; }
  get plotWidth() { return Math.max(1, this.width - this.left - this.right); }
  get plotHeight() { return Math.max(1, this.height - this.top - this.bottom); }

  /** Shows all of the data, with a margin. */
  showAll() {
    const { from, to } = this.data;
    const margin = Math.max((to - from) * 0.03, 1 / 24);
    [this.#from, this.#to] = Number.isNaN(from) ? [0, 1] : [from - margin, to + margin];
  }

  panBy(dx) {
    const days = dx / this.plotWidth * (this.#to - this.#from);
    this.#set(this.#from - days, this.#to - days);
  }

  /** Zooms in by a factor over 1, the time under x staying there. */
  zoomAt(factor, x) {
    const held = this.mjd(x);
    this.#set(held - (held - this.#from) / factor, held + (this.#to - held) / factor);
  }

  x(mjd) { return this.left + (mjd - this.#from) / (this.#to - this.#from) * this.plotWidth; }
  mjd(x) { return this.#from + (x - this.left) / this.plotWidth * (this.#to - this.#from); }

  /** NaN for what the scale does not have: a missing exposure, and on a logarithmic scale one that is not above zero. */
  y(seconds) {
    const [low, high] = this.range;
    const part = this.log
      ? (seconds > 0 ? Math.log(seconds / low) / Math.log(high / low) : NaN) : (seconds - low) / (high - low);
    return this.top + (1 - part) * this.plotHeight;
  }

  /** Lowest and highest exposure of the axis, in seconds. */
  get range() {
    const { low, high } = this.data;
    if (this.log) {
      const least = low > 0 ? low : high > 0 ? high / 1000 : 1;
      return [least / 1.4, Math.max(high, least) * 1.4];
    }
    return [Math.min(0, low || 0), (high > 0 ? high : 1) * 1.06];
  }

  #set(from, to) {
    const { data } = this;
    if (Number.isNaN(data.from)) {
      return;
    }
    const whole = Math.max(data.to - data.from, 1 / 24);
    const span = Math.max(1 / 1440, Math.min(to - from, whole * 1.6));
    const middle = Math.max(data.from, Math.min(data.to, (from + to) / 2));
    [this.#from, this.#to] = [middle - span / 2, middle + span / 2];
  }
}
