/** Runs the last of several calls, after a pause; a call that is under way is aborted by the next. */
export class Later {
  #millis;
  #timer = null;
  #abort = null;

  constructor(millis) {
    this.#millis = millis;
  }

  /** @param work gets an AbortSignal */
  run(work) {
    this.stop();
    this.#timer = setTimeout(() => {
      this.#abort = new AbortController();
      work(this.#abort.signal);
    }, this.#millis);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }
}
