import { LitElement, css, html } from 'lit';
import { keep, kept } from '../kept.js';
import { dialogs, shared } from '../styles.js';
import { texts } from '../texts/texts.js';

const words = texts.app;

/** The list of shortcuts, and whether there are any: single keys must be possible to switch off (WCAG 2.1.4). */
export class KeyList extends LitElement {
  static properties = { on: { state: true } };
  static styles = [
    shared,
    dialogs,
    css`
      dialog {
        padding: 1rem 1.25rem;
        max-width: min(28rem, 92vw);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.35rem 0.9rem;
        margin: 0.7rem 0;
      }
      dd {
        margin: 0;
      }
      kbd {
        font-family: var(--mono);
        border: 1px solid var(--edge);
        border-bottom-width: 2px;
        border-radius: 4px;
        padding: 0 0.35rem;
        background: var(--sunken);
      }
      label {
        display: flex;
        gap: 0.4rem;
        align-items: center;
        font-weight: 400;
        margin-bottom: 0.8rem;
      }
      label input {
        width: auto;
        min-height: 0;
      }
    `,
  ];

  constructor() {
    super();
    this.on = kept('keys', 'on') === 'on';
  }

  show() {
    this.renderRoot.querySelector('dialog').showModal();
  }

  #switch(event) {
    this.on = event.target.checked;
    keep('keys', this.on ? 'on' : 'off');
  }

  render() {
    return html`<dialog aria-labelledby="title">
      <h2 id="title">${words.shortcuts}</h2>
      <dl>
        ${texts.keys.map(
          ([key, what]) =>
            html`<dt><kbd>${key}</kbd></dt>
              <dd>${what}</dd>`,
        )}
      </dl>
      <label><input type="checkbox" .checked=${this.on} @change=${this.#switch} />${words.keysOn}</label>
      <form method="dialog"><button>${words.close}</button></form>
    </dialog>`;
  }
}

customElements.define('voyage-keys', KeyList);
