import { LitElement, css, html, nothing } from 'lit';
import { duration, when } from '../format.js';
import { EndNotices } from '../desktop.js';
import { fromJson, ids, shortCatalogue } from '../model/request.js';
import { dialogs, shared } from '../styles.js';
import { texts } from '../texts/texts.js';
import { badge } from './badge.js';
import { Refresh } from './refresh.js';

const words = texts.head;

/** What the search on the screen is, and what can be done with it. */
export class SearchHead extends LitElement {
  static properties = {
    session: { attribute: false },
    model: { attribute: false },
    live: { type: Boolean },
    noNotices: { state: true },
  };
  static styles = [
    shared,
    dialogs,
    css`
      :host {
        padding: 0.6rem 0.75rem;
      }
      .top {
        justify-content: space-between;
        align-items: start;
      }
      h2 {
        font-size: 1.2rem;
        line-height: 1.3;
      }
      .asked,
      .named {
        margin-top: 0.15rem;
      }
      .outcome {
        margin-top: 0.35rem;
      }
      dialog {
        max-width: 26rem;
        padding: 1rem;
      }
      dialog .row {
        margin-top: 0.8rem;
        justify-content: end;
      }
      dialog input {
        width: 100%;
        box-sizing: border-box;
      }
    `,
  ];

  #refresh = new Refresh(this);

  willUpdate() {
    this.#refresh.listen(this.model);
  }

  toggle() {
    if (!this.live) {
      return;
    }
    const step = { EXECUTING: 'pause', PENDING: 'pause', QUEUED: 'pause', HELD: 'resume' }[this.model.phase];
    if (step) {
      this.#step(step);
    }
  }

  #step(name) {
    this.session.step(this.model.id, name);
  }

  #cancel() {
    this.renderRoot.getElementById('cancelling').showModal();
  }

  #rename() {
    const dialog = this.renderRoot.getElementById('renaming');
    const field = dialog.querySelector('input');
    field.value = this.model.name ?? '';
    dialog.showModal();
    field.select();
  }

  #renamed(event) {
    const name = event.target.querySelector('input').value.trim();
    if (event.target.returnValue === 'save' && name !== (this.model.name ?? '')) {
      this.session.rename(this.model.id, name || null);
    }
    event.target.returnValue = '';
  }

  #sure(event) {
    if (event.target.returnValue === 'yes') {
      this.#step('cancel');
    }
    event.target.returnValue = '';
  }

  render() {
    const { model } = this;
    const form = fromJson(model.request ?? {});
    const what = html`<bdi>${form.adql ? 'ADQL' : form.target || '…'}</bdi> <span class="muted">·</span> <bdi title=${form.catalogue}>${shortCatalogue(form.catalogue)}</bdi>`;
    return html` <div class="row top">
        <div>
          <div class="row">
            <h2 class="wrap">${model.name ? html`<bdi>${model.name}</bdi>` : what}</h2>
            ${badge(model.phase, model.outcome)}
            <button class="plain small" @click=${this.#rename}>${words.rename}</button>
            ${model.queuePosition ? html`<span class="muted small">${words.queue(model.queuePosition)}</span>` : nothing}
          </div>
          ${model.name ? html`<p class="named wrap">${what}</p>` : nothing} ${this.#asked(form)}
        </div>
        <div class="row">${this.#steps()}</div>
      </div>
      ${this.noNotices ? html`<p class="outcome warn" role="status">${words.notifyRefused}</p>` : nothing}
      ${model.gap ? html`<p class="outcome warn">${words.gap}</p>` : nothing}
      <dialog id="renaming" aria-label=${words.rename} @close=${this.#renamed}>
        <form method="dialog">
          <label for="name">${words.nameLabel}</label>
          <input id="name" maxlength="200" autocomplete="off" aria-describedby="name-hint" />
          <p id="name-hint" class="muted small">${words.nameHint}</p>
          <div class="row">
            <button class="primary" value="save">${words.nameSave}</button>
            <button value="" formnovalidate>${words.nameCancel}</button>
          </div>
        </form>
      </dialog>
      <dialog id="cancelling" aria-label=${words.cancelYes} @close=${this.#sure}>
        <p>${words.cancelSure}</p>
        <form method="dialog" class="row">
          <button value="">${words.cancelNo}</button><button class="primary" value="yes">${words.cancelYes}</button>
        </form>
      </dialog>`;
  }

  #asked(form) {
    const { model } = this;
    return html`<p class="asked small muted wrap">
      ${form.adql ? html`<code>${form.adql}</code>` : words.radius(form.radius)} ${form.where ? html` · ${words.where} <code>${form.where}</code>` : nothing}
      ${form.select ? html` · ${texts.choice.only(ids(form.select).length)}` : nothing}
      ${form.include ? html` · ${words.only} <code>${form.include}</code>` : nothing}
      ${form.exclude ? html` · ${words.not} <code>${form.exclude}</code>` : nothing} ·
      ${texts.form.actions[form.action] ?? form.action}
      ${model.startedAt ? html` · ${words.created} <span class="number">${when(model.startedAt)} UTC</span>` : nothing}
      ${model.millis !== null ? html` · ${words.took} <span class="number">${duration(model.millis)}</span>` : nothing}
      ${model.retryOf ? html` · ${words.retryOf} <a href="/?search=${encodeURIComponent(model.retryOf)}" @click=${this.#openOriginal}><code>${model.retryOf}</code></a>` : nothing}
    </p>`;
  }

  #openOriginal(event) {
    event.preventDefault();
    this.session.open(this.model.retryOf);
  }

  #steps() {
    const { phase, ended, overview } = this.model;
    if (ended) {
      return html`${overview.canRetry ? html`<button @click=${() => this.#step('retry')}>${words.retry}</button>` : nothing}
      ${overview.canEdit ? html`<button class="primary" @click=${this.#edit}>${words.edit}</button>` : nothing}
      ${overview.canDownload ? html`<button class="primary" @click=${() => this.session.download(this.model)}>${overview.isPlan ? words.download : words.downloadAll}</button>` : nothing}`;
    }
    const away = this.live ? nothing : words.away;
    return html` ${
        phase === 'HELD'
          ? html`<button class="primary" ?disabled=${!this.live} title=${away} @click=${() => this.#step('resume')}>
              ${words.resume}
            </button>`
          : html`<button ?disabled=${!this.live} title=${away} @click=${() => this.#step('pause')}>${words.pause}</button>`
      }
      <button ?disabled=${!this.live} title=${away} @click=${this.#cancel}>${words.cancel}</button>
      ${
        EndNotices.arePossible
          ? html`<button aria-pressed=${this.session.notices.has(this.model.id) ? 'true' : 'false'} @click=${this.#notify}>
              ${words.notify}
            </button>`
          : nothing
      }`;
  }

  async #notify() {
    this.noNotices = !(await this.session.notices.toggle(this.model.id));
    this.requestUpdate();
  }

  #edit() {
    this.dispatchEvent(new CustomEvent('edit', { bubbles: true, composed: true, detail: this.model.overview.field }));
  }
}

customElements.define('voyage-head', SearchHead);
