import { LitElement, html, nothing } from 'lit';
import { isIdentified, ticketed } from './api.js';
import { titleOf } from './model/request.js';
import { kept } from './kept.js';
import { Session } from './session.js';
import { shared } from './styles.js';
import { texts } from './texts/texts.js';
import { applyTheme, nextTheme, theme } from './theme.js';
import { problemText } from './parts/problem.js';
import { Refresh } from './parts/refresh.js';
import './parts/announcer.js';
import './parts/connection.js';
import './parts/form/form.js';
import './parts/keys.js';
import './parts/searches.js';
import './parts/form/start.js';
import './parts/who.js';
import { appStyles } from './app-styles.js';

const words = texts.app;

/** The page: the form and the searches at the side, the search on the screen in the middle. */
export class VoyageApp extends LitElement {
  static properties = { theme: { state: true }, refusal: { state: true }, formOpen: { state: true }, ready: { state: true } };
  static styles = [shared, appStyles];

  session = new Session();
  #refresh = new Refresh(this);
  #columns = new Map();

  constructor() {
    super();
    this.theme = theme();
    this.refusal = null;
    this.formOpen = false;
    this.ready = false;
    this.#refresh.listen(this.session);
    this.session.addEventListener('refused', (event) => {
      this.refusal = event.detail.problem ?? null;
    });
    this.session.addEventListener('answered', () => {
      this.refusal = this.refusal?.status === 0 ? null : this.refusal;
    });
    this.session.addEventListener('changed', () => this.#shownChanged());
    this.addEventListener('click', (event) => this.#download(event));
    this.addEventListener('details', (event) => this.#details(event.detail.index));
    this.addEventListener('choose-catalogue', (event) => this.#chosen(event.detail));
    document.addEventListener('keydown', (event) => this.#key(event));
    addEventListener('popstate', () => {
      this.formOpen = false;
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.session.start();
  }

  updated() {
    const { shown } = this.session;
    document.title = shown?.request ? `${this.#stateWord(shown)} ${shown.name ?? titleOf(shown.request)} – ${words.name}` : words.name;
  }

  #stateWord({ phase, outcome, overview: { files } }) {
    const word = outcome ? texts.outcomes[outcome] : texts.phases[phase];
    return outcome || files.files === 0 ? `[${word ?? phase}]` : `[${files.ended}/${files.files}]`;
  }

  #part(name) {
    return this.renderRoot.querySelector(`voyage-${name}`);
  }

  #shown = null;

  #shownChanged() {
    const { shown } = this.session;
    if (shown !== this.#shown) {
      this.#shown = shown;
      if (shown && !this.ready) {
        this.#loadParts();
      }
      this.formOpen = false;
      this.refusal = null;
      shown?.addEventListener('changed', () => this.#learn(shown));
      this.#refresh.listen(this.session, this.session.stream);
    }
  }

  async #loadParts() {
    try {
      await import('./parts/search.js');
      this.ready = true;
    } catch (failure) {
      this.refusal = { status: 0, title: words.incomplete, detail: failure.message };
    }
  }

  /** Columns of a catalogue that was searched are known to the form from then on. */
  #learn(model) {
    const columns = model.columns.length > 0 ? model.columns : (model.problem?.columns ?? []).map((name) => ({ name }));
    const catalogue = model.request?.catalogue;
    if (catalogue && columns.length > 0 && this.#columns.get(catalogue)?.length !== columns.length) {
      this.#columns.set(catalogue, columns);
      this.requestUpdate();
    }
  }

  #setTheme(chosen) {
    this.theme = chosen;
    applyTheme(chosen);
  }

  #newSearch() {
    this.session.clear();
    this.formOpen = true;
    this.#focusForm();
  }

  async #focusForm() {
    this.formOpen = true;
    await this.updateComplete;
    this.#part('form').focusTarget();
  }

  #key(event) {
    const at = event.composedPath()[0];
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.defaultPrevented ||
      kept('keys', 'on') !== 'on' ||
      at.isContentEditable ||
      /^(input|select|textarea|dialog)$/.test(at.localName ?? '') ||
      event.composedPath().some((node) => node.localName === 'dialog')
    ) {
      return;
    }
    const act = {
      '/': () => this.#focusForm(),
      n: () => this.#newSearch(),
      s: () => this.#part('searches').focusFirst(),
      f: () => this.#part('files')?.renderRoot.querySelector('button')?.focus(),
      d: () => this.#details(this.session.rows.indexOf(this.session.rows.picked)),
      p: () => this.#part('head')?.toggle(),
      t: () => this.#setTheme(nextTheme(this.theme)),
      '?': () => this.#part('keys').show(),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  }

  /** Where one must say who one is, a link cannot: it goes by a ticket. */
  async #download(event) {
    const link = event.composedPath().find((node) => node.localName === 'a' && node.hasAttribute?.('download'));
    if (link && isIdentified() && !link.href.includes('ticket=')) {
      event.preventDefault();
      const again = Object.assign(document.createElement('a'), {
        href: await ticketed(link.getAttribute('href')),
        download: link.download,
      });
      again.click();
    }
  }

  /** A catalogue of several cone searches: the one that was chosen goes into the form. */
  #chosen(catalogue) {
    this.refusal = null;
    this.session.form = { ...this.session.form, catalogue };
    this.requestUpdate();
    this.#focusForm();
  }

  #fill({ detail }) {
    this.session.form = detail;
    this.requestUpdate();
    this.#focusForm();
  }

  render() {
    const { session } = this;
    const { shown, form } = session;
    return html` <header>
        <button class="skip" @click=${this.#skip}>${words.skip}</button>
        <h1>
          <a
            href="/"
            @click=${(event) => {
              event.preventDefault();
              this.#newSearch();
            }}
            >${this.#mark()}${words.name}</a
          >
        </h1>
        <voyage-connection .session=${session} .stream=${session.stream}></voyage-connection>
        <div class="row end">
          ${
            shown
              ? html`<button
                    class="form-toggle"
                    aria-expanded=${this.formOpen ? 'true' : 'false'}
                    @click=${() => {
                      this.formOpen = !this.formOpen;
                    }}
                  >
                    ${words.form}
                  </button>
                  <button @click=${this.#newSearch}>${words.newSearch}</button>`
              : nothing
          }
          <button class="plain" title=${words.theme[this.theme]} @click=${() => this.#setTheme(nextTheme(this.theme))}>
            <span class="of-colours">${words.themeLabel}:</span> ${words.themeShort[this.theme]}
          </button>
          <button class="plain keys" @click=${() => this.#part('keys').show()}>${words.shortcuts}</button>
          <a class="api" href="/q/swagger-ui/">${words.api}</a>
        </div>
      </header>
      <div class="page ${shown ? 'with' : 'without'} ${this.formOpen ? 'open' : ''}">
        <div class="form">
          <voyage-form
            .session=${session}
            .form=${form}
            .columns=${this.#columns.get(form.catalogue.trim()) ?? []}
          ></voyage-form>
        </div>
        <main id="main" tabindex="-1">
          ${
            this.refusal
              ? html`<div class="refusal panel row" role="alert">
                  <strong>${words.refused}:</strong> <span>${problemText(this.refusal)}</span>
                  <button
                    class="plain"
                    @click=${() => {
                      this.refusal = null;
                    }}
                  >
                    ${words.close}
                  </button>
                </div>`
              : nothing
          }
          ${session.missing ? html`<div class="refusal panel" role="alert"><strong>${words.missing}.</strong> ${problemText(session.missing.problem)}</div>` : nothing}
          ${shown ? (this.ready ? this.#search(shown) : nothing) : this.#nothing()}
        </main>
        <div class="list"><voyage-searches .session=${session}></voyage-searches></div>
      </div>
      <voyage-announcer .model=${shown}></voyage-announcer>
      <voyage-keys></voyage-keys>
      <voyage-who @identified=${() => session.identified()}></voyage-who>`;
  }

  /** The request of the search on the screen into the form, at the field that has to change. */
  async #edit(event) {
    this.session.edit();
    this.formOpen = true;
    await this.updateComplete;
    this.#part('form').focusField(event.detail);
  }

  async #details(index) {
    const { session } = this;
    if (session.shown && index >= 0) {
      await import('./parts/details.js');
      await this.#part('details').show(session, session.shown, index);
    }
  }

  #skip() {
    this.renderRoot.getElementById('main').focus();
  }

  #mark() {
    return html`<img src="/static/voyage.svg" width="22" height="22" alt="" />`;
  }

  #search(model) {
    const { session } = this;
    const live = session.stream.state !== 'waiting';
    return html` <section class="panel top" aria-label=${texts.head.label}>
        <voyage-head .session=${session} .model=${model} .live=${live} @edit=${this.#edit}></voyage-head>
        <voyage-steps .model=${model} .live=${live}></voyage-steps>
        <voyage-notices .model=${model}></voyage-notices>
        <voyage-upkeep .session=${session} .model=${model} .live=${live}></voyage-upkeep>
      </section>
      <voyage-views .rows=${session.rows}></voyage-views>
      <voyage-choice .session=${session} .model=${model}></voyage-choice>
      <voyage-files .session=${session} .model=${model}></voyage-files>
      <voyage-details></voyage-details>
      <div class="two">
        <voyage-take .model=${model}></voyage-take>
        <voyage-snippets .model=${model}></voyage-snippets>
      </div>`;
  }

  #nothing() {
    return html`<voyage-start .session=${this.session} @fill=${this.#fill}></voyage-start>`;
  }
}

customElements.define('voyage-app', VoyageApp);
