import { hasThumbnail, isImage } from './previews.js';

/** The files of one search, and the observations ("lanes") that they belong to. */

/** What a file can be; of these the last five are ends: listed is that of a plan, excluded counts as no file. */
export const FILE_STATES = ['found', 'waiting', 'downloading', 'complete', 'skipped', 'failed', 'listed', 'excluded'];

/** Whether its bytes can be had from the service. */
export const isHere = (file) => file.state === 'complete' || (file.state === 'skipped' && file.reason === 'unchanged');

/** One observation's files. */
export class Lane {
  files = [];
  /** Files by state. */
  counts = Object.fromEntries(FILE_STATES.map((state) => [state, 0]));
  /** Of the files that are here. */
  bytes = 0;
  ended = false;
  problem = null;
  /** Whether every file that came was held to something. */
  verified = true;
  target = null;
  catalogue = null;

  /** @param all the Files that it is of */
  constructor(id, all) {
    this.id = id;
    this.all = all;
  }

  /** Files left out by the patterns of the request: in no other number. */
  get excluded() {
    return this.counts.excluded;
  }

  /** Files that are here and have a small picture, in the order in which they were found. */
  thumbnails(most) {
    const found = [];
    for (let at = 0; at < this.files.length && found.length < most; at++) {
      if (isHere(this.files[at]) && hasThumbnail(this.files[at])) {
        found.push(this.files[at]);
      }
    }
    return found;
  }

  /** Files that count: those that were not left out. */
  get wanted() {
    return this.files.length - this.excluded;
  }

  /** Here, or the same as another. */
  get done() {
    return this.counts.complete + this.counts.skipped;
  }

  get fileCounts() {
    const { done, wanted, excluded } = this;
    const { failed } = this.counts;
    return { files: wanted, done, failed, ended: done + failed, left: wanted - done - failed, excluded };
  }

  get state() {
    if (this.counts.failed > 0 || this.problem) {
      return 'failed';
    }
    if (this.ended || (this.wanted > 0 && this.done === this.wanted)) {
      return 'complete';
    }
    if (this.counts.listed > 0) {
      return 'listed';
    }
    if (this.all.over) {
      return 'stopped';
    }
    return this.counts.downloading + this.counts.waiting > 0 ? 'active' : 'found';
  }

  /** Bytes here or on the way, what is expected of those whose size is known, and how fast they come. */
  get progress() {
    const sum = { bytes: 0, expected: 0, unknown: 0, rate: 0 };
    for (const file of this.files) {
      if (file.state === 'excluded' || (file.state === 'skipped' && file.reason !== 'unchanged')) {
        continue;
      }
      sum.bytes += file.got;
      sum.expected += file.bytes ?? 0;
      sum.unknown += file.bytes === null ? 1 : 0;
      sum.rate += file.state === 'downloading' && !this.all.over ? file.rate : 0;
    }
    return sum;
  }
}

/** Lanes in the order of their first file. */
export class Files {
  lanes = new Map();
  counts = Object.fromEntries(FILE_STATES.map((state) => [state, 0]));
  /** Whether the search has ended: nothing more comes. */
  over = false;
  /** Files without a lane of their own, such as the ones whose observation is not said. */
  #byPath = new Map();

  get size() {
    return this.#byPath.size;
  }

  get(path) {
    return this.#byPath.get(path);
  }

  [Symbol.iterator]() {
    return this.#byPath.values();
  }

  lane(id) {
    let lane = this.lanes.get(id);
    if (!lane) {
      lane = new Lane(id, this);
      this.lanes.set(id, lane);
    }
    return lane;
  }

  apply(event) {
    switch (event.type) {
      case 'file.found':
        this.#found(event);
        break;
      case 'file.started':
        this.#change(event, 'downloading', {
          source: event.source,
          attempt: event.attempt,
          got: event.resumedFrom ?? 0,
          problem: null,
        });
        break;
      case 'file.progress':
        this.#progressed(event);
        break;
      case 'file.completed':
        this.#completed(event);
        break;
      case 'file.skipped':
        this.#skipped(event);
        break;
      case 'file.measured':
        this.#change(event, 'listed', { bytes: event.bytes ?? null, here: event.here, source: event.source });
        break;
      case 'file.failed':
        this.#change(event, event.willRetry ? 'waiting' : 'failed', { problem: event.problem, rate: 0 });
        break;
      case 'observation.completed':
        this.#ended(event, null);
        break;
      case 'observation.failed':
        this.#ended(event, event.problem);
        break;
      default:
    }
  }

  #found(event) {
    const file = this.#of(event);
    file.url = event.url;
    file.bytes = event.bytes ?? null;
    const lane = this.lanes.get(file.observation);
    lane.target ??= event.target ?? null;
    lane.catalogue ??= event.catalogue ?? null;
  }

  /** Progress is not stored, and may come before the event by which the file is known: then it says nothing yet. */
  #progressed(event) {
    const file = this.#byPath.get(event.file);
    if (!file) {
      return;
    }
    if (file.state === 'downloading' || file.state === 'found') {
      this.#change(event, 'downloading', {
        got: event.bytes,
        bytes: event.total ?? file.bytes,
        rate: event.bytesPerSecond,
      });
    }
  }

  #completed(event) {
    const lane = this.#change(event, 'complete', {
      got: event.bytes,
      bytes: event.bytes,
      source: event.source,
      reason: event.reason ?? null,
      verified: event.verified,
      sha256: event.sha256,
      millis: event.millis,
      attempt: event.attempts,
      rate: 0,
      problem: null,
    });
    lane.bytes += event.bytes;
    lane.verified &&= event.verified.length > 0;
  }

  #skipped(event) {
    const unchanged = event.reason === 'unchanged';
    const known = unchanged ? { got: event.bytes ?? 0, bytes: event.bytes ?? null, sha256: event.sha256 ?? null } : {};
    const state = event.reason === 'excluded' ? 'excluded' : 'skipped';
    const lane = this.#change(event, state, { reason: event.reason, ...known });
    lane.bytes += unchanged ? (event.bytes ?? 0) : 0;
  }

  #ended(event, problem) {
    const lane = this.lane(event.observation);
    lane.ended = true;
    lane.problem = problem;
  }

  #of(event) {
    let file = this.#byPath.get(event.file);
    if (!file) {
      const observation = event.observation ?? '';
      file = {
        path: event.file,
        observation,
        image: isImage(event.file),
        url: null,
        state: 'found',
        got: 0,
        bytes: null,
        rate: 0,
        source: null,
        attempt: 0,
        reason: null,
        here: false,
        verified: null,
        sha256: null,
        millis: null,
        problem: null,
      };
      this.#byPath.set(event.file, file);
      const lane = this.lane(observation);
      lane.files.push(file);
      lane.counts.found += 1;
      this.counts.found += 1;
    }
    return file;
  }

  #change(event, state, fields) {
    const file = this.#of(event);
    const lane = this.lane(file.observation);
    lane.counts[file.state] -= 1;
    this.counts[file.state] -= 1;
    Object.assign(file, fields, { state });
    lane.counts[state] += 1;
    this.counts[state] += 1;
    return lane;
  }
}
