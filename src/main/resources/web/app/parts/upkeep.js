import { LitElement, css, html, nothing } from 'lit';
import { Refusal, verification } from '../api.js';
import { dialogs, shared } from '../styles.js';
import { UPKEEP as words } from '../texts/upkeep-texts.js';
import { problemText } from './problem.js';
import { Refresh } from './refresh.js';

const MOST_FAULTS = 20;
const NOTHING_YET = Object.freeze({ whole: 0, changed: 0, missing: 0, bytes: 0, faults: [] });

/** Keeps an ended search, checks its files on disk, deletes it. */
export class Upkeep extends LitElement {
  static properties = {
    session: { attribute: false },
    model: { attribute: false },
    live: { type: Boolean },
    report: { state: true },
    state: { state: true },
    problem: { state: true },
  };
  static styles = [
    shared,
    dialogs,
    css`
      section {
        display: flex;
        flex-wrap: wrap;
        gap: 0.35rem 0.75rem;
        align-items: center;
        padding: 0.4rem 0.75rem;
        border-top: 1px solid var(--line);
        font-size: 0.93rem;
      }
      .row {
        margin-inline-start: auto;
      }
      ul {
        flex-basis: 100%;
        margin: 0;
        padding-inline-start: 1.2rem;
      }
      dialog {
        max-width: 28rem;
        padding: 1rem;
      }
      label {
        display: flex;
        gap: 0.4rem;
        margin-top: 0.6rem;
        font-weight: 400;
      }
      label input {
        width: auto;
        min-height: 0;
      }
      dialog .row {
        margin-top: 0.8rem;
        justify-content: end;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  #refresh = new Refresh(this);
  #running = null;

  constructor() {
    super();
    Object.assign(this, { session: null, model: null, live: true });
    this.#forget();
  }

  willUpdate(changed) {
    this.#refresh.listen(this.model);
    if (changed.has('model')) {
      this.#forget();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#forget();
  }

  /** state: idle, running, stopped or done. */
  #forget() {
    this.#running?.abort();
    this.#running = null;
    Object.assign(this, { report: NOTHING_YET, state: 'idle', problem: null });
  }

  get #checked() {
    const { whole, changed, missing } = this.report;
    return whole + changed + missing;
  }

  async #verify() {
    this.#forget();
    const running = new AbortController();
    [this.#running, this.state] = [running, 'running'];
    try {
      const total = await verification(this.model.id, (file) => this.#running === running && this.#take(file), running.signal);
      this.#end(running, total ? 'done' : 'stopped');
    } catch (failure) {
      this.problem = this.#running === running && failure instanceof Refusal ? failure.problem : null;
      this.#end(running, 'stopped');
    }
  }

  #end(running, state) {
    if (this.#running === running) {
      [this.#running, this.state] = [null, state];
    }
  }

  #take(file) {
    const report = { ...this.report };
    if (file.state === 'right') {
      report.whole += 1;
      report.bytes += file.bytes ?? 0;
    } else {
      report[file.state === 'missing' ? 'missing' : 'changed'] += 1;
      report.faults = report.faults.length < MOST_FAULTS ? [...report.faults, file] : report.faults;
    }
    this.report = report;
  }

  #ask() {
    const dialog = this.renderRoot.querySelector('dialog');
    dialog.querySelector('input').checked = false;
    dialog.showModal();
  }

  #sure(event) {
    if (event.target.returnValue === 'yes') {
      this.session.remove(this.model.id, event.target.querySelector('input').checked);
    }
    event.target.returnValue = '';
  }

  render() {
    const { model, live } = this;
    if (!model.ended) {
      return nothing;
    }
    const isRunning = this.state === 'running';
    return html`<section aria-label=${words.label}>
        <span role="status" class="number">${this.#told()}</span>
        <div class="row">
          ${isRunning ? html`<button @click=${() => this.#running?.abort()}>${words.stop}</button>` : nothing}
          ${
            model.overview.canVerify && !isRunning
              ? html`<button ?disabled=${!live} title=${words.verifyHelp} @click=${this.#verify}>${words.verify}</button>`
              : nothing
          }
          <button ?disabled=${!live} title=${words.pinHelp} aria-pressed=${model.pinned ? 'true' : 'false'} @click=${() => this.session.step(model.id, model.pinned ? 'unpin' : 'pin')}>
            ${model.pinned ? words.unpin : words.pin}
          </button>
          <button ?disabled=${!live || model.pinned} title=${model.pinned ? words.pinnedFirst : nothing} @click=${this.#ask}>${words.remove}</button>
        </div>
        ${this.#faults()}
      </section>
      <dialog aria-label=${words.removeYes} @close=${this.#sure}>
        <p>${words.removeSure}</p>
        <form method="dialog">
          <label><input type="checkbox" />${words.removeFiles}</label>
          <div class="row">
            <button value="">${words.removeNo}</button><button class="primary" value="yes">${words.removeYes}</button>
          </div>
        </form>
      </dialog>`;
  }

  /** One sentence. */
  #told() {
    if (this.problem) {
      return html`<span class="bad">${problemText(this.problem)}</span>`;
    }
    switch (this.state) {
      case 'running':
        return words.verifying(this.#checked);
      case 'stopped':
        return words.stopped(this.#checked);
      case 'done':
        return this.#result();
      default:
        return this.model.pinned ? words.pinned : '';
    }
  }

  #result() {
    if (this.#checked === 0) {
      return words.none;
    }
    const isWhole = this.report.faults.length === 0;
    return html`<span class=${isWhole ? 'good' : 'bad'}>${isWhole ? words.whole(this.report) : words.faults(this.report)}</span>`;
  }

  #faults() {
    const { faults, changed, missing } = this.report;
    const more = changed + missing - faults.length;
    return faults.length === 0
      ? nothing
      : html`<ul class="small">
          ${faults.map(({ file, state, detail }) => html`<li class="wrap"><span class="mono">${file}</span>: ${words.states[state] ?? state}${detail ? ` (${detail})` : ''}</li>`)}
          ${more > 0 ? html`<li>${words.more(more)}</li>` : nothing}
        </ul>`;
  }
}

customElements.define('voyage-upkeep', Upkeep);
