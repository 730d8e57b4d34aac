import { LitElement, css, html, nothing } from 'lit';
import { shared } from '../styles.js';
import { DETAILS } from '../texts/details-texts.js';
import { texts } from '../texts/texts.js';
import { Refresh } from './refresh.js';

const words = texts.choice;
const CHANGES = ['chosen', 'picked', 'filtered'];

/** What to do with picked observations: how many they are, and their download as a search of its own. */
export class Choice extends LitElement {
  static properties = { session: { attribute: false }, model: { attribute: false }, busy: { state: true } };
  static styles = [
    shared,
    css`
      section {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.35rem 0.75rem;
        padding: 0.4rem 0.75rem;
        font-size: 0.93rem;
      }
      .row {
        margin-inline-start: auto;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  #refresh = new Refresh(this);
  #rows = null;
  #draw = () => this.requestUpdate();

  constructor() {
    super();
    this.busy = false;
  }

  willUpdate() {
    this.#watch(this.session.rows);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#watch(null);
  }

  /** Another search has other rows. */
  #watch(rows) {
    if (rows !== this.#rows) {
      CHANGES.forEach((type) => this.#rows?.removeEventListener(type, this.#draw));
      CHANGES.forEach((type) => rows?.addEventListener(type, this.#draw));
      this.#rows = rows;
      this.#refresh.listen(rows, this.model);
    }
  }

  /** All rows that pass the filter, as far as they can be picked. */
  #shown() {
    const { rows } = this.session;
    return Array.from({ length: rows.length }, (_, row) => row).filter(
      (row) => rows.passes(row) && (rows.filter.isActive || rows.selected(row)),
    );
  }

  async #download(ids) {
    if (this.busy) {
      return;
    }
    this.busy = true;
    await this.session.downloadOnly(this.model, ids);
    this.busy = false;
  }

  #details(index) {
    this.dispatchEvent(new CustomEvent('details', { bubbles: true, composed: true, detail: { index } }));
  }

  render() {
    const { rows } = this.session;
    if (rows.length === 0) {
      return nothing;
    }
    const { chosen, picked } = rows;
    const count = chosen.size;
    const here = rows.indexOf(picked);
    const isPossible = here >= 0 && chosen.isPossible(here);
    const all = rows.filter.isActive ? rows.shownLength : rows.length - rows.stateCounts[0];
    return html`<section class="panel" aria-label=${words.label}>
      <span role="status" class="number">${count > 0 ? words.count(count) : words.none}</span>
      ${count > 0 ? nothing : html`<span class="muted small">${words.hint}</span>`}
      <div class="row">
        ${here >= 0 ? html`<button @click=${() => this.#details(here)}>${DETAILS.open} <bdi class="mono">${picked}</bdi></button>` : nothing}
        ${
          isPossible
            ? html`<button aria-pressed=${chosen.has(picked) ? 'true' : 'false'} @click=${() => chosen.toggle(here)}>
                ${words.one} <bdi class="mono">${picked}</bdi>
              </button>
              ${
                this.model.ended
                  ? html`<button @click=${() => this.session.again(this.model.id, { observations: [picked] })}>
                      ${words.again} <bdi class="mono">${picked}</bdi>
                    </button>`
                  : nothing
              }`
            : nothing
        }
        ${all > 0 ? html`<button @click=${() => chosen.add(this.#shown())}>${rows.filter.isActive ? words.shown(all) : words.all(all)}</button>` : nothing}
        ${
          count > 0
            ? html`<button @click=${() => chosen.clear()}>${words.clear}</button>
                <button class="primary" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => this.#download(chosen.ids)}>
                  ${words.download}
                </button>`
            : nothing
        }
      </div>
    </section>`;
  }
}

customElements.define('voyage-choice', Choice);
