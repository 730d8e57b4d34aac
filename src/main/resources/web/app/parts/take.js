import { LitElement, css, html, nothing } from 'lit';
import { Refusal, filePath, searchPath, ticketed } from '../api.js';
import { baseName } from '../format.js';
import { isHere } from '../model/files.js';
import { titleOf } from '../model/request.js';
import { Denied, NoHub, Samp } from '../samp.js';
import { shared } from '../styles.js';
import { texts } from '../texts/texts.js';
import { Refresh } from './refresh.js';

const words = texts.take;
const IMAGES = /\.(fits?|img|fts)(\.gz)?$/i;
const LIKELY = /(\.img|_sk|_im|image|map)[^/]*$/i;
/** By the names that missions give them: events, intervals, housekeeping, orbits, spectra and the like are tables. */
const TABLES = /(gti|\.evt|_evt|_cl|_uf|hk|att|orb|mast|cat|\.arf|\.rmf|\.pha|\.pi|\.lc|spec|bpix|eph|_met|_eng|src|reg)[^/]*$/i;
const MOST_IMAGES = 200;
const samp = new Samp(texts.app.name, texts.app.claim);

/** What can be taken away: archives, lists, tables; and what can be sent to programs on this computer. */
export class TakePanel extends LitElement {
  static properties = {
    model: { attribute: false },
    selected: { state: true },
    told: { state: true },
    busy: { state: true },
    image: { state: true },
    catalogue: { state: true },
  };
  static styles = [
    shared,
    css`
      section {
        padding: 0.6rem 0.75rem 0.75rem;
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.55rem;
      }
      .line {
        display: grid;
        grid-template-columns: 3.2rem 1fr;
        gap: 0.5rem;
        align-items: baseline;
      }
      .check {
        display: inline-flex;
        gap: 0.35rem;
        align-items: center;
        font-weight: 400;
      }
      .check input {
        width: auto;
        min-height: 0;
      }
      select {
        max-width: 22rem;
        width: auto;
      }
      .image {
        display: flex;
        gap: 0.5rem;
        min-width: 0;
        max-width: 100%;
      }
      .image select {
        flex: 0 1 auto;
        min-width: 4rem;
      }
      .samp {
        border-top: 1px solid var(--line);
        padding-top: 0.55rem;
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.4rem;
      }
      .told {
        min-height: 1.4em;
      }
    `,
  ];

  #refresh = new Refresh(this, 1000);

  constructor() {
    super();
    this.selected = true;
    this.told = null;
    this.busy = false;
    this.image = '';
    this.catalogue = '';
  }

  willUpdate(changed) {
    this.#refresh.listen(this.model);
    if (changed.has('model')) {
      this.told = null;
      this.image = '';
      this.catalogue = '';
    }
  }

  /** Rows of several catalogues have not the same columns: they are taken catalogue by catalogue. */
  get #catalogue() {
    const all = this.model.request?.catalogues ?? [];
    return all.includes(this.catalogue) ? this.catalogue : (all[0] ?? null);
  }

  #rows(format) {
    const catalogue = this.#catalogue;
    const of = catalogue === null ? '' : `&catalogue=${encodeURIComponent(catalogue)}`;
    return `${searchPath(this.model.id)}/observations?format=${format}${this.selected ? '&selected=true' : ''}${of}`;
  }

  /** The search's name, and that of the catalogue where there are several. */
  get #tableName() {
    const title = titleOf(this.model.request);
    return this.#catalogue === null ? title : `${title} · ${this.#catalogue}`;
  }

  /** FITS files that may be images; those that are by their names stand first. */
  get #images() {
    const isImage = ({ path }) => IMAGES.test(path) && (LIKELY.test(path) || !TABLES.test(path));
    const fits = [...this.model.files].filter((file) => isImage(file) && isHere(file));
    return fits.sort((a, b) => Number(LIKELY.test(b.path)) - Number(LIKELY.test(a.path))).slice(0, MOST_IMAGES);
  }

  async #send(what, work) {
    this.busy = true;
    this.told = { text: words.sending };
    try {
      const number = await work();
      this.told = number > 0 ? { text: words.sent(what, number), tone: 'good' } : { text: words.noOne, tone: 'warn' };
    } catch (failure) {
      if (!(failure instanceof NoHub || failure instanceof Denied || failure instanceof Refusal)) {
        throw failure;
      }
      this.told = {
        text:
          failure instanceof NoHub
            ? words.noHub
            : failure instanceof Denied
              ? `${words.denied} ${failure.message}`
              : failure.message,
        tone: 'warn',
      };
    } finally {
      this.busy = false;
    }
  }

  /** The address as another program needs it. */
  async #full(path) {
    return new URL(await ticketed(path), location.href).href;
  }

  #sendRows() {
    return this.#send(words.table, async () =>
      samp.sendTable(
        await this.#full(this.#rows('votable')),
        ['voyage', this.model.id, this.#catalogue].filter(Boolean).join('-'),
        this.#tableName,
      ),
    );
  }

  #sendImage(path) {
    return this.#send(words.fileWord, async () =>
      samp.sendImage(
        await this.#full(filePath(this.model.id, path)),
        `voyage-${this.model.id}-${path}`,
        baseName(path),
      ),
    );
  }

  #choice() {
    const all = this.model.request?.catalogues;
    return !all
      ? nothing
      : html`<select
          aria-label=${words.catalogue}
          @change=${(event) => {
            this.catalogue = event.target.value;
          }}
        >
          ${all.map((name) => html`<option value=${name} .selected=${name === this.#catalogue}>${name}</option>`)}
        </select>`;
  }

  render() {
    const base = searchPath(this.model.id);
    const here = this.model.overview.files.done > 0;
    const images = this.#images;
    const image = images.some((file) => file.path === this.image) ? this.image : (images[0]?.path ?? '');
    return html`<section class="panel" aria-label=${words.label}>
      <h3>${words.label}</h3>
      <div class="line">
        <span class="muted">${words.rows}</span>
        <div class="row">
          ${this.#choice()} ${['votable', 'csv', 'fits'].map((format) => html`<a class="button" href=${this.#rows(format)} download>${words[format]}</a>`)}
          <label class="check"
            ><input
              type="checkbox"
              .checked=${this.selected}
              @change=${(event) => {
                this.selected = event.target.checked;
              }}
            />${words.selected}</label
          >
        </div>
      </div>
      <div class="line">
        <span class="muted">${words.files}</span>
        <div class="row">
          ${here ? html`<a class="button" href="${base}/archive.tar" download>${words.tar}</a><a class="button" href="${base}/SHA256SUMS" download="SHA256SUMS">${words.sums}</a>` : nothing}
          <a class="button" href="${base}/urls.txt" download="urls.txt">${words.urls}</a>
        </div>
      </div>
      <div class="samp">
        <span class="label">${words.samp}</span>
        <div class="row">
          <button ?disabled=${this.busy} @click=${this.#sendRows}>${words.sendRows}</button>
          ${
            images.length > 0
              ? html`<span class="image"><select
                    aria-label=${words.image}
                    @change=${(event) => {
                      this.image = event.target.value;
                    }}
                  >
                    ${images.map((file) => html`<option value=${file.path} .selected=${file.path === image}>${baseName(file.path)}</option>`)}
                  </select>
                  <button ?disabled=${this.busy} @click=${() => this.#sendImage(image)}>${words.sendImage}</button></span>`
              : nothing
          }
        </div>
        <p class="told small ${this.told?.tone ?? 'muted'}" role="status">${this.told?.text ?? words.sampHint}</p>
      </div>
    </section>`;
  }
}

customElements.define('voyage-take', TakePanel);
