import { STEPS } from './steps.js';
import { fileCounts } from './tally.js';

/**
 * What every part of the page says of a search: each count, state and colour is derived here, once, from its SearchModel,
 * so that no two places can disagree.
 */

/** Problems that the same request meets again however often it is repeated. */
const LASTING = new Set(
  [
    'bad-parameter',
    'bad-condition',
    'unknown-target',
    'unknown-catalogue',
    'unknown-column',
    'egress-refused',
    'unsafe-name',
    'not-configured',
    'too-large',
  ].map((name) => `/problems/${name}`),
);
/** The field of the form that a problem is about. */
const FIELD_OF = {
  '/problems/unknown-target': 'target',
  '/problems/unknown-catalogue': 'catalogue',
  '/problems/unknown-column': 'where',
  '/problems/bad-condition': 'where',
};
const TONES = { complete: 'good', partial: 'warn', empty: 'warn', failed: 'bad', cancelled: '' };

/** What can fail below the search as a whole, in the order in which it is told. */
export const KINDS = ['target', 'service', 'catalogue', 'observation', 'fault', 'file'];

export const isLasting = (problem) => LASTING.has(problem?.type);

/** The colour of a phase or, once there is one, an outcome. */
export const toneOf = (phase, outcome) => (outcome ? (TONES[outcome] ?? '') : phase === 'HELD' ? 'warn' : 'busy');

/**
 * Whether a retry can do anything: something failed that need not fail again.
 *
 * @param failures of the search, where they are known
 */
export function canRetry({ outcome, problem, tally, failures }) {
  if (!outcome || outcome === 'complete' || outcome === 'empty') {
    return false;
  }
  if (outcome === 'failed') {
    return !isLasting(problem);
  }
  if (outcome === 'cancelled' || !failures) {
    return outcome === 'partial' || fileCounts(tally).failed > 0 || fileCounts(tally).left > 0;
  }
  return fileCounts(tally).failed > 0 || failures.some((failure) => !isLasting(failure.problem));
}

/** The whole of it. */
export function overview(model) {
  const { tally, steps, failures, problem, ended, outcome } = model;
  const files = fileCounts(tally);
  const flaws = { ...steps.flaws, cone: steps.flaws.cone + (steps.overflow ? 1 : 0), files: files.failed };
  const { target, service, catalogue, fault } = model.failureCounts;
  const failed = {
    target,
    service,
    catalogue,
    observation: tally.failedObservations,
    fault,
    file: files.failed,
  };
  const lasting = [problem, ...failures.map((failure) => failure.problem)].filter(isLasting);
  return {
    tone: toneOf(model.phase, outcome),
    files,
    rows: tally.observations,
    selected: tally.selected,
    repeated: tally.repeated,
    outside: tally.outsideRadius,
    refused: tally.refused ?? 0,
    unavailable: tally.unavailable,
    linked: tally.linked,
    failed,
    anyFailed: problem !== null || KINDS.some((of) => failed[of] > 0),
    steps: Object.fromEntries(STEPS.map((name) => [name, stepOf(steps, name, flaws[name])])),
    plan: steps.plan,
    isPlan: model.request?.action === 'plan',
    canRetry: canRetry(model),
    /** Whether a search that has fetched nothing has found what can be downloaded. */
    canDownload: ended && isFetchable(model, files),
    /** Whether an ended search has files that can be read again. */
    canVerify: ended && files.done > 0,
    /** Where a retry can only fail again, or found nothing, the request is what must change. */
    canEdit: ended && (lasting.length > 0 || outcome === 'empty' || outcome === 'failed'),
    field: lasting.map((each) => FIELD_OF[each.type]).find(Boolean) ?? 'target',
  };
}

function isFetchable({ request, tally }, files) {
  const found = { plan: files.files, links: tally.linked, observations: tally.selected };
  return (found[request?.action] ?? 0) > 0;
}

/** A step that is done although something failed at it is flawed; failed, where nothing came of it. */
function stepOf(steps, name, flaws) {
  const { state, from, to } = steps.all[name];
  const nothing = (name === 'resolve' && steps.targets.length === 0) || (name === 'registry' && steps.services.length === 0);
  return { state: state === 'done' && flaws > 0 ? (nothing ? 'failed' : 'flawed') : state, from, to, flaws };
}
