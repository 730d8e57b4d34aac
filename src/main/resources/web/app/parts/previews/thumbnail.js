import { LitElement, css, html, nothing } from 'lit';
import { filePath, previewOf } from '../../api.js';
import { isPicture } from '../../model/previews.js';
import { shared } from '../../styles.js';

const SIZE = 128;
/** The service makes only some previews at once, and others look at files too. */
const AT_ONCE = 2;

const waiting = [];
let loading = 0;

function loadNext() {
  while (loading < AT_ONCE && waiting.length > 0) {
    const next = waiting.shift();
    if (next.isConnected) {
      loading += 1;
      next.load().finally(() => {
        loading -= 1;
        loadNext();
      });
    }
  }
}

/** Those that come into sight are loaded, in this order. */
const sight = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting) {
      sight.unobserve(target);
      waiting.push(target);
    }
  }
  loadNext();
});

/** A small picture of a file that is here, as a button; nothing where there is none after all. */
export class Thumbnail extends LitElement {
  static properties = {
    search: { attribute: false },
    path: { attribute: false },
    label: { attribute: false },
    source: { state: true },
  };
  static styles = [
    shared,
    css`
      button {
        display: grid;
        place-items: center;
        width: 56px;
        height: 56px;
        padding: 2px;
        background: var(--sunken);
      }
      img {
        width: 50px;
        height: 50px;
        object-fit: contain;
      }
    `,
  ];

  constructor() {
    super();
    this.source = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.source === null && sight.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    sight.unobserve(this);
  }

  async load() {
    const path = filePath(this.search, this.path);
    try {
      this.source = await previewOf(isPicture(this.path) ? path : `${path}?preview=png&size=${SIZE}`);
    } catch {
      this.hidden = true; // View says why
    }
  }

  render() {
    return html`<button aria-label=${this.label} title=${this.label}>
      ${this.source ? html`<img src=${this.source} alt="" />` : nothing}
    </button>`;
  }
}

customElements.define('voyage-thumbnail', Thumbnail);
