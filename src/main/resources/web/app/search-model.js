import { ENDS } from './model/ends.js';
import { Files } from './model/files.js';
import { KINDS, overview } from './model/overview.js';
import { Steps } from './model/steps.js';
import { ZERO, addTo, atTheEnd } from './model/tally.js';

const OUTCOMES = {
  'search.completed': ['COMPLETED', 'complete'],
  'search.partial': ['COMPLETED', 'partial'],
  'search.empty': ['COMPLETED', 'empty'],
  'search.failed': ['ERROR', 'failed'],
  'search.cancelled': ['ABORTED', 'cancelled'],
};
const MOST_NOTICES = 200;
const MOST_FAILURES = 1000;

/**
 * One search, as the fold of its events: phase, steps, tally, files, and what went wrong. Its rows are not here but in Rows.
 *
 * Event: 'changed' once per batch of events.
 */
export class SearchModel extends EventTarget {
  files = new Files();
  steps = new Steps();
  request = null;
  /** That a person gave it, or null. */
  name = null;
  phase = 'PENDING';
  outcome = null;
  problem = null;
  /** Of the events so far; at the end what the last event tells. */
  tally = { ...ZERO };
  millis = null;
  startedAt = null;
  endedAt = null;
  queuePosition = null;
  /** Whether it is kept whatever its age. */
  pinned = false;
  retryOf = null;
  /** The last search.progress, null before the first and after the end. */
  progress = null;
  columns = [];
  /** Hosts that make us wait or do badly, the newest last: {host, detail, kind, time, times}. */
  notices = [];
  /** What went wrong below the search as a whole: {of, name, problem}; of: one of KINDS. */
  failures = [];
  failureCounts = Object.fromEntries(KINDS.map((of) => [of, 0]));
  gap = false;
  /** Whether what is known of it so far is still on its way. */
  loading = false;
  seq = 0;
  #overview = null;

  constructor(id) {
    super();
    this.id = id;
  }

  get ended() {
    return this.outcome !== null;
  }

  /** Every count, state and colour that the page shows of it; the same object until something changes. */
  get overview() {
    this.#overview ??= overview(this);
    return this.#overview;
  }

  /** Takes what GET /v1/searches/{id} says: the phases that no event tells. */
  look(view) {
    this.request ??= view.request;
    this.name = view.name ?? null;
    this.pinned = view.pinned ?? false;
    this.retryOf = view.retryOf ?? null;
    this.queuePosition = view.queuePosition ?? null;
    if (!this.ended) {
      this.phase = view.phase;
    }
    this.#told();
  }

  /** Takes events in their order. */
  apply(events) {
    for (const event of events) {
      this.#take(event);
    }
    this.#told();
  }

  #take(event) {
    const time = Date.parse(event.time);
    this.seq = event.seq ?? this.seq;
    addTo(this.tally, event);
    this.steps.apply(event, time, this.tally);
    this.files.apply(event);
    if (ENDS.has(event.type)) {
      this.#end(event, time);
      return;
    }
    switch (event.type) {
      case 'search.accepted':
        this.request = event.request;
        this.startedAt = time;
        this.retryOf = event.retryOf ?? this.retryOf;
        break;
      case 'catalogue.searched':
        this.#learn(event.columns);
        break;
      case 'observation.unavailable':
        if (event.reason === 'fault') {
          this.#fail('fault', event.observation, { detail: event.detail ?? event.reason });
        }
        break;
      case 'search.progress':
        this.progress = event;
        break;
      case 'upstream.throttled':
      case 'upstream.degraded':
        this.#notice(event, time);
        break;
      case 'observation.failed':
      case 'target.failed':
      case 'catalogue.failed':
      case 'service.failed':
        this.#fail(
          event.type.slice(0, event.type.indexOf('.')),
          event.observation ?? event.name ?? [event.target, event.catalogue].filter(Boolean).join(' · '),
          event.problem,
        );
        break;
      case 'file.failed':
        if (!event.willRetry) {
          this.#fail('file', event.file, event.problem);
        }
        break;
      case 'stream.gap':
        this.gap = true;
        break;
      default:
    }
    if (event.seq > 1 && (this.phase === 'PENDING' || this.phase === 'QUEUED')) {
      this.phase = 'EXECUTING';
    }
  }

  #end(event, time) {
    [this.phase, this.outcome] = OUTCOMES[event.type];
    this.tally = atTheEnd(this.tally, event.tally, this.gap);
    this.millis = event.millis;
    this.problem = event.problem ?? null;
    this.endedAt = time;
    this.progress = null;
    this.queuePosition = null;
    this.steps.ended(this.outcome, this.problem, time);
    this.files.over = true;
  }

  #fail(of, name, problem) {
    this.failureCounts[of] += 1;
    if (this.failures.length < MOST_FAILURES) {
      this.failures.push({ of, name, problem });
    }
  }

  #learn(columns) {
    const known = new Set(this.columns.map((column) => column.name));
    this.columns = [...this.columns, ...columns.filter((column) => !known.has(column.name))];
  }

  /** The same complaint again is counted, not listed. */
  #notice({ type, host, detail, retryAfterSeconds = null }, time) {
    const kind = type.slice('upstream.'.length);
    const last = this.notices.find(
      (notice) => notice.host === host && notice.detail === detail && notice.kind === kind,
    );
    if (last) {
      Object.assign(last, { time, retryAfterSeconds, times: last.times + 1 });
    } else if (this.notices.length < MOST_NOTICES) {
      this.notices.push({ kind, host, detail, retryAfterSeconds, time, times: 1 });
    }
  }

  #told() {
    this.#overview = null;
    this.dispatchEvent(new Event('changed'));
  }
}
