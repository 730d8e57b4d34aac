import { LitElement, css, html, nothing } from 'lit';
import { when } from '../format.js';
import { shared } from '../styles.js';
import { texts } from '../texts.js';
import { problemText } from './problem.js';
import { Refresh } from './refresh.js';

const words = texts.problems;
const MOST = 100;

/** A line that is always there, so that nothing jumps: what went wrong on the way although the search goes on: hosts, and observations whose links or directories failed. */
export class Notices extends LitElement {
  static properties = { model: { attribute: false } };
  static styles = [
    shared,
    css`
      .line {
        padding: 0.3rem 0.75rem;
      }
      p.line {
        line-height: 24px;
      }
      summary {
        line-height: 24px;
      }
      summary {
        cursor: pointer;
        font-weight: 600;
        color: var(--warn);
      }
      ul {
        margin-top: 0.35rem;
        max-height: 12rem;
        overflow: auto;
      }
      li {
        padding: 0.2rem 0;
        border-top: 1px dotted var(--line);
      }
    `,
  ];

  #refresh = new Refresh(this, 500);

  willUpdate() {
    this.#refresh.listen(this.model);
  }

  render() {
    const { notices, failures, files } = this.model;
    const number = notices.length + failures.length;
    return number === 0
      ? html`<p class="line muted small">${files.counts.failed > 0 ? words.filesOnly : words.none}</p>`
      : html`<details class="line">
          <summary>${words.label} <span class="number muted">(${number})</span></summary>
          <ul class="small">
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
            ${failures.slice(0, MOST).map(({ observation, problem }) => html`<li><span class="mono wrap">${observation}</span> ${problemText(problem)}</li>`)}
          </ul>
        </details>`;
  }
}

customElements.define('voyage-notices', Notices);
