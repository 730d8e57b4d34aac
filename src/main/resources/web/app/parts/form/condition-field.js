import { LitElement, css, html, nothing } from 'lit';
import { shared } from '../../styles.js';
import { texts } from '../../texts/texts.js';
import { Suggestions, suggestStyles } from './suggest.js';

const words = texts.form;
const MOST = 12;
const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'is', 'null', 'like', 'between']);

/**
 * The condition. Names of columns are offered where they are known; a mistake is shown where it is: the `problem` of a refused
 * search moves the caret there, the `doubt` of a text that is being typed does not. Fires 'changed' with the text.
 */
export class ConditionField extends LitElement {
  static properties = {
    value: {},
    columns: { attribute: false },
    problem: { attribute: false },
    doubt: { attribute: false },
  };
  static shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static styles = [
    shared,
    suggestStyles,
    css`
      input {
        font-family: var(--mono);
      }
      .told {
        min-height: 1.35em;
      }
      /* beside the search the form is narrow: most of what is said takes two lines */
      @media (min-width: 901px) {
        .told {
          min-height: 2.9em;
        }
      }
      pre {
        margin: 0.2rem 0 0;
        padding: 0.25rem 0.5rem;
        background: var(--sunken);
        border-radius: 4px;
        overflow-x: auto;
        white-space: pre-wrap;
      }
      mark {
        background: var(--bad);
        color: var(--panel);
        border-radius: 2px;
        padding: 0 1px;
      }
    `,
  ];

  #list = new Suggestions(this, 'columns', (column) => this.#took(column));

  constructor() {
    super();
    this.value = '';
    this.columns = [];
    this.problem = null;
    this.doubt = null;
  }

  updated(changed) {
    const position = this.problem?.position;
    if (changed.has('problem') && Number.isInteger(position)) {
      const input = this.renderRoot.querySelector('input');
      const at = this.#shift(position);
      input.focus();
      input.setSelectionRange(at, Math.min(at + 1, this.value.length));
    }
  }

  /** The service counts from the first character that is not a blank. */
  #shift(position) {
    return position + (this.value.length - this.value.trimStart().length);
  }

  #typed(event) {
    this.#set(event.target.value);
    this.#offer(event.target);
  }

  #set(value) {
    this.value = value;
    this.problem = null;
    this.doubt = null;
    this.dispatchEvent(new CustomEvent('changed', { detail: value }));
  }

  /** The beginning of a name before the caret. */
  #begun(input) {
    return /[A-Za-z_][A-Za-z0-9_]*$/.exec(input.value.slice(0, input.selectionStart))?.[0] ?? '';
  }

  #offer(input) {
    const begun = this.#begun(input).toLowerCase();
    const whole = this.columns.some((column) => column.name.toLowerCase() === begun);
    const quoted = (input.value.slice(0, input.selectionStart).split("'").length - 1) % 2 === 1;
    const fit =
      begun === '' || quoted || KEYWORDS.has(begun) || whole
        ? []
        : this.columns
            .filter((column) => column.name.toLowerCase().includes(begun) && column.name.toLowerCase() !== begun)
            .sort(
              (a, b) => Number(b.name.toLowerCase().startsWith(begun)) - Number(a.name.toLowerCase().startsWith(begun)),
            );
    this.#list.show(fit.slice(0, MOST), fit.length > 0 ? 0 : -1);
  }

  #took(column) {
    const input = this.renderRoot.querySelector('input');
    const caret = input.selectionStart;
    const from = caret - this.#begun(input).length;
    this.#set(`${input.value.slice(0, from)}${column.name}${input.value.slice(caret)}`);
    this.updateComplete.then(() => input.setSelectionRange(from + column.name.length, from + column.name.length));
  }

  render() {
    return html` <label for="where">${words.where}</label>
      <div class="combo">
        <input
          id="where"
          name="where"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          maxlength="20000"
          .value=${this.value}
          placeholder=${words.whereExample}
          role="combobox"
          aria-autocomplete="list"
          aria-controls="columns"
          aria-expanded=${this.#list.expanded}
          aria-activedescendant=${this.#list.activeId}
          aria-describedby="told"
          aria-invalid=${this.problem ? 'true' : 'false'}
          @input=${this.#typed}
          @keydown=${(event) => this.#list.key(event)}
          @blur=${() => this.#list.close()}
        />
        ${this.#list.render(
          words.columnList,
          (column) =>
            html` <span class="mono">${column.name}</span>
              ${column.unit ? html`<span class="muted">${column.unit}</span>` : nothing}
              ${column.description ? html`<div class="small muted wrap">${column.description}</div>` : nothing}`,
        )}
      </div>
      <div id="told" class="told small">
        ${this.problem || this.doubt ? this.#mistake() : html`<p class="muted">${this.columns.length ? words.whereKnown(this.columns.length) : words.whereHint}</p>`}
      </div>`;
  }

  #mistake() {
    const { detail, position } = this.problem ?? this.doubt;
    const at = Number.isInteger(position) ? this.#shift(position) : null;
    return html`<p class="bad wrap">${detail}</p>
      ${at === null ? nothing : html`<pre aria-label=${words.whereAt(position)}>${this.value.slice(0, at)}<mark>${this.value[at] ?? ' '}</mark>${this.value.slice(at + 1)}</pre>`}`;
  }
}

customElements.define('voyage-condition-field', ConditionField);
