import { LitElement, css, html, nothing } from 'lit';
import * as api from '../../api.js';
import { copy } from '../../copy.js';
import { EMPTY, ids, mistakes, toJson, toQuery } from '../../model/request.js';
import { shared } from '../../styles.js';
import { texts } from '../../texts/texts.js';
import { Later } from '../later.js';
import { problemText } from '../problem.js';
import './target-field.js';
import './catalogue-field.js';
import './condition-field.js';

const words = texts.form;
const PATIENCE_MILLIS = 500;
/** Which field a problem's parameter is about. */
const FIELDS = {
  target: 'target',
  targets: 'target',
  position: 'target',
  catalogue: 'catalogue',
  catalogues: 'catalogue',
  radiusDeg: 'radius',
  where: 'where',
  adql: 'adql',
  'files.include': 'include',
  'files.exclude': 'exclude',
  include: 'include',
  exclude: 'exclude',
  links: 'links',
};

/** The search form. Its `session` starts what it asks for. */
export class SearchForm extends LitElement {
  static properties = {
    session: { attribute: false },
    form: { attribute: false },
    columns: { attribute: false },
    mistakes: { state: true },
    problem: { state: true },
    busy: { state: true },
    shared: { state: true },
    opened: { state: true },
    described: { state: true },
    doubt: { state: true },
  };

  #check = new Later(PATIENCE_MILLIS);
  static styles = [
    shared,
    css`
      form {
        display: grid;
        gap: 0.5rem;
        padding: 0.75rem;
      }
      .two {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr));
        gap: 0.5rem;
      }
      summary {
        cursor: pointer;
        font-size: 0.86rem;
        font-weight: 600;
        padding: 0.15rem 0;
      }
      details > div {
        display: grid;
        gap: 0.5rem;
        padding-top: 0.25rem;
      }
      .primary {
        flex: 1;
        justify-content: center;
        min-height: 34px;
      }
      .radius {
        display: grid;
        grid-template-columns: 8rem 1fr;
        gap: 0.5rem;
        align-items: center;
      }
      .mistake {
        min-height: 0;
      }
    `,
  ];

  constructor() {
    super();
    this.form = { ...EMPTY };
    this.columns = [];
    this.mistakes = {};
    this.problem = null;
    this.busy = false;
    this.shared = false;
    this.opened = false;
    this.described = { catalogue: '', columns: [] };
    this.doubt = null;
  }

  willUpdate(changed) {
    if (changed.has('form')) {
      this.mistakes = {};
      this.problem = null;
      this.opened ||= ['adql', 'include', 'exclude', 'links', 'action', 'source'].some((name) => this.form[name] !== EMPTY[name]);
    }
  }

  /** Asks for the columns of the one catalogue, and whether the condition fits them: when the condition is being written. */
  #look() {
    const [catalogue, where] = [this.form.catalogue.trim(), this.form.where.trim()];
    this.doubt = null;
    this.#check.stop();
    if (catalogue === '' || /[;\n]/.test(catalogue) || (where === '' && this.described.catalogue === catalogue)) {
      return;
    }
    this.#check.run(async (signal) => {
      try {
        const { columns } = await api.columns(catalogue, where, signal);
        this.described = { catalogue, columns };
      } catch (refusal) {
        if (refusal.problem && ['/problems/bad-condition', '/problems/unknown-column'].includes(refusal.problem.type)) {
          this.doubt = refusal.problem;
        } // without a description the search itself will say it
      }
    });
  }

  /** Those that a search has reported are the ones that conditions are about; else those described. */
  get #columns() {
    const described = this.described.catalogue === this.form.catalogue.trim() ? this.described.columns : [];
    return this.columns.length > 0 ? this.columns : described;
  }

  focusTarget() {
    this.focusField('target');
  }

  /** @param name a key of the form */
  focusField(name) {
    this.renderRoot.querySelector(`[data-field="${name}"]`)?.focus();
  }

  #set(name, value) {
    this.form[name] = value;
    if (this.mistakes[name] || this.problem) {
      const { [name]: gone, ...rest } = this.mistakes;
      this.mistakes = rest;
      this.problem = null;
    }
    this.shared = false;
  }

  async #submit(event) {
    event.preventDefault();
    this.mistakes = mistakes(this.form, words);
    this.problem = null;
    const wrong = ['target', 'catalogue', 'radius'].find((name) => this.mistakes[name]);
    if (wrong) {
      this.renderRoot.querySelector(`[data-field="${wrong}"]`).focus();
      return;
    }
    if (this.busy) {
      return;
    }
    this.busy = true;
    try {
      await this.session.search({ ...this.form }, toJson(this.form));
    } catch (refusal) {
      if (!refusal.problem) {
        throw refusal;
      }
      this.#refused(refusal.problem);
    } finally {
      this.busy = false;
    }
  }

  #refused(problem) {
    const field = FIELDS[(problem.parameter ?? '').replace(/\[.*|\.\w+Deg$/, '')] ?? FIELDS[problem.parameter] ?? null;
    this.problem = { ...problem, field };
    if (['include', 'exclude', 'links', 'adql'].includes(field)) {
      this.opened = true;
    }
    if (field && field !== 'where') {
      this.mistakes = { [field]: problem.detail };
      this.updateComplete.then(() => this.renderRoot.querySelector(`[data-field="${field}"]`)?.focus());
    }
  }

  /** Custom elements are not part of a form: Enter in them submits it here. */
  #key(event) {
    if (
      event.key === 'Enter' &&
      !event.defaultPrevented &&
      event.composedPath()[0].localName === 'input' &&
      event.target.localName.startsWith('voyage-')
    ) {
      event.preventDefault();
      this.renderRoot.querySelector('form').requestSubmit();
    }
  }

  /** No longer limits the search to picked observations. */
  #everything() {
    this.#set('select', '');
    this.requestUpdate();
  }

  async #share() {
    const link = new URL(`/${toQuery(this.form)}`, location.href).href;
    await copy(link);
    this.shared = true;
  }

  #input(name, label, example) {
    const mistake = this.mistakes[name];
    return html`<div>
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        data-field=${name}
        autocomplete="off"
        spellcheck="false"
        .value=${this.form[name]}
        placeholder=${example}
        inputmode=${name === 'radius' ? 'decimal' : 'text'}
        aria-invalid=${mistake ? 'true' : 'false'}
        aria-describedby="${name}-told"
        @input=${(event) => this.#set(name, event.target.value)}
      />
      <p id="${name}-told" class="bad small">${mistake ?? ''}</p>
    </div>`;
  }

  #choice(name, label, options) {
    return html`<div>
      <label for=${name}>${label}</label>
      <select id=${name} name=${name} @change=${(event) => this.#set(name, event.target.value)}>
        ${Object.entries(options).map(([value, text]) => html`<option value=${value} .selected=${this.form[name] === value}>${text}</option>`)}
      </select>
    </div>`;
  }

  render() {
    const { form } = this;
    const where = this.problem?.field === 'where' ? this.problem : null;
    return html`<form class="panel" aria-label=${words.label} @submit=${this.#submit} @keydown=${this.#key}>
      <voyage-target-field
        data-field="target"
        .value=${form.target}
        .mistake=${this.mistakes.target ?? null}
        @changed=${(event) => this.#set('target', event.detail)}
      ></voyage-target-field>
      <voyage-catalogue-field
        data-field="catalogue"
        .value=${form.catalogue}
        .mistake=${this.mistakes.catalogue ?? null}
        @changed=${(event) => this.#set('catalogue', event.detail)}
      ></voyage-catalogue-field>
      <voyage-condition-field
        data-field="where"
        .value=${form.where}
        .columns=${this.#columns}
        .problem=${where}
        .doubt=${this.doubt}
        @focusin=${() => this.#look()}
        @changed=${(event) => {
          this.#set('where', event.detail);
          this.#look();
        }}
      ></voyage-condition-field>
      ${this.#input('radius', words.radius, '1')}
      ${
        form.select
          ? html`<p class="row small">
              <span>${texts.choice.only(ids(form.select).length)}</span>
              <button type="button" @click=${() => this.#everything()}>${texts.choice.everything}</button>
            </p>`
          : nothing
      }
      <details
        .open=${this.opened}
        @toggle=${(event) => {
          this.opened = event.target.open;
        }}
      >
        <summary>${words.more}</summary>
        <div>
          ${this.#input('name', words.name, words.nameExample)} ${this.#input('adql', words.adql, words.adqlExample)}
          ${this.#input('include', words.include, words.includeExample)}
          ${this.#input('exclude', words.exclude, words.excludeExample)}
          <p class="muted small">${words.patternHint}</p>
          ${this.#input('links', words.links, words.linksExample)}
          <p class="muted small">${words.linksHint}</p>
          <div class="two">
            ${this.#choice('action', words.action, words.actions)}${this.#choice('source', words.source, words.sources)}
          </div>
          ${this.#choice('via', words.via, words.vias)}
        </div>
      </details>
      ${this.problem && !this.problem.field ? html`<div role="alert">${problemText(this.problem)}</div>` : nothing}
      <div class="row">
        <button class="primary" type="submit" aria-disabled=${this.busy ? 'true' : 'false'}>
          ${this.busy ? words.starting : words.start}
        </button>
        <button type="button" @click=${this.#share}>${this.shared ? words.shared : words.share}</button>
      </div>
    </form>`;
  }
}

customElements.define('voyage-form', SearchForm);
