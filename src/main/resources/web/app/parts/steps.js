import { LitElement, css, html, nothing } from 'lit';
import { NONE, duration, position } from '../format.js';
import { shortCatalogue } from '../model/request.js';
import { STEPS } from '../model/steps.js';
import { shared } from '../styles.js';
import { texts } from '../texts/texts.js';
import { Refresh } from './refresh.js';

const words = texts.steps;
const MARKS = {
  waiting: '·',
  busy: '◔',
  done: '✓',
  flawed: '!',
  failed: '✕',
  stopped: '■',
  unreached: NONE,
  unneeded: NONE,
  unasked: NONE,
};
/** Of these nothing is told but the state. */
const SILENT = new Set(['unasked', 'unneeded', 'unreached']);

/** The six steps side by side: what each has found, and how long it took. */
export class StepStrip extends LitElement {
  static properties = { model: { attribute: false }, live: { type: Boolean } };
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
      .stopped .mark,
      .flawed .mark {
        color: var(--warn);
        font-weight: 700;
      }
      .waiting,
      .unasked,
      .unneeded,
      .unreached {
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
    this.#clock = setInterval(() => !this.live || this.model?.ended || document.hidden || this.#refresh.ask(), 1000);
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
    const { overview, steps } = this.model;
    const step = overview.steps[name];
    return html`<li class=${step.state}>
      <div class="name">
        <span class="mark" aria-hidden="true">${MARKS[step.state]}</span>${words.names[name]}
        <span class="hidden-text">${words.states[step.state]}</span>
        <span class="time number muted">${this.#time(step)}</span>
      </div>
      <div class="what number">${SILENT.has(step.state) ? words.silent[step.state] : step.state === 'waiting' ? nothing : this[`_${name}`](steps, overview)}</div>
    </li>`;
  }

  #time({ state, from, to }) {
    if (from === null) {
      return nothing;
    }
    const until = state === 'busy' ? (this.live ? Math.max(Date.now(), from) : this.model.steps.lastTime) : to;
    return until === null ? nothing : duration(until - from);
  }

  #failed(number) {
    return number > 0 ? html`<div class="bad">${words.failed(number)}</div>` : nothing;
  }

  _resolve({ targets, expectedTargets }, { failed }) {
    const [first] = targets;
    return html`${
      first
        ? html`<bdi>${first.mainName ?? first.name}</bdi>
            <span class="mono">${position(first.raDeg, first.decDeg)}</span>
            ${first.resolver ? html`<span class="muted">${texts.form.resolver(first.resolver)}${first.cached ? `, ${words.cached}` : ''}</span>` : nothing}`
        : nothing
    }
    ${expectedTargets > 1 ? html`<div>${words.files(targets.length, expectedTargets)}</div>` : nothing}${this.#failed(failed.target)}`;
  }

  _registry({ services, expectedServices }, { failed }) {
    const [first] = services;
    return html`${first ? html`<bdi title=${first.accessUrl}>${shortCatalogue(first.title ?? first.ivoid ?? first.accessUrl)}</bdi>` : nothing}
    ${expectedServices > 1 ? html`<div>${words.files(services.length, expectedServices)}</div>` : nothing}${this.#failed(failed.service)}`;
  }

  _cone({ overflow, tables, unreadable }, { rows, selected, repeated, outside, failed }) {
    return html`${words.rows(rows, selected)}
    ${outside ? html`<div>${words.outside(outside)}</div>` : nothing}
    ${repeated ? html`<div class="muted">${words.repeated(repeated)}</div>` : nothing}
    ${overflow ? html`<div class="warn">${words.overflow}</div>` : nothing}
    ${tables ? html`<div class="warn">${words.tables(tables)}</div>` : nothing}
    ${unreadable.size > 0 ? html`<div class="warn">${words.unreadable([...unreadable])}</div>` : nothing}${this.#failed(failed.catalogue)}`;
  }

  _links(steps, { linked, selected, unavailable, failed, steps: { links } }) {
    return html`${words.links(linked, selected)}
    ${unavailable ? html`<div class="muted">${words.unavailable(unavailable)}</div>` : nothing}
    ${failed.fault ? html`<div class="bad">${words.fault(failed.fault)}</div>` : nothing}
    ${this.#failed(links.flaws - failed.fault)}`;
  }

  _listing({ directories, refused, plan }, { files, refused: lost, steps: { listing } }) {
    return html`${words.listing(directories, files.files)}
    ${files.excluded ? html`<div class="muted">${words.excluded(files.excluded)}</div>` : nothing}
    ${plan ? html`<div>${words.plan(plan)} ${plan.bytesUnknownFor ? words.planUnknown(plan.bytesUnknownFor) : nothing}</div>` : nothing}
    ${lost ? html`<div class="warn">${words.refused(lost)}</div>` : nothing}
    ${refused > lost ? html`<div class="muted">${words.ignored(refused - lost)}</div>` : nothing}${this.#failed(listing.flaws)}`;
  }

  _files(steps, { files }) {
    return files.files === 0 ? nothing : html`${words.ended(files.ended, files.files)}${this.#failed(files.failed)}`;
  }
}

customElements.define('voyage-steps', StepStrip);
