import { LitElement, css, html } from 'lit';

const KEYS = { ArrowLeft: -2, ArrowUp: -2, ArrowRight: 2, ArrowDown: 2, PageUp: -10, PageDown: 10 };

/**
 * `<voyage-splitter>`: the line between two panes, moved by a pointer or by arrow keys; a double click or Home puts it back.
 * Properties: `value` (percent of the parent that stands before it), `upright` and `label`. Event: 'split', detail the
 * percent that is wanted, null for where it was first.
 */
export class Splitter extends LitElement {
  static properties = { value: { type: Number }, upright: { type: Boolean, reflect: true }, label: {} };
  static styles = css`
    :host {
      position: absolute;
      z-index: 4;
      height: 9px;
      cursor: row-resize;
      touch-action: none;
    }
    :host([upright]) {
      height: auto;
      width: 9px;
      cursor: col-resize;
    }
    div {
      height: 100%;
      outline: none;
    }
    :host(:hover) div,
    div:focus-visible {
      background: linear-gradient(var(--accent), var(--accent)) center / 100% 3px no-repeat;
    }
    @media (forced-colors: active) {
      div:focus-visible {
        outline: 2px solid Highlight;
      }
    }
    :host([upright]:hover) div,
    :host([upright]) div:focus-visible {
      background-size: 3px 100%;
    }
  `;

  #wants(percent) {
    this.dispatchEvent(new CustomEvent('split', { detail: percent }));
  }

  #press(event) {
    const line = event.currentTarget;
    line.setPointerCapture(event.pointerId);
    const room = this.parentElement.getBoundingClientRect();
    const move = ({ clientX, clientY }) =>
      this.#wants(this.upright ? (100 * (clientX - room.left)) / room.width : (100 * (clientY - room.top)) / room.height);
    line.addEventListener('pointermove', move);
    line.addEventListener('lostpointercapture', () => line.removeEventListener('pointermove', move), { once: true });
  }

  #key(event) {
    if (event.key === 'Home') {
      this.#wants(null);
    } else if (KEYS[event.key]) {
      this.#wants(this.value + KEYS[event.key]);
    } else {
      return;
    }
    event.preventDefault();
  }

  render() {
    return html`<div
      role="separator"
      tabindex="0"
      aria-label=${this.label}
      aria-orientation=${this.upright ? 'vertical' : 'horizontal'}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.round(this.value)}
      @pointerdown=${this.#press}
      @dblclick=${() => this.#wants(null)}
      @keydown=${this.#key}
    ></div>`;
  }
}

customElements.define('voyage-splitter', Splitter);
