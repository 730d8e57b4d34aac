import { LitElement, css, html, nothing } from 'lit';
import { eventAt } from '../api.js';
import { NONE, bytes, position, safeHref } from '../format.js';
import { dialogs, shared } from '../styles.js';
import { DETAILS as words } from '../texts/details-texts.js';
import { MISSING, REASONS, STATE_TEXTS } from '../texts/view-texts.js';
import { decText, mjdText, raText } from '../views/sky/coordinates.js';
import { barStyles } from './bar.js';
import { laneStyles, laneTemplate } from './lane.js';
import { viewFiles } from './previews/open.js';
import './previews/thumbnail.js';
import { problemText } from './problem.js';
import { Refresh } from './refresh.js';

const FILES = 60;

/** A dialog with everything about one observation: its row, the links of the archive, its files. Loaded when first opened. */
export class Details extends LitElement {
  static properties = { at: { state: true }, links: { state: true }, problem: { state: true }, most: { state: true }, excluded: { state: true } };
  static styles = [
    shared,
    dialogs,
    laneStyles,
    barStyles,
    css`
      dialog {
        width: min(72rem, 96vw);
        max-height: 92vh;
        padding: 0.75rem 1rem 1rem;
        overflow: auto;
      }
      .top {
        justify-content: space-between;
        position: sticky;
        top: -0.75rem;
        padding-block: 0.75rem 0.35rem;
        margin-top: -0.75rem;
        background: var(--panel);
      }
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 0.15rem 0.9rem;
        margin: 0.35rem 0 0.5rem;
      }
      dt {
        color: var(--muted);
      }
      dd {
        margin: 0;
      }
      h3 {
        margin: 0.9rem 0 0.3rem;
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        border-collapse: collapse;
        width: 100%;
        font-size: 0.86rem;
      }
      th,
      td {
        text-align: start;
        vertical-align: baseline;
        padding: 0.2rem 0.6rem 0.2rem 0;
        border-top: 1px dotted var(--line);
        unicode-bidi: isolate;
      }
      thead th {
        border-top: 0;
        color: var(--muted);
        font-weight: 600;
      }
      tbody th {
        font-weight: 400;
      }
      td.address {
        min-width: 12rem;
      }
      @media (max-width: 700px) {
        .scroll table {
          min-width: 42rem;
        }
      }
      .files {
        container-type: inline-size;
      }
    `,
  ];

  #refresh = new Refresh(this);
  #loading = 0;

  constructor() {
    super();
    Object.assign(this, { session: null, model: null, at: -1, links: null, problem: null, most: FILES, excluded: false });
  }

  /** Opens the dialog for this row of the search on the screen. */
  async show(session, model, index) {
    Object.assign(this, { session, model, at: index, most: FILES, excluded: false });
    this.#refresh.listen(model, session.rows);
    this.requestUpdate();
    await this.updateComplete;
    const dialog = this.renderRoot.querySelector('dialog');
    dialog.showModal();
    dialog.scrollTop = 0;
    this.#load(session.rows.linksSeq(index));
  }

  /** The event with its links is kept by the service only. */
  async #load(seq) {
    const loading = ++this.#loading;
    [this.links, this.problem] = [seq > 0 ? null : { directories: [], others: [] }, null];
    if (seq === 0) {
      return;
    }
    const found = {};
    try {
      const { directories, others } = await eventAt(this.model.id, seq);
      found.links = { directories: directories ?? [], others: others ?? [] };
    } catch (refusal) {
      found.problem = refusal.problem ?? { detail: refusal.message };
    }
    if (loading === this.#loading) {
      Object.assign(this, found);
    }
  }

  render() {
    const { rows } = this.session ?? {};
    const isThere = rows && this.at >= 0 && this.at < rows.length;
    return html`<voyage-viewer></voyage-viewer>
      <dialog aria-label=${words.label}>
        ${
          isThere
            ? html`<div class="row top">
                  <h2 class="mono wrap">${rows.id(this.at)}</h2>
                  <form method="dialog"><button>${words.close}</button></form>
                </div>
                ${this.#facts(rows)} ${this.#columns(rows)} ${this.#links()} ${this.#files(rows.id(this.at))}`
            : html`<form method="dialog"><button>${words.close}</button></form>`
        }
      </dialog>`;
  }

  #facts(rows) {
    const { at } = this;
    const row = rows.row(at);
    const start = rows.timeMjd(at);
    const state = [STATE_TEXTS[row.state].name, REASONS[row.reason] ?? row.reason, row.publicDate && `${words.released} ${row.publicDate}`, row.detail];
    const facts = [
      [words.state, state.filter(Boolean).join(' · ')],
      [words.catalogue, row.catalogue],
      [words.around, rows.around(at)],
      [words.position, row.raDeg === null ? '' : `${position(row.raDeg, row.decDeg)} · ${raText(row.raDeg)} ${decText(row.decDeg)}`],
      [words.distance, row.offsetArcmin === null ? '' : `${row.offsetArcmin.toFixed(2)}′`],
      [words.start, Number.isNaN(start) ? '' : `${mjdText(start)} UTC`],
    ];
    return html`<dl>
      ${facts.filter(([, fact]) => fact).map(([name, fact]) => html`<dt>${name}</dt><dd class="wrap">${fact}</dd>`)}
    </dl>`;
  }

  #columns(rows) {
    const columns = rows.columnsOf(this.at);
    return table('columns', words.columns, words.columnHeads, columns, (column) => html`<th scope="row" class="mono wrap">${column.name}</th>
      <td class="number value wrap">${shown(column.value(this.at))}</td>
      <td>${column.unit}</td>
      <td class="mono wrap">${column.ucd}</td>
      <td class="wrap">${column.description}</td>`);
  }

  #links() {
    if (this.problem) {
      return html`<h3>${words.links}</h3><p role="alert">${problemText(this.problem)}</p>`;
    } else if (!this.links) {
      return html`<h3>${words.links}</h3><p class="muted" role="status">${words.loading}</p>`;
    }
    const all = [
      ...this.links.directories.map((link) => ({ ...link, use: words.directory(link.rule) })),
      ...this.links.others.map((link) => ({ ...link, use: link.fetch ? words.fetched : words.unused })),
    ];
    return all.length === 0
      ? html`<h3>${words.links}</h3><p class="muted">${words.noLinks}</p>`
      : table('links', words.links, words.linkHeads, all, linkCells);
  }

  #files(id) {
    const lane = this.model.files.lanes.get(id);
    const act = {
      toggle: () => {},
      hover: () => {},
      more: () => {
        this.most += 200;
      },
      view: (path) => viewFiles(this, lane, path),
      again: this.model.ended ? (which) => this.#again(which) : null,
      excluded: (on) => {
        this.excluded = on;
      },
    };
    return html`<h3>${words.files}</h3>
      ${lane?.files.length > 0 ? html`<ul class="files">${laneTemplate(this.model.id, lane, { most: this.most, excluded: this.excluded }, false, act)}</ul>` : html`<p class="muted">${words.noFiles}</p>`}`;
  }

  /** The new search takes the screen. */
  #again(which) {
    this.renderRoot.querySelector('dialog').close();
    this.session.again(this.model.id, which);
  }
}

const table = (name, title, heads, items, cells) => html`<h3 id=${name}>${title}</h3>
  <div class="scroll" tabindex="0" role="group" aria-labelledby=${name}>
    <table aria-labelledby=${name}>
      <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${items.map((item) => html`<tr>${cells(item)}</tr>`)}</tbody>
    </table>
  </div>`;

/** A directory has neither semantics nor a type. */
function linkCells({ url, semantics = '', localSemantics, contentType = '', contentQualifier, bytes: size, description = '', cloudAccess, use }) {
  const href = safeHref(url);
  return html`<td class="mono wrap">${semantics} ${localSemantics ?? nothing}</td>
    <td class="mono wrap">${contentType} ${contentQualifier ?? nothing}</td>
    <td class="number">${size === undefined || size === null ? NONE : bytes(size)}</td>
    <td>${use}</td>
    <td class="wrap">${description} ${cloudAccess ? html`<span class="mono muted">${cloudAccess}</span>` : nothing}</td>
    <td class="address mono wrap">${href ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${url}</a>` : url}</td>`;
}

const shown = (value) => (value === null ? MISSING : typeof value === 'object' ? JSON.stringify(value) : String(value));

customElements.define('voyage-details', Details);
