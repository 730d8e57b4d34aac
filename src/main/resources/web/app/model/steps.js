/** The six steps of a search, as its events tell them: what each is at, and how long it took. */

export const STEPS = ['resolve', 'registry', 'cone', 'links', 'listing', 'files'];

/** How many of the steps each action takes. */
const TAKEN = { observations: 3, links: 4, plan: 5, download: 6 };
/** The step that a problem belongs to, where its type says so; else the first step that has not ended. */
const STEP_OF = {
  '/problems/unknown-target': 'resolve',
  '/problems/unknown-catalogue': 'registry',
  '/problems/unknown-column': 'cone',
  '/problems/bad-condition': 'cone',
};
const GOOD = new Set(['complete', 'partial', 'empty']);

export class Steps {
  /**
   * name → {state, from, to}: ms of the epoch, null where not yet. States: waiting, busy, done, failed (it ended the
   * search), stopped (the search ended while it was under way), unreached (the search ended before it), unneeded (there
   * was nothing to do), unasked (the action does not include it).
   */
  all = Object.fromEntries(STEPS.map((name) => [name, { state: 'waiting', from: null, to: null }]));
  targets = [];
  services = [];
  expectedTargets = 1;
  expectedServices = 1;
  /** What failed at each step although the search went on; files are in the tally. */
  flaws = { resolve: 0, registry: 0, cone: 0, links: 0, listing: 0 };
  directories = 0;
  refused = 0;
  plan = null;
  overflow = false;
  /** Of the answers of catalogues: tables behind the one that is read, and columns with cells that cannot be read. */
  tables = 0;
  unreadable = new Map();
  /** When the last event happened. */
  lastTime = null;
  #read = 0;
  #linked = new Set();
  #lookups = 0;
  #taken = STEPS.length;

  /** @param tally with the event counted */
  apply(event, time, tally) {
    this.lastTime = time;
    switch (event.type) {
      case 'search.accepted':
        this.#accepted(event, time);
        break;
      case 'target.resolved':
        this.targets.push(event);
        this.#targetEnded(time);
        break;
      case 'target.failed':
        this.flaws.resolve += 1;
        this.#targetEnded(time);
        break;
      case 'service.found':
        this.services.push(event);
        this.#serviceEnded(time);
        break;
      case 'service.failed':
        this.flaws.registry += 1;
        this.#serviceEnded(time);
        break;
      case 'observation.found':
        this.#begin('cone', time);
        break;
      case 'catalogue.searched':
        this.overflow ||= event.overflow;
        this.tables += event.tables ?? 0;
        (event.unreadable ?? []).forEach((cells) => this.#unreadable(cells));
        this.#begin('links', time);
        this.#coneRead(time, tally);
        break;
      case 'catalogue.skipped':
        this.#coneRead(time, tally);
        break;
      case 'catalogue.failed':
        this.flaws.cone += 1;
        this.#coneRead(time, tally);
        break;
      case 'observation.linked':
        this.#linked.add(event.observation);
        this.#begin('links', time);
        this.#begin('listing', time);
        this.#lookedUp(time, tally);
        break;
      case 'observation.unavailable':
        this.flaws.links += event.reason === 'fault' ? 1 : 0;
        this.#lookedUp(time, tally);
        break;
      case 'observation.failed':
        this.#observationFailed(event, time, tally);
        break;
      case 'directory.listed':
        this.directories += 1;
        this.refused += event.refused?.length ?? 0;
        this.#begin('listing', time);
        this.all.listing.to = time;
        break;
      case 'file.found':
        this.all.listing.to = time;
        break;
      case 'plan.ready':
        this.plan = event;
        this.#end('listing', time);
        break;
      case 'file.started':
      case 'file.skipped': // where all are here already, none is started
      case 'file.failed':
        this.#begin('files', time);
        break;
      case 'file.completed': // a snapshot leaves out when a file was started
        this.#begin('files', time - (event.millis ?? 0));
        break;
      default:
    }
  }

  /**
   * @param outcome how the search ended
   * @param problem of a search that failed
   */
  ended(outcome, problem, time) {
    const culprit = outcome === 'failed' ? this.#culprit(problem) : null;
    for (const name of STEPS) {
      const step = this.all[name];
      if (name === culprit) {
        this.#end(name, time, 'failed');
      } else if (step.state === 'busy') {
        this.#end(name, step.to ?? time, GOOD.has(outcome) ? 'done' : 'stopped');
      } else if (step.state === 'waiting') {
        step.state = GOOD.has(outcome) ? 'unneeded' : 'unreached';
      }
    }
    if (this.all.files.state === 'done') {
      this.all.files.to = time;
    }
  }

  #culprit(problem) {
    const named = STEP_OF[problem?.type];
    const open = (name) => this.all[name].state === 'busy' || this.all[name].state === 'waiting';
    return named && open(named) ? named : (STEPS.find(open) ?? null);
  }

  #accepted({ request }, time) {
    this.expectedTargets = request.targets?.length ?? 1;
    this.expectedServices = request.catalogues?.length ?? 1;
    this.#taken = TAKEN[request.action] ?? STEPS.length;
    STEPS.slice(this.#taken).forEach((name) => {
      this.all[name].state = 'unasked';
    });
    this.#begin('resolve', time);
    this.#begin('registry', time);
  }

  #targetEnded(time) {
    this.#counted('resolve', this.targets.length + this.flaws.resolve, this.expectedTargets, time);
    this.#coneBegins(time);
  }

  #serviceEnded(time) {
    this.#counted('registry', this.services.length + this.flaws.registry, this.expectedServices, time);
    this.#coneBegins(time);
  }

  #coneBegins(time) {
    if (this.targets.length > 0 && this.services.length > 0) {
      this.#begin('cone', time);
    }
  }

  /** Each target is searched for in each catalogue; those that failed before are not. */
  #coneRead(time, tally) {
    this.#read += 1;
    this.#begin('cone', time);
    const all =
      this.#isOver('resolve') && this.#isOver('registry')
        ? this.targets.length * this.services.length
        : this.expectedTargets * this.expectedServices;
    this.#counted('cone', this.#read, all, time);
    this.#linksDone(time, tally);
  }

  /** Columns of one name in several catalogues count together; null is behind the last column. */
  #unreadable({ column = null, count }) {
    this.unreadable.set(column, (this.unreadable.get(column) ?? 0) + count);
  }

  #isOver(name) {
    return this.all[name].state !== 'busy' && this.all[name].state !== 'waiting';
  }

  #lookedUp(time, tally) {
    this.#lookups += 1;
    this.#linksDone(time, tally);
  }

  /** Of one that was linked the listing failed, of any other the links. */
  #observationFailed(event, time, tally) {
    if (this.#linked.has(event.observation)) {
      this.flaws.listing += 1;
    } else {
      this.flaws.links += 1;
      this.#lookedUp(time, tally);
    }
  }

  #linksDone(time, tally) {
    if (this.all.cone.state === 'done' && this.#lookups >= tally.selected) {
      this.#end('links', time);
    }
  }

  #counted(name, number, of, time) {
    this.#begin(name, time);
    if (number >= of) {
      this.#end(name, time);
    }
  }

  #begin(name, time) {
    const step = this.all[name];
    if (step.state === 'waiting') {
      step.state = 'busy';
      step.from = time;
    }
  }

  #end(name, time, state = 'done') {
    const step = this.all[name];
    if (step.state === 'waiting' || step.state === 'busy') {
      step.from ??= time;
      step.to = time;
      step.state = state;
    }
  }
}
