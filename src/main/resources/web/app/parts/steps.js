import { LitElement, css, html, nothing } from 'lit';
import { NONE, count, duration, position } from '../format.js';
import { STEPS } from '../model/steps.js';
import { shared } from '../styles.js';
import { texts } from '../texts.js';
import { Refresh } from './refresh.js';

const words = texts.steps;
const MARKS = { waiting: '·', busy: '◔', done: '✓', failed: '✕', stopped: '■', unasked: NONE };

/** The six steps side by side: what each has found, and how long it took. */
export class StepStrip extends LitElement {
  static properties = { model: { attribute: false } };
  static styles = [
    shared,
    css`
      ol {
        display: grid;
        grid-template-columns: repeat(6, 1fr);
      }
      li {
        padding: 0.4rem 0.75rem 0.5rem;
        border-inline-start: 1px solid var(--line);
        min-width: 0;
        min-height: 5.9rem;
      }
      li:first-child {
        border-inline-start: 0;
      }
      .name {
        display: flex;
        gap: 0.35rem;
        font-weight: 650;
        font-size: 0.86rem;
        align-items: baseline;
      }
      .name .time {
        margin-inline-start: auto;
        font-weight: 400;
      }
      .mark {
        width: 1em;
        text-align: center;
      }
      .busy .mark {
        color: var(--accent);
      }
      .done .mark {
        color: var(--good);
      }
      .failed .mark {
        color: var(--bad);
      }
      .stopped .mark {
        color: var(--warn);
      }
      .waiting,
      .unasked {
        color: var(--muted);
      }
      .what {
        font-size: 0.86rem;
        overflow-wrap: anywhere;
        max-height: 7.25em;
        overflow: hidden;
      }
      @media (max-width: 1100px) {
        ol {
          grid-template-columns: repeat(3, 1fr);
        }
        li:nth-child(3n + 1) {
          border-inline-start: 0;
        }
        li:nth-child(n + 4) {
          border-top: 1px solid var(--line);
        }
      }
      @media (max-width: 520px) {
        ol {
          grid-template-columns: 1fr 1fr;
        }
        li {
          border-inline-start: 0;
          border-top: 1px solid var(--line);
        }
        li:nth-child(-n + 2) {
          border-top: 0;
        }
        li:nth-child(even) {
          border-inline-start: 1px solid var(--line);
        }
      }
    `,
  ];

  #refresh = new Refresh(this);
  #clock = null;

  connectedCallback() {
    super.connectedCallback();
    this.#clock = setInterval(() => this.model?.ended || document.hidden || this.requestUpdate(), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#clock);
  }

  willUpdate() {
    this.#refresh.listen(this.model);
  }

  render() {
    return html`<ol aria-label=${words.label}>
      ${STEPS.map((name) => this.#step(name))}
    </ol>`;
  }

  #step(name) {
    const step = this.model.steps.all[name];
    return html`<li class=${step.state}>
      <div class="name">
        <span class="mark" aria-hidden="true">${MARKS[step.state]}</span>${words.names[name]}
        <span class="hidden-text">${words.states[step.state]}</span>
        <span class="time number muted">${this.#time(step)}</span>
      </div>
      <div class="what number">${step.state === 'unasked' ? nothing : this[`_${name}`](this.model.steps)}</div>
    </li>`;
  }

  #time({ state, from, to }) {
    if (from === null) {
      return nothing;
    }
    const until = state === 'busy' ? Math.max(Date.now(), from) : to;
    return until === null ? nothing : duration(until - from);
  }

  #failed(of) {
    const number = this.model.failed(of);
    return number > 0 ? html`<div class="bad">${words.failed(number)}</div>` : nothing;
  }

  _resolve({ targets, expectedTargets }) {
    const [first] = targets;
    if (!first) {
      return nothing;
    }
    return html`<bdi>${first.mainName ?? first.name}</bdi>
      <span class="mono">${position(first.raDeg, first.decDeg)}</span>
      ${first.resolver ? html`<span class="muted">${texts.form.resolver(first.resolver)}${first.cached ? `, ${words.cached}` : ''}</span>` : nothing}
      ${expectedTargets > 1 ? html`<div>${words.files(targets.length, expectedTargets)}</div>` : nothing}${this.#failed('target')}`;
  }

  _registry({ services, expectedServices }) {
    const [first] = services;
    return first
      ? html`<bdi>${first.title ?? first.ivoid ?? first.accessUrl}</bdi>
          ${expectedServices > 1 ? html`<div>${words.files(services.length, expectedServices)}</div>` : nothing}${this.#failed('service')}`
      : nothing;
  }

  _cone({ rows, selected, overflow, all }) {
    return all.cone.state === 'waiting'
      ? nothing
      : html`${words.rows(rows, selected)} ${overflow ? html`<div class="warn">${words.overflow}</div>` : nothing}${this.#failed('catalogue')}`;
  }

  _links({ linked, expected, unavailable, failedObservations, all }) {
    return all.links.state === 'waiting'
      ? nothing
      : html`${words.links(linked, expected)}
        ${unavailable ? html`<div class="muted">${words.unavailable(unavailable)}</div>` : nothing}
        ${failedObservations ? html`<div class="bad">${words.failed(failedObservations)}</div>` : nothing}`;
  }

  _listing({ directories, refused, plan, all }) {
    return all.listing.state === 'waiting'
      ? nothing
      : html`${words.listing(directories, this.model.files.size)}
        ${plan ? html`<div>${words.plan(plan)} ${plan.bytesUnknownFor ? words.planUnknown(plan.bytesUnknownFor) : nothing}</div>` : nothing}
        ${refused ? html`<div class="muted">${words.refused(refused)}</div>` : nothing}`;
  }

  _files() {
    const { files } = this.model;
    const done = files.counts.complete + files.counts.skipped - files.excluded;
    return files.wanted === 0
      ? nothing
      : html`${words.files(done, files.wanted)}
        ${files.counts.failed ? html`<div class="bad">${words.failed(files.counts.failed)}</div>` : nothing}`;
  }
}

customElements.define('voyage-steps', StepStrip);
