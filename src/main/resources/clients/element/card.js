import { make, setText } from './make.js';
import { SkyPart } from './sky-part.js';
import { TablePart } from './table-part.js';
import { WORDS } from './words.js';

/** What the element draws: its texts come from the store, and only from there. */
export class Card {
  #title = make('h2', { part: 'title' });
  #badge = make('span', { class: 'badge', part: 'badge' });
  #link = make('a', { target: '_blank', rel: 'noopener', part: 'link' }, WORDS.open);
  #note = make('p', { class: 'warn', role: 'status', part: 'note' });
  #start = make('button', { type: 'button', class: 'primary', part: 'start' });
  #counts = make('dl', { part: 'counts' });
  #bar = make('progress', { 'aria-label': WORDS.filesLabel });
  #ended = make('span');
  #files = make('div', { class: 'files', part: 'files' }, this.#bar, this.#ended);
  #views = make('div', { class: 'views' });
  #said = make('p', { class: 'unseen', role: 'status' });
  #table;
  #sky;
  #spoken = '';

  /**
   * @param host the element
   * @param hooks start() for a click on the button; sorted(name, descending) for one on a column
   */
  constructor(host, { start, sorted }) {
    this.#table = new TablePart(sorted);
    this.#sky = new SkyPart(host);
    this.#start.addEventListener('click', start);
    const head = make('div', { class: 'head' }, this.#title, this.#badge, this.#start, this.#link);
    const card = make('div', { class: 'card', part: 'card' }, head, this.#note, this.#counts, this.#files, this.#views);
    this.element = make('div', { class: 'outer' }, card, this.#said);
  }

  /** Begins to draw another search, or none. */
  follow(store) {
    this.#spoken = '';
    setText(this.#said, '');
    this.#counts.replaceChildren();
    delete this.#counts.dataset.names;
    if (store) {
      this.#table.follow(store);
      this.#sky.follow(store);
    }
  }

  connect() {
    this.#sky.start();
  }

  disconnect() {
    this.#sky.stop();
  }

  /**
   * Draws all.
   *
   * @param store of the search; null if there is none
   * @param settings of the attributes: views, columns, sort, limit, href of the full page
   * @param state {note, bad: whether the note is of a refusal, start: label of the button or null, title, waiting}
   */
  draw(store, settings, { note, bad, start, title, waiting }) {
    const shown = store !== null && store.model.seq > 0;
    setText(this.#title, shown ? store.title : title);
    setText(this.#note, note ?? (shown ? store.notice : null) ?? '');
    this.#note.className = bad || (!note && shown && store.model.problem) ? 'bad' : 'warn';
    this.#note.hidden = this.#note.textContent === '';
    this.#start.hidden = start === null;
    setText(this.#start, start ?? '');
    this.#start.disabled = waiting;
    this.#badge.hidden = !shown;
    this.#link.hidden = !settings.href;
    if (settings.href) {
      this.#link.href = settings.href;
    }
    this.#counts.hidden = !shown;
    this.#views.hidden = !shown;
    this.#files.hidden = true;
    if (shown) {
      this.#drawSearch(store, settings);
    }
  }

  #drawSearch(store, settings) {
    const { text, tone } = store.badge;
    setText(this.#badge, text);
    this.#badge.className = `badge ${tone}`;
    this.#drawCounts(store.counts);
    const { progress } = store;
    this.#files.hidden = progress === null;
    if (progress) {
      this.#bar.max = progress.files;
      this.#bar.value = progress.ended;
      setText(this.#ended, progress.text);
    }
    this.#place(settings.views);
    if (settings.views.includes('table')) {
      this.#table.draw(settings);
    }
    if (settings.views.includes('sky')) {
      this.#sky.draw();
    }
    if (this.#spoken !== text) {
      this.#spoken = text; // a change of state is read out, not each number
      setText(this.#said, store.sentence);
    }
  }

  #drawCounts(counts) {
    const names = counts.map(({ name }) => name).join();
    if (this.#counts.dataset.names !== names) {
      this.#counts.dataset.names = names;
      this.#counts.replaceChildren(...counts.map(({ label, name }) => {
        const pair = make('div', {}, make('dt', {}, label), make('dd'));
        pair.dataset.name = name;
        return pair;
      }));
    }
    counts.forEach(({ text }, at) => setText(this.#counts.children[at].lastElementChild, text));
  }

  #place(views) {
    const parts = views.map((view) => (view === 'table' ? this.#table.element : this.#sky.element));
    if (parts.length !== this.#views.children.length || parts.some((part, at) => this.#views.children[at] !== part)) {
      this.#views.replaceChildren(...parts);
    }
  }
}
