import { LitElement, css, html, nothing, svg } from 'lit';

const STEP_PIXELS = 3;
const MOST_CORNERS = 2000;
/** The gestures of the map below see none of these, as long as this lies over it. */
const KEPT = ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'];

/**
 * `<voyage-lasso>`: lies over the map while it is in use, and is drawn with by pointer. Events: 'outlined', detail the corners
 * in its CSS pixels.
 */
export class Lasso extends LitElement {
  static properties = { corners: { state: true } };
  static styles = css`
    :host { position: absolute; inset: 0; cursor: crosshair; touch-action: none; }
    svg { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
    path { fill: color-mix(in srgb, var(--accent) 18%, transparent); stroke: var(--accent); stroke-width: 2; stroke-dasharray: 5 3; }
  `;

  #pointer = null;

  constructor() {
    super();
    this.corners = [];
    KEPT.forEach((type) => this.addEventListener(type, (event) => this.#take(event)));
  }

  #take(event) {
    event.stopPropagation();
    if (event.type === 'pointerdown' && event.button === 0 && this.#pointer === null) {
      this.#pointer = event.pointerId;
      this.setPointerCapture(event.pointerId);
      this.corners = [this.#at(event)];
    } else if (event.pointerId === this.#pointer) {
      this.#draw(event);
    }
  }

  #draw(event) {
    if (event.type === 'pointermove') {
      const [x, y] = this.#at(event);
      const [lastX, lastY] = this.corners.at(-1);
      if (Math.hypot(x - lastX, y - lastY) >= STEP_PIXELS && this.corners.length < MOST_CORNERS) {
        this.corners = [...this.corners, [x, y]];
      }
      return;
    }
    const outline = this.corners;
    [this.#pointer, this.corners] = [null, []];
    if (event.type === 'pointerup' && outline.length > 2) {
      this.dispatchEvent(new CustomEvent('outlined', { detail: outline }));
    }
  }

  #at(event) {
    const box = this.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  render() {
    return html`<svg aria-hidden="true">${this.corners.length > 1 ? svg`<path d="M${this.corners.map((corner) => corner.join(' ')).join('L')}Z" />` : nothing}</svg>`;
  }
}

customElements.define('voyage-lasso', Lasso);
