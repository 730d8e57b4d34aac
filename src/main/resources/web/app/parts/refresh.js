/** Redraws its host when one of its models has changed: at once, then at most every `millis`. */
export class Refresh {
  #host;
  #millis;
  #sources = [];
  #last = 0;
  #timer = null;
  #hear = () => this.#changed();

  constructor(host, millis = 150) {
    this.#host = host;
    this.#millis = millis;
    host.addController(this);
  }

  /** Listens to these EventTargets from now on, and to no others. */
  listen(...sources) {
    const wanted = sources.filter(Boolean);
    if (wanted.length !== this.#sources.length || wanted.some((source, i) => source !== this.#sources[i])) {
      this.hostDisconnected();
      this.#sources = wanted;
      this.hostConnected();
    }
  }

  hostConnected() {
    this.#sources.forEach((source) => source.addEventListener('changed', this.#hear));
  }

  hostDisconnected() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#sources.forEach((source) => source.removeEventListener('changed', this.#hear));
  }

  #changed() {
    if (this.#timer === null) {
      const pause = Math.max(0, this.#last + this.#millis - performance.now());
      this.#timer = setTimeout(() => {
        this.#timer = null;
        this.#last = performance.now();
        this.#host.requestUpdate();
      }, pause);
    }
  }
}
