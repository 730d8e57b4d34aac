import { LitElement, css, html, nothing } from 'lit';
import { when } from '../format.js';
import { shared } from '../styles.js';
import { texts } from '../texts/texts.js';
import { Refresh } from './refresh.js';

const words = texts.connection;

/** How the page's one connection is: honestly, with since when it is broken and when it is tried again. */
export class Connection extends LitElement {
  static properties = { session: { attribute: false }, stream: { attribute: false } };
  static styles = [
    shared,
    css`
      :host {
        display: flex;
        gap: 0.4rem;
        align-items: center;
        font-size: 0.86rem;
      }
      .dot {
        width: 0.6rem;
        height: 0.6rem;
        border-radius: 50%;
        background: var(--rejected);
        flex: none;
      }
      .open .dot {
        background: var(--good);
      }
      .away .dot,
      .waiting .dot {
        background: var(--warn);
      }
      .state {
        display: flex;
        gap: 0.4rem;
        align-items: center;
      }
      /* where there is little room what is said below takes no more lines than the header has */
      @media (max-width: 600px) {
        :host {
          min-height: 30px;
        }
        button {
          min-height: 28px;
        }
        .since {
          display: none;
        }
        .broken {
          display: grid;
          line-height: 1.2;
        }
      }
      @media (forced-colors: active) {
        .dot {
          forced-color-adjust: none;
        }
      }
    `,
  ];

  #refresh = new Refresh(this, 50);
  #clock = null;

  connectedCallback() {
    super.connectedCallback();
    this.#clock = setInterval(() => this.stream?.state === 'waiting' && this.requestUpdate(), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#clock);
  }

  willUpdate() {
    this.#refresh.listen(this.stream, this.session);
  }

  /** While nothing is followed, what the last look at the list found, and whether the search on the screen is on its way. */
  #word(state) {
    const { loaded, reachable, shown } = this.session;
    if (state === 'idle' && !reachable) {
      return 'away';
    }
    return state === 'idle' && (!loaded || shown?.loading) ? 'loading' : state;
  }

  render() {
    const { state, brokenSince, nextTry } = this.stream;
    const broken = state === 'waiting';
    const seconds = nextTry === null ? null : Math.max(0, Math.ceil((nextTry - Date.now()) / 1000));
    return html`<span class="state ${this.#word(state)}"
        ><span class="dot" aria-hidden="true"></span>
        <span class=${broken ? 'broken' : ''} title=${broken ? words.since(when(brokenSince ?? Date.now())) : nothing}
          >${words[this.#word(state)]}
          ${broken ? html`<span class="muted number"><span class="since">${words.since(when(brokenSince ?? Date.now()))}, </span>${seconds === null ? words.trying : words.next(seconds)}</span>` : nothing}</span
        ></span
      >
      <span class="hidden-text" role="status">${broken ? words.waiting : nothing}</span>
      ${broken && seconds !== null ? html`<button class="small" @click=${() => this.stream.retryNow()}>${words.now}</button>` : nothing}`;
  }
}

customElements.define('voyage-connection', Connection);
