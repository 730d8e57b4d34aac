import { LitElement, css, html, nothing } from 'lit';
import { identify, identity } from '../api.js';
import { dialogs, shared } from '../styles.js';
import { texts } from '../texts/texts.js';

const words = texts.who;

/** Asks for the access token where the service wants one. Fires 'identified'. */
export class Who extends LitElement {
  static properties = { wanted: { state: true } };
  static styles = [
    shared,
    dialogs,
    css`
      dialog {
        padding: 1rem 1.25rem;
        width: min(26rem, 92vw);
      }
      form {
        display: grid;
        gap: 0.6rem;
      }
    `,
  ];

  constructor() {
    super();
    this.wanted = false;
    identity.addEventListener('needed', () => this.#ask());
  }

  async #ask() {
    identify(null);
    this.wanted = true;
    await this.updateComplete;
    const dialog = this.renderRoot.querySelector('dialog');
    if (!dialog.open) {
      dialog.showModal();
    }
  }

  #given(event) {
    const secret = new FormData(event.target).get('secret').trim();
    if (secret) {
      identify(secret);
      event.target.reset();
      this.dispatchEvent(new Event('identified'));
    }
  }

  render() {
    return !this.wanted
      ? nothing
      : html`<dialog aria-labelledby="title">
          <form method="dialog" @submit=${this.#given}>
            <h2 id="title">${words.title}</h2>
            <label for="secret">${words.secret}</label>
            <input
              id="secret"
              name="secret"
              type="password"
              autocomplete="current-password"
              required
              aria-describedby="hint"
            />
            <p id="hint" class="small muted">${words.hint}</p>
            <div class="row"><button class="primary">${words.enter}</button></div>
          </form>
        </dialog>`;
  }
}

customElements.define('voyage-who', Who);
