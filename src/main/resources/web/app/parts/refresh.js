import { nextTurn, noTurn, turnNow } from '../turns.js';

/**
 * Redraws its host when one of its models has changed: in the page's next turn, together with the other parts; or apart
 * from them, at most every `millis`, where a host shows nothing that others show too.
 */
export class Refresh {
  #host;
  #millis;
  #sources = [];
  #last = 0;
  #timer = null;
  #draw = () => this.#host.requestUpdate();

  constructor(host, millis = null) {
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
    this.#sources.forEach((source) => source.addEventListener('changed', this.ask));
  }

  hostDisconnected() {
    clearTimeout(this.#timer);
    this.#timer = null;
    noTurn(this.#draw);
    this.#sources.forEach((source) => source.removeEventListener('changed', this.ask));
  }

  /** Whatever the host is drawn for, it shows what is known now: then the others have to as well. */
  hostUpdate() {
    if (this.#millis === null) {
      noTurn(this.#draw);
      turnNow();
    }
  }

  /** The host is to be drawn anew. */
  ask = () => {
    if (this.#millis === null) {
      nextTurn(this.#draw);
    } else if (this.#timer === null) {
      const pause = Math.max(0, this.#last + this.#millis - performance.now());
      this.#timer = setTimeout(() => {
        this.#timer = null;
        this.#last = performance.now();
        this.#host.requestUpdate();
      }, pause);
    }
  };
}
