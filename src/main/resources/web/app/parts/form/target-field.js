import { LitElement, css, html, nothing } from 'lit';
import * as api from '../../api.js';
import { position } from '../../format.js';
import { shared } from '../../styles.js';
import { texts } from '../../texts/texts.js';
import { Later } from '../later.js';

const words = texts.form;
const PATIENCE_MILLIS = 450;

/** The target, looked up while it is typed. Fires 'changed' with the text. */
export class TargetField extends LitElement {
  static properties = {
    value: {},
    mistake: {},
    found: { state: true },
    problem: { state: true },
    busy: { state: true },
  };
  static shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static styles = [
    shared,
    css`
      .told {
        min-height: 1.35em;
      }
      /* beside the search the form is narrow: most of what is said takes two lines */
      @media (min-width: 901px) {
        .told {
          min-height: 2.9em;
        }
      }
    `,
  ];

  #later = new Later(PATIENCE_MILLIS);
  #asked = null;

  constructor() {
    super();
    this.value = '';
    this.mistake = null;
    this.#forget();
    api.identity.addEventListener('known', () => {
      this.#asked = null;
      this.#resolve(this.value.trim());
    });
  }

  updated(changed) {
    if (changed.has('value')) {
      this.#resolve(this.value.trim());
    }
  }

  focus() {
    this.renderRoot.querySelector('input').focus();
    this.renderRoot.querySelector('input').select();
  }

  #forget() {
    this.found = null;
    this.problem = null;
    this.busy = false;
  }

  #resolve(name) {
    if (name === this.#asked) {
      return;
    }
    this.#asked = name;
    this.#later.stop();
    this.#forget();
    if (name.length > 1 && !/[;\n]/.test(name)) {
      this.#later.run((signal) => this.#ask(name, signal));
    }
  }

  async #ask(name, signal) {
    this.busy = true;
    try {
      this.found = await api.locate(name, signal);
    } catch (refusal) {
      if (refusal.name === 'AbortError') {
        return;
      }
      this.problem = refusal.problem ?? null;
    }
    this.busy = false;
  }

  #typed(event) {
    this.value = event.target.value;
    this.mistake = null;
    this.dispatchEvent(new CustomEvent('changed', { detail: this.value }));
  }

  render() {
    return html` <label for="target">${words.target}</label>
      <input
        id="target"
        name="target"
        autocomplete="off"
        spellcheck="false"
        maxlength="4000"
        .value=${this.value}
        placeholder=${words.targetExample}
        aria-describedby="told"
        aria-invalid=${this.mistake ? 'true' : 'false'}
        @input=${this.#typed}
      />
      <p id="told" class="told small wrap">${this.#told()}</p>`;
  }

  #told() {
    if (this.mistake) {
      return html`<span class="bad">${this.mistake}</span>`;
    }
    if (this.busy) {
      return html`<span class="muted">${words.resolving}</span>`;
    }
    if (this.problem) {
      return html`<span class="warn">${this.problem.detail}</span>`;
    }
    if (this.found) {
      const { mainName, type, raDeg, decDeg, resolver } = this.found;
      return html`<span class="good" aria-hidden="true">✓</span>
        <bdi>${mainName}</bdi> ${type ? html`<span class="muted">${type}</span>` : nothing}
        <span class="mono number">${position(raDeg, decDeg)}</span>
        <span class="muted">${words.resolver(resolver)}</span>`;
    }
    const several = this.value.split(/[;\n]/).filter((part) => part.trim());
    return html`<span class="muted"
      >${several.length > 1 ? words.severalTargets(several.length) : words.targetHint}</span
    >`;
  }
}

customElements.define('voyage-target-field', TargetField);
