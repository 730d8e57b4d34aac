import { css, html, nothing } from 'lit';

/** The look of a list of suggestions; its host has a `.combo` that is positioned. */
export const suggestStyles = css`
  .combo {
    position: relative;
  }
  .suggestions {
    position: absolute;
    z-index: 20;
    inset-inline: 0;
    top: calc(100% + 2px);
    max-height: 320px;
    overflow: auto;
    background: var(--panel);
    border: 1px solid var(--edge);
    border-radius: 5px;
    box-shadow: 0 6px 20px rgb(0 0 0 / 25%);
  }
  .suggestions > li {
    padding: 0.35rem 0.55rem;
    cursor: pointer;
    border-bottom: 1px solid var(--line);
  }
  .suggestions > li:last-child {
    border-bottom: 0;
  }
  .suggestions > li[aria-selected='true'] {
    background: var(--sunken);
    box-shadow: inset 3px 0 0 var(--accent);
  }
  @media (forced-colors: active) {
    .suggestions > li[aria-selected='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .suggestions > li[aria-selected='true'] * {
      color: inherit;
    }
  }
  .suggestions .what {
    display: -webkit-box;
    -webkit-line-clamp: 2;
    -webkit-box-orient: vertical;
    overflow: hidden;
  }
`;

/**
 * The list under a field, an editable combobox with list autocompletion as the ARIA Authoring Practices describe it: focus
 * stays in the field; arrows move, Enter and Tab take, Escape closes.
 */
export class Suggestions {
  items = [];
  active = -1;
  #host;
  #id;
  #take;

  /** @param take called with the item that was chosen */
  constructor(host, id, take) {
    this.#host = host;
    this.#id = id;
    this.#take = take;
  }

  get open() {
    return this.items.length > 0;
  }

  show(items, active = -1) {
    this.items = items;
    this.active = items.length > 0 ? active : -1;
    this.#host.requestUpdate();
  }

  close() {
    if (this.open) {
      this.show([]);
    }
  }

  /** The attributes of the field, for its template. */
  get expanded() {
    return this.open ? 'true' : 'false';
  }

  get activeId() {
    return this.active >= 0 ? `${this.#id}-${this.active}` : '';
  }

  /** @returns whether the key was for the list */
  key(event) {
    if (!this.open) {
      return false;
    }
    const last = this.items.length - 1;
    const moves = {
      ArrowDown: this.active < last ? this.active + 1 : 0,
      ArrowUp: this.active > 0 ? this.active - 1 : last,
    };
    if (event.key in moves) {
      this.active = moves[event.key];
      this.#host.requestUpdate();
      this.#host.updateComplete.then(() =>
        this.#host.renderRoot.getElementById(this.activeId)?.scrollIntoView({ block: 'nearest' }),
      );
    } else if ((event.key === 'Enter' || event.key === 'Tab') && this.active >= 0) {
      this.choose(this.active);
      if (event.key === 'Tab') {
        return false;
      }
    } else if (event.key === 'Escape') {
      this.close();
    } else {
      return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  choose(index) {
    const item = this.items[index];
    this.close();
    this.#take(item);
  }

  /** @param draw the template of one item */
  render(label, draw) {
    return html`<ul class="suggestions" role="listbox" id=${this.#id} aria-label=${label} ?hidden=${!this.open}>
      ${
        this.open
          ? this.items.map(
              (item, i) =>
                html` <li
                  role="option"
                  id="${this.#id}-${i}"
                  aria-selected=${i === this.active ? 'true' : 'false'}
                  @pointerdown=${(event) => event.preventDefault()}
                  @click=${() => this.choose(i)}
                >
                  ${draw(item)}
                </li>`,
            )
          : nothing
      }
    </ul>`;
  }
}
