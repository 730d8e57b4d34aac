import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { bytes, when } from '../format.js';
import { canRetry } from '../model/overview.js';
import { fromJson, shortCatalogue } from '../model/request.js';
import { fileCounts } from '../model/tally.js';
import { shared } from '../styles.js';
import { texts } from '../texts/texts.js';
import { badge } from './badge.js';
import { Refresh } from './refresh.js';

const words = texts.searches;

/** All searches, the newest first, live. */
export class SearchList extends LitElement {
  static properties = { session: { attribute: false } };
  static styles = [
    shared,
    css`
      h3 {
        padding: 0.5rem 0.75rem;
        border-bottom: 1px solid var(--line);
      }
      .none {
        padding: 0.6rem 0.75rem;
      }
      ul {
        max-height: var(--searches-height, 46vh);
        overflow: auto;
      }
      li {
        border-bottom: 1px solid var(--line);
        padding: 0.35rem 0.75rem;
      }
      li.shown {
        box-shadow: inset 3px 0 0 var(--accent);
        background: var(--sunken);
      }
      .line {
        display: flex;
        gap: 0.5rem;
        align-items: baseline;
        justify-content: space-between;
      }
      a {
        color: inherit;
        display: -webkit-box;
        -webkit-line-clamp: 4;
        -webkit-box-orient: vertical;
        overflow: hidden;
        min-height: 24px;
        line-height: 1.5;
        font-weight: 600;
        text-decoration: none;
      }
      .line a:focus-visible {
        outline-offset: -1px;
      }
      @media (forced-colors: active) {
        li.shown {
          border-inline-start: 4px solid Highlight;
        }
      }
      a:hover {
        text-decoration: underline;
      }
      .older {
        margin: 0.5rem 0.75rem;
      }
      .acts {
        margin-inline-start: auto;
        display: flex;
        gap: 0.15rem;
      }
      .acts button {
        min-height: 24px;
      }
    `,
  ];

  #refresh = new Refresh(this);

  willUpdate() {
    this.#refresh.listen(this.session, this.session.shown, this.session.stream);
  }

  focusFirst() {
    this.renderRoot.querySelector('a')?.focus();
  }

  #open(event, id) {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.session.open(id);
    }
  }

  render() {
    const { list, more, shown, loaded } = this.session;
    return html`<nav class="panel" aria-label=${words.label}>
      <h3>${words.label}</h3>
      ${list.length === 0 ? html`<p class="none muted">${loaded ? words.none : words.loading}</p>` : nothing}
      <ul>
        ${repeat(list, (search) => search.id, (search) => this.#search(search, shown?.id === search.id))}
      </ul>
      ${more ? html`<button class="older" @click=${() => this.session.older()}>${words.older}</button>` : nothing}
    </nav>`;
  }

  #search(search, isShown) {
    const form = fromJson(search.request);
    const now = isShown ? this.#shownNow(search) : search;
    const { tally } = now;
    const files = fileCounts(tally);
    const title = `${search.name ? `${search.name}: ` : ''}${form.target} · ${form.catalogue}`;
    const short = `${form.target} · ${shortCatalogue(form.catalogue)}`;
    return html`<li class=${isShown ? 'shown' : ''}>
      <div class="line">
        <a
          class="wrap"
          title=${title}
          href="/?search=${encodeURIComponent(search.id)}"
          aria-current=${isShown ? 'page' : nothing}
          @click=${(event) => this.#open(event, search.id)}
          >${search.name ? html`<bdi>${search.name}</bdi>` : short}</a
        >${badge(now.phase, now.outcome)}
      </div>
      ${search.name ? html`<div class="small muted wrap">${short}</div>` : nothing}
      ${form.where ? html`<div class="mono small muted wrap">${form.where}</div>` : nothing}
      <div class="line small">
        <span class="number muted"
          >${when(search.created)} ·
          ${files.files > 0 ? html`${now.request?.action === 'plan' ? words.planned(files.files) : words.files(files.ended, files.files)}${tally.bytes > 0 ? ` · ${words.fetched(bytes(tally.bytes))}` : ''}` : words.rows(tally.observations)}
          ${files.failed ? html`<span class="bad">· ${words.failed(files.failed)}</span>` : nothing}</span
        >
        <span class="acts" role="group" aria-label=${words.actions(title)}>${this.#steps(now)}</span>
      </div>
    </li>`;
  }

  /** The search on the screen is told by its own events: here as there. */
  #shownNow(search) {
    const { shown } = this.session;
    const { tally, phase, outcome, problem, failures } = shown;
    return shown.seq > 0 ? { ...search, tally, phase, outcome, problem, failures } : search;
  }

  #steps(search) {
    const button = (name, label) =>
      html`<button class="plain small" ?disabled=${this.session.stream.state === 'waiting'} @click=${() => this.session.step(search.id, name)}>${label}</button>`;
    if (search.outcome) {
      return canRetry(search) ? button('retry', texts.head.retry) : nothing;
    }
    return html`${search.phase === 'HELD' ? button('resume', texts.head.resume) : button('pause', texts.head.pause)}
    ${button('cancel', texts.head.cancel)}`;
  }
}

customElements.define('voyage-searches', SearchList);
