import { bytes, count } from '../../web/app/format.js';
import { titleOf } from '../../web/app/model/request.js';
import { Rows } from '../../web/app/rows.js';
import { SearchModel } from '../../web/app/search-model.js';
import { OUTCOMES, PHASES } from '../../web/app/texts/state-texts.js';
import { WORDS } from './words.js';

const WITH_FILES = new Set(['plan', 'download']);

/** One search as the element shows it: the fold of its events, by the page's own models. Everything drawn is read from here. */
export class SearchStore {
  #run = null;

  constructor(id) {
    this.model = new SearchModel(id);
    this.rows = new Rows({ schedule: (run) => { this.#run = run; } });
  }

  /** Takes the state of the search: its request, and the phases that no event tells. */
  look(state) {
    this.model.look(state);
  }

  /** Takes events in their order. */
  apply(events) {
    this.model.apply(events);
    events.forEach((event) => this.rows.apply(event));
    const run = this.#run;
    this.#run = null;
    run?.();
  }

  get ended() {
    return this.model.ended;
  }

  get title() {
    return this.model.request ? titleOf(this.model.request) : WORDS.untitled;
  }

  /** Phase or outcome: {text, tone}. */
  get badge() {
    const { outcome, phase, overview } = this.model;
    return { text: outcome ? (OUTCOMES[outcome] ?? outcome) : (PHASES[phase] ?? phase), tone: overview.tone };
  }

  /** [{name, text}], those that say something. */
  get counts() {
    const { overview, tally, request } = this.model;
    const failed = Object.values(overview.failed).reduce((sum, number) => sum + number, 0);
    const all = [
      ['rows', overview.rows, true],
      ['selected', overview.selected, true],
      ['linked', overview.linked, overview.linked > 0],
      ['unavailable', overview.unavailable, overview.unavailable > 0],
      ['failed', failed, failed > 0],
      ['files', overview.files.files, WITH_FILES.has(request?.action)],
    ].filter(([, , said]) => said);
    const size = tally.bytes > 0 ? [{ name: 'bytes', label: WORDS.counts.bytes, text: bytes(tally.bytes) }] : [];
    return [...all.map(([name, number]) => ({ name, label: WORDS.counts[name], text: count(number) })), ...size];
  }

  /** How far the files of a download are: {ended, files, text}; null if the search has none. */
  get progress() {
    const { overview, request } = this.model;
    const { ended, files, failed } = overview.files;
    return request?.action === 'download' && files > 0 ? { ended, files, text: WORDS.files(ended, files, failed) } : null;
  }

  /** Why the search failed, or what is missing of it; null if nothing is. */
  get notice() {
    const { problem, gap } = this.model;
    return problem ? (problem.detail ?? problem.title) : gap ? WORDS.gap : null;
  }

  /** The search in one sentence. */
  get sentence() {
    return WORDS.said(this.title, this.badge.text, this.counts.map(({ label, text }) => `${label} ${text}`).join(', '));
  }
}
