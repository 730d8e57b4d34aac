import { html } from 'lit';
import { SKY } from '../../texts/view-texts.js';
import { readHips } from './hips.js';
import { Tiles } from './tiles.js';

/**
 * The survey in tiles behind the map. One of voyage's own server is shown at once; one of another host when a person turns it
 * on, since that host learns what is looked at.
 */
export class HipsLayer {
  isOn = false;
  #address = null;
  #hips = null;
  #reading = null;
  #failed = null;
  #changed;
  #tiles;

  /** @param {() => void} changed something else is to be drawn or said */
  constructor(changed) {
    this.#changed = changed;
    this.#tiles = new Tiles(changed);
  }

  /** Its address is another one, or null. */
  of(address) {
    if (address !== this.#address) {
      [this.#address, this.#hips, this.#reading, this.#failed, this.isOn] = [address, null, null, null, false];
      this.#show(address !== null && this.#host() === location.host);
    }
  }

  turn() {
    this.#show(!this.isOn);
  }

  get isShown() { return this.isOn && this.#hips !== null; }

  /** What the button offers; other hosts are named. */
  get offer() {
    const host = this.#host();
    return host === location.host ? SKY.tiles : SKY.tilesFrom(host);
  }

  /** Whose picture it is, in a corner of the map. */
  get credit() {
    const { title, credit, creditUrl } = this.#hips ?? {};
    if (!this.isShown || !(title || credit)) {
      return null;
    }
    const text = [title, credit].filter(Boolean).join(' · ');
    return html`<p class="credit">${creditUrl
      ? html`<a href=${creditUrl} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">${text}</a>` : text}</p>`;
  }

  get failure() {
    if (!this.isOn) {
      return null;
    }
    return this.#failed ? SKY.tilesFailed(this.#failed) : this.#hips && this.#tiles.hasNone(this.#hips) ? SKY.tilesFailed(SKY.noTiles) : null;
  }

  paint(context, view, ratio) {
    return this.#tiles.paint(context, view, this.isShown ? this.#hips : null, ratio);
  }

  stop() {
    this.#tiles.stop();
  }

  #host() {
    try {
      return new URL(this.#address, document.baseURI).host;
    } catch {
      return '';
    }
  }

  #show(isOn) {
    this.isOn = isOn;
    if (isOn && !this.#hips && !this.#reading) {
      this.#reading = this.#read(this.#address);
    }
    this.#changed();
  }

  async #read(address) {
    try {
      const answer = await fetch(`${address.replace(/\/+$/, '')}/properties`, { credentials: 'omit', referrerPolicy: 'no-referrer' });
      if (!answer.ok) {
        throw new Error(`HTTP ${answer.status}`);
      }
      const hips = readHips(await answer.text(), address);
      if (address === this.#address) {
        this.#hips = hips;
      }
    } catch (failure) {
      if (address === this.#address) {
        [this.#failed, this.#reading] = [failure.message, null]; // turned on again, it is read again
      }
    }
    this.#changed();
  }
}
