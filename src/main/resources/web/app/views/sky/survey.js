import { safeHref } from '../../format.js';

const PAUSE = 450;
const LARGEST = 1600;

/**
 * The address of a survey image for a view, from a template with {raDeg}, {decDeg}, {fovDeg} (along the longer side, at
 * the scale of the centre), {width} and {height} (pixels); null where the template makes no http(s) address.
 */
export function surveyUrl(template, view, ratio, base) {
  const longer = Math.max(view.width, view.height);
  const shrink = Math.min(ratio, LARGEST / longer);
  const values = {
    raDeg: view.centre.raDeg.toFixed(6),
    decDeg: view.centre.decDeg.toFixed(6),
    fovDeg: (view.degPerPixel * longer).toPrecision(8),
    width: Math.round(view.width * shrink),
    height: Math.round(view.height * shrink),
  };
  const text = template.replace(/\{(raDeg|decDeg|fovDeg|width|height)\}/g, (_, name) => values[name]);
  return safeHref(text, base);
}

/** Keeps an <img> behind the map in step with it: moved with the view at once, loaded anew when it has come to rest. */
export class Survey {
  #timer = null;
  #asked = null;
  #shown = null;
  #image;
  #failed;

  /** @param {HTMLImageElement} image  @param {(failed: boolean) => void} failed told after each try */
  constructor(image, failed) {
    this.#image = image;
    this.#failed = failed;
    image.addEventListener('load', () => this.#loaded(true));
    image.addEventListener('error', () => this.#loaded(false));
  }

  /** The view has moved, or the template is another one (null for no image). */
  follow(template, view, ratio) {
    clearTimeout(this.#timer);
    if (!template || view.kind !== 'tangent') {
      this.#shown = null;
      this.#image.hidden = true;
      return;
    }
    this.#place(view);
    this.#timer = setTimeout(() => {
      const url = surveyUrl(template, view, ratio, document.baseURI);
      if (url && url !== this.#asked?.url) {
        this.#asked = { url, ...view.centre, scale: view.scale, view };
        this.#image.src = url;
      }
    }, PAUSE);
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #loaded(well) {
    if (this.#asked) {
      this.#shown = well ? this.#asked : null;
      this.#failed(!well);
      this.#place(this.#asked.view);
    }
  }

  #place(view) {
    const at = this.#shown && view.toScreen(this.#shown.raDeg, this.#shown.decDeg);
    this.#image.hidden = !at;
    if (at) {
      const grown = view.scale / this.#shown.scale;
      this.#image.style.transform = `translate(${at[0] - view.width / 2}px, ${at[1] - view.height / 2}px) scale(${grown})`;
    }
  }
}
