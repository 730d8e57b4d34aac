/** The six steps of a search, as its events tell them: what each is at, and how long it took. */

export const STEPS = ['resolve', 'registry', 'cone', 'links', 'listing', 'files'];

/** How many of the steps each action takes. */
const TAKEN = { observations: 3, links: 4, plan: 5, download: 6 };

export class Steps {
  /** name → {state: waiting | busy | done | failed | stopped | unasked, from, to (ms of the epoch, null where not yet)} */
  all = Object.fromEntries(STEPS.map((name) => [name, { state: 'waiting', from: null, to: null }]));
  targets = [];
  services = [];
  expectedTargets = 1;
  expectedServices = 1;
  rows = 0;
  selected = 0;
  /** Observations whose links are looked up: what is selected around two targets is told twice and looked up once. */
  expected = 0;
  linked = 0;
  unavailable = 0;
  failedObservations = 0;
  endedObservations = 0;
  directories = 0;
  refused = 0;
  plan = null;
  overflow = false;
  #read = 0;
  #taken = STEPS.length;

  apply(event, time) {
    switch (event.type) {
      case 'search.accepted':
        this.#accepted(event, time);
        break;
      case 'target.resolved':
        this.targets.push(event);
        this.#counted('resolve', this.targets.length, this.expectedTargets, time);
        this.#begin('registry', time);
        break;
      case 'service.found':
        this.services.push(event);
        this.#counted('registry', this.services.length, this.expectedServices, time);
        this.#begin('cone', time);
        break;
      case 'observation.found':
        this.rows += 1;
        this.selected += event.selected ? 1 : 0;
        this.expected += event.selected && !event.repeated ? 1 : 0;
        this.#begin('cone', time);
        break;
      case 'catalogue.searched':
        this.#read += 1;
        this.overflow ||= event.overflow;
        this.#counted('cone', this.#read, this.expectedTargets * this.expectedServices, time);
        this.#begin('links', time);
        this.#linksDone(time);
        break;
      case 'observation.linked':
        this.linked += 1;
        this.#begin('links', time);
        this.#begin('listing', time);
        this.#linksDone(time);
        break;
      case 'observation.unavailable':
        this.unavailable += 1;
        this.#linksDone(time);
        break;
      case 'observation.failed':
        this.failedObservations += 1;
        this.#linksDone(time);
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
        this.#begin('files', time);
        break;
      case 'observation.completed':
        this.endedObservations += 1;
        break;
      default:
    }
  }

  /** @param outcome how the search ended */
  ended(outcome, time) {
    for (const name of STEPS) {
      const step = this.all[name];
      if (step.state === 'busy') {
        const good = outcome === 'complete' || outcome === 'partial' || outcome === 'empty';
        this.#end(name, step.to ?? time, good ? 'done' : outcome === 'failed' ? 'failed' : 'stopped');
      } else if (step.state === 'waiting') {
        step.state = 'unasked';
      }
    }
    if (this.all.files.state === 'done') {
      this.all.files.to = time;
    }
  }

  #accepted({ request }, time) {
    this.expectedTargets = request.targets?.length ?? 1;
    this.expectedServices = request.catalogues?.length ?? 1;
    this.#taken = TAKEN[request.action] ?? STEPS.length;
    STEPS.slice(this.#taken).forEach((name) => {
      this.all[name].state = 'unasked';
    });
    this.#begin('resolve', time);
  }

  #linksDone(time) {
    if (this.all.cone.state === 'done' && this.linked + this.unavailable + this.failedObservations >= this.expected) {
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
