import { LitElement, css, html } from 'lit';
import { TABLE } from '../../texts/view-texts.js';
import { shared } from '../view-styles.js';

const LEAVING = ['pointerdown', 'focusin'];

/**
 * `<voyage-column-menu>`: which columns the table shows. Closes by a click anywhere else, by the keyboard's leaving, and
 * by Escape, which gives the keyboard back to its button. Properties: `columns`, `isShown(column)`. Event: 'choose',
 * detail {column, shown}.
 */
export class ColumnMenu extends LitElement {
  static properties = { columns: { attribute: false }, isShown: { attribute: false } };

  static styles = [shared, css`
    :host { display: block; position: relative; }
    summary { list-style: none; cursor: pointer; border: 1px solid var(--edge, var(--muted)); border-radius: 4px; padding: 0 0.5rem; min-height: 24px; line-height: 24px; font-size: 0.8125rem; }
    summary::-webkit-details-marker { display: none; }
    summary::after { content: ' ▾'; color: var(--muted); }
    .choose { position: absolute; right: 0; z-index: 3; margin-top: 0.25rem; max-height: 18rem; width: 17rem; max-width: 86vw; overflow: auto;
      background: var(--panel); border: 1px solid var(--edge, var(--line)); border-radius: 4px; padding: 0.375rem 0.5rem; box-shadow: 0 4px 14px rgb(0 0 0 / 0.18); }
    .choose label { display: flex; gap: 0.4rem; align-items: baseline; padding: 0.125rem 0; overflow-wrap: anywhere; }
    .choose small { color: var(--muted); }
  `];

  constructor() {
    super();
    Object.assign(this, { columns: [], isShown: () => true });
    this.addEventListener('keydown', (event) => this.#key(event));
  }

  connectedCallback() {
    super.connectedCallback();
    // always, since the element's toggle event comes only after the next press of a key or button may have come; and focusin of
    // the document, not focusout of this: closing in the middle of a press crashes Chromium 156
    for (const type of LEAVING) document.addEventListener(type, this.#elsewhere);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const type of LEAVING) document.removeEventListener(type, this.#elsewhere);
    this.#close();
  }

  #elsewhere = (event) => {
    if (!event.composedPath().includes(this)) {
      this.#close();
    }
  };

  #key(event) {
    if (event.key === 'Escape' && this.#details?.open) {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
      this.renderRoot.querySelector('summary').focus();
    }
  }

  get #details() {
    return this.renderRoot?.querySelector('details');
  }

  #close() {
    if (this.#details?.open) this.#details.open = false;
  }

  #choose(column, shown) {
    this.dispatchEvent(new CustomEvent('choose', { detail: { column, shown } }));
  }

  render() {
    return html`<details><summary>${TABLE.columns}</summary><div class="choose">
      ${this.columns.map((column) => html`<label><input type="checkbox" .checked=${this.isShown(column)}
        @change=${(event) => this.#choose(column, event.target.checked)}><span>${column.title} <small>${column.unit}</small></span></label>`)}
    </div></details>`;
  }
}

customElements.define('voyage-column-menu', ColumnMenu);
