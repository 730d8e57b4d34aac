import { LitElement, css, html, nothing } from 'lit';
import * as api from '../../api.js';
import { shared } from '../../styles.js';
import { texts } from '../../texts/texts.js';
import { Later } from '../later.js';
import { Suggestions, suggestStyles } from './suggest.js';

const words = texts.form;
const PATIENCE_MILLIS = 350;
const HEASARC = 'ivo://nasa.heasarc/';

/** The short form that the service takes, where there is one. */
const nameOf = (ivoid) => {
  const rest = ivoid.startsWith(HEASARC) ? ivoid.slice(HEASARC.length) : '';
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(rest) ? rest : ivoid;
};

/** The catalogue; words are looked up in the registry while they are typed. Fires 'changed' with the text. */
export class CatalogueField extends LitElement {
  static properties = { value: {}, mistake: {}, note: { state: true } };
  static shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static styles = [
    shared,
    suggestStyles,
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
      .title {
        font-weight: 600;
      }
    `,
  ];

  #noted = '';
  #later = new Later(PATIENCE_MILLIS);
  #list = new Suggestions(this, 'catalogues', (catalogue) => this.#took(catalogue));

  constructor() {
    super();
    this.value = '';
    this.mistake = null;
    this.note = null;
  }

  /** What was said of another text is not said of this one. */
  willUpdate(changed) {
    if (changed.has('value') && this.value !== this.#noted) {
      [this.note, this.#noted] = [null, this.value];
    }
  }

  #typed(event) {
    this.#set(event.target.value);
    const keywords = this.value.split(/[;\n]/).pop().trim();
    this.note = null;
    this.#later.stop();
    if (keywords.length < 2 || keywords.includes('://')) {
      this.#list.close();
    } else {
      this.#later.run((signal) => this.#ask(keywords, signal));
    }
  }

  #set(value) {
    [this.value, this.#noted] = [value, value];
    this.mistake = null;
    this.dispatchEvent(new CustomEvent('changed', { detail: value }));
  }

  async #ask(keywords, signal) {
    this.note = words.lookingUp;
    try {
      const { catalogues } = await api.catalogues(keywords, signal);
      const exact = catalogues.some((catalogue) => nameOf(catalogue.ivoid) === keywords);
      this.note = catalogues.length > 0 ? words.catalogueCount(catalogues.length) : words.catalogueNone(keywords);
      this.#list.show(this.matches(':focus-within') && !(exact && catalogues.length === 1) ? catalogues : []);
      if (exact && catalogues.length === 1) {
        this.note = catalogues[0].title;
      }
    } catch (refusal) {
      if (refusal.name !== 'AbortError') {
        this.note = refusal.problem?.detail ?? null;
        this.#list.close();
      }
    }
  }

  #took(catalogue) {
    const before = this.value
      .split(/[;\n]/)
      .slice(0, -1)
      .map((part) => part.trim());
    this.#set([...before, nameOf(catalogue.ivoid)].join('; '));
    this.note = catalogue.title;
  }

  #left() {
    this.#later.stop();
    this.note = this.note === words.lookingUp ? null : this.note;
    this.#list.close();
  }

  render() {
    return html` <label for="catalogue">${words.catalogue}</label>
      <div class="combo">
        <input
          id="catalogue"
          name="catalogue"
          autocomplete="off"
          spellcheck="false"
          maxlength="4000"
          .value=${this.value}
          placeholder=${words.catalogueExample}
          role="combobox"
          aria-autocomplete="list"
          aria-controls="catalogues"
          aria-expanded=${this.#list.expanded}
          aria-activedescendant=${this.#list.activeId}
          aria-describedby="told"
          aria-invalid=${this.mistake ? 'true' : 'false'}
          @input=${this.#typed}
          @keydown=${(event) => this.#list.key(event)}
          @blur=${this.#left}
        />
        ${this.#list.render(
          words.catalogueList,
          (catalogue) =>
            html` <div class="row">
                <span class="title">${catalogue.title ?? catalogue.shortName ?? catalogue.ivoid}</span>
                ${(catalogue.waveband ?? []).map((band) => html`<span class="badge">${band}</span>`)}
              </div>
              <div class="mono small wrap">${nameOf(catalogue.ivoid)}</div>
              ${catalogue.description ? html`<div class="what small muted wrap">${catalogue.description}</div>` : nothing}`,
        )}
      </div>
      <p id="told" class="told small wrap ${this.mistake ? 'bad' : 'muted'}">
        ${this.mistake ?? this.note ?? words.catalogueHint}
      </p>`;
  }
}

customElements.define('voyage-catalogue-field', CatalogueField);
