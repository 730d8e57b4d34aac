import { LitElement, css, html, nothing } from 'lit';
import { EMPTY, fromJson } from '../../model/request.js';
import { STEPS } from '../../model/steps.js';
import { shared } from '../../styles.js';
import { texts } from '../../texts/texts.js';
import { Refresh } from '../refresh.js';

const words = texts.start;
const MOST_CATALOGUES = 12;

/** Searches that the embedded archive and the real ones answer alike. */
const EXAMPLES = [
  { target: '3C 105', catalogue: 'numaster', where: 'exposure_a <= 10000', include: 'event_cl/*' },
  { target: '1E 0657-56', catalogue: 'chanmaster', action: 'plan' },
  { target: 'GX 339-4', catalogue: 'xtemaster', action: 'observations' },
];

/**
 * What stands where a search would: examples, the catalogues that were searched before, and the steps of a search. Fires
 * 'fill' with a form, which is filled in and not yet started.
 */
export class Start extends LitElement {
  static properties = { session: { attribute: false } };
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 1.6rem;
        padding: 1.5rem 1rem;
        max-width: 78rem;
      }
      h2 {
        font-size: 1.15rem;
      }
      h3 {
        margin-bottom: 0.5rem;
      }
      .intro {
        max-width: 46rem;
        margin-top: 0.4rem;
      }
      .cards,
      ol {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr));
        gap: 0.75rem;
      }
      .cards button {
        display: grid;
        gap: 0.3rem;
        align-content: start;
        width: 100%;
        height: 100%;
        padding: 0.7rem 0.8rem;
        border-color: var(--line);
        border-radius: 6px;
        text-align: start;
        white-space: normal;
      }
      .cards button:hover {
        border-color: var(--accent);
      }
      ol {
        counter-reset: step;
      }
      ol li {
        counter-increment: step;
        display: grid;
        grid-template-columns: 1.6rem 1fr;
        font-size: 0.93rem;
      }
      ol li::before {
        content: counter(step);
        color: var(--muted);
        font-weight: 650;
      }
    `,
  ];

  #refresh = new Refresh(this);

  willUpdate() {
    this.#refresh.listen(this.session);
  }

  #fill(form) {
    this.dispatchEvent(new CustomEvent('fill', { detail: { ...EMPTY, ...form } }));
  }

  /** Catalogues of the searches in the list that have found anything, the last searched first. */
  get #catalogues() {
    const fruitful = this.session.list.filter(({ tally }) => tally.observations > 0);
    const names = fruitful.flatMap(({ request }) => request?.catalogues ?? [fromJson(request).catalogue]);
    return [...new Set(names)].filter((name) => name && !/^https?:/.test(name)).slice(0, MOST_CATALOGUES);
  }

  render() {
    const catalogues = this.#catalogues;
    return html`<section aria-label=${words.title}>
        <h2>${words.title}</h2>
        <p class="intro muted">${words.text}</p>
      </section>
      <section aria-label=${words.examples}>
        <h3>${words.examples}</h3>
        <ul class="cards">
          ${EXAMPLES.map((form, at) => this.#card(form, words.example[at]))}
        </ul>
      </section>
      ${
        catalogues.length > 0
          ? html`<section aria-label=${words.before}>
              <h3>${words.before}</h3>
              <div class="row">
                ${catalogues.map((catalogue) => html`<button class="mono" @click=${() => this.#fill({ catalogue })}>${catalogue}</button>`)}
              </div>
            </section>`
          : nothing
      }
      <section aria-label=${words.steps}>
        <h3>${words.steps}</h3>
        <ol>
          ${STEPS.map(
            (name) =>
              html`<li>
                <span><strong>${texts.steps.names[name]}</strong> <span class="muted">${words.does[name]}</span></span>
              </li>`,
          )}
        </ol>
      </section>`;
  }

  #card(form, { title, text }) {
    return html`<li>
      <button @click=${() => this.#fill(form)}>
        <strong>${title}</strong>
        <span class="muted small">${text}</span>
        <span class="mono small wrap">${[form.target, form.catalogue, form.where].filter(Boolean).join(' · ')}</span>
      </button>
    </li>`;
  }
}

customElements.define('voyage-start', Start);
