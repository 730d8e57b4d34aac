import { LitElement, css, html, nothing } from 'lit';
import { when } from '../format.js';
import { KINDS } from '../model/overview.js';
import { shared } from '../styles.js';
import { texts } from '../texts/texts.js';
import { problemText } from './problem.js';
import { Refresh } from './refresh.js';

const words = texts.problems;
const MOST = 100;

/** A line that is always there, so that nothing jumps: what went wrong, by kind, and which hosts made the search wait. A search that failed shows its problem at once. */
export class Notices extends LitElement {
  static properties = { model: { attribute: false } };
  static styles = [
    shared,
    css`
      .line {
        padding: 0.3rem 0.75rem;
        line-height: 24px;
      }
      summary {
        cursor: pointer;
      }
      summary strong {
        color: var(--bad);
      }
      .hosts summary strong {
        color: var(--warn);
      }
      ul {
        margin-top: 0.35rem;
        max-height: 12rem;
        overflow: auto;
        line-height: 1.45;
      }
      li {
        padding: 0.2rem 0;
        border-top: 1px dotted var(--line);
      }
    `,
  ];

  #refresh = new Refresh(this);

  willUpdate() {
    this.#refresh.listen(this.model);
  }

  render() {
    const { overview, notices, ended } = this.model;
    const hosts = notices.length > 0 ? this.#hosts(notices) : nothing;
    return overview.anyFailed
      ? html`${this.#failures(overview)} ${hosts}`
      : html`${hosts === nothing ? html`<p class="line muted small">${ended ? words.none : words.noneYet}</p>` : hosts}`;
  }

  #failures({ failed }) {
    const { problem, failures } = this.model;
    const told = KINDS.filter((of) => failed[of] > 0).map((of) => words.failedOf[of](failed[of]));
    return html`<details class="line failures" .open=${problem !== null}>
      <summary>
        <strong>${words.label}</strong> <span class="number">${problem ? words.search : told.join(', ')}</span>
      </summary>
      ${problem ? html`<p class="problem">${problemText(problem)}</p>` : nothing}
      <ul class="small">
        ${failures.slice(0, MOST).map(({ of, name, problem: why }) => html`<li><span class="muted">${words.kinds[of]}</span> <bdi class="mono wrap">${name}</bdi> ${problemText(why)}</li>`)}
        ${failures.length > MOST ? html`<li class="muted">${words.more(failures.length - MOST)}</li>` : nothing}
      </ul>
    </details>`;
  }

  #hosts(notices) {
    return html`<details class="line hosts small">
      <summary><strong>${words.notices}</strong> <span class="number muted">(${notices.length})</span></summary>
      <ul>
        ${notices.map(
          ({ kind, host, detail, retryAfterSeconds, time, times }) =>
            html`<li>
              <span class="number muted">${when(time)}</span> <span class="mono">${host}</span>
              <span class="warn">${words[kind]}</span>
              <span class="wrap">${detail}</span>
              ${retryAfterSeconds ? html`<span class="muted">· ${words.retryAfter(retryAfterSeconds)}</span>` : nothing}
              ${times > 1 ? html`<span class="muted">· ${words.times(times)}</span>` : nothing}
            </li>`,
        )}
      </ul>
    </details>`;
  }
}

customElements.define('voyage-notices', Notices);
