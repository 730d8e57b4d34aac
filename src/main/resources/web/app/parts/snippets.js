import { LitElement, css, html } from 'lit';
import { isIdentified } from '../api.js';
import { copy } from '../copy.js';
import { commandLine, curl, javascriptModule, pythonScript } from '../snippets.js';
import { shared } from '../styles.js';
import { texts } from '../texts/texts.js';
import { Refresh } from './refresh.js';

const words = texts.snippets;
const LANGUAGES = {
  curl: (request) => curl(location.origin, request, isIdentified()),
  python: (request) => pythonScript(location.origin, request, isIdentified()),
  javascript: (request) => javascriptModule(location.origin, request, isIdentified()),
  voyage: (request) => commandLine(request),
};

/** The search on the screen as a program, to be copied. */
export class Snippets extends LitElement {
  static properties = { model: { attribute: false }, language: { state: true }, copied: { state: true } };
  static styles = [
    shared,
    css`
      section {
        padding: 0.6rem 0.75rem 0.75rem;
        display: grid;
        gap: 0.5rem;
      }
      .top {
        justify-content: space-between;
      }
      pre {
        margin: 0;
        padding: 0.5rem 0.65rem;
        background: var(--sunken);
        border-radius: 5px;
        overflow: auto;
        height: 13.5rem;
        font-size: 0.82rem;
        line-height: 1.4;
      }
    `,
  ];

  #refresh = new Refresh(this, 2000);

  constructor() {
    super();
    this.language = 'curl';
    this.copied = false;
  }

  willUpdate() {
    this.#refresh.listen(this.model);
  }

  async #copy(text) {
    await copy(text);
    this.copied = true;
    setTimeout(() => {
      this.copied = false;
    }, 2000);
  }

  /** Arrows move between tabs (ARIA Authoring Practices, tabs with automatic activation). */
  #key(event, names) {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (move) {
      this.language = names[(names.indexOf(this.language) + move + names.length) % names.length];
      this.updateComplete.then(() => this.renderRoot.querySelector('[aria-selected="true"]').focus());
      event.preventDefault();
    }
  }

  render() {
    const request = this.model.request ?? {};
    const all = Object.fromEntries(
      Object.entries(LANGUAGES)
        .map(([name, write]) => [name, write(request)])
        .filter(([, text]) => text !== null),
    );
    const names = Object.keys(all);
    const shown = names.includes(this.language) ? this.language : 'curl';
    return html`<section class="panel" aria-label=${words.label}>
      <div class="row top">
        <h3>${words.label}</h3>
        <div class="row" role="tablist" aria-label=${words.tabs} @keydown=${(event) => this.#key(event, names)}>
          ${names.map(
            (name) =>
              html`<button
                class="plain small"
                role="tab"
                id="tab-${name}"
                aria-controls="code"
                aria-selected=${name === shown ? 'true' : 'false'}
                tabindex=${name === shown ? 0 : -1}
                @click=${() => {
                  this.language = name;
                  this.copied = false;
                }}
              >
                ${words[name]}
              </button>`,
          )}
        </div>
        <button class="small" @click=${() => this.#copy(all[shown])}>${this.copied ? words.copied : words.copy}</button>
      </div>
      <pre id="code" role="tabpanel" aria-labelledby="tab-${shown}" tabindex="0">${all[shown]}</pre>
    </section>`;
  }
}

customElements.define('voyage-snippets', Snippets);
