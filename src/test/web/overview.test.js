import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addTo, fileCounts, ZERO } from '../../main/resources/web/app/model/tally.js';
import { KINDS, canRetry } from '../../main/resources/web/app/model/overview.js';
import { STEPS } from '../../main/resources/web/app/model/steps.js';
import { Rows } from '../../main/resources/web/app/rows.js';
import { SearchModel } from '../../main/resources/web/app/search-model.js';
import { emptyWords, shortStateWords, stateWords } from '../../main/resources/web/app/views/words.js';
import { TABLE } from '../../main/resources/web/app/texts/view-texts.js';

/** Numbers as random as a seed allows: the same again for the same seed. */
function randomOf(seed) {
  let state = seed * 2654435761 + 1;
  const next = () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  return { upTo: (most) => Math.floor(next() * (most + 1)), chance: (share) => next() < share, of: (list) => list[Math.floor(next() * list.length)] };
}

const LASTING = { type: '/problems/unknown-target', detail: 'no resolver knows it', status: 404 };
const PASSING = { type: '/problems/unavailable', detail: 'no answer', status: 503 };

/** What a search may tell, from its first event to its last: some targets and catalogues, observations, files, failures. */
class Story {
  events = [];
  /** What stands in no event but is so: counted apart from the page's own fold. */
  truth = { rows: 0, selected: 0, refused: 0, faults: 0, failedObservations: 0, found: 0, excluded: 0, done: 0, failed: 0 };

  constructor(seed) {
    this.random = randomOf(seed);
    const { random } = this;
    this.action = random.of(['observations', 'links', 'plan', 'download', 'download', 'download']);
    this.targets = 1 + random.upTo(2);
    this.catalogues = 1 + random.upTo(1);
    this.tell({ type: 'search.accepted', request: { targets: list(this.targets, 't'), catalogues: list(this.catalogues, 'c'), action: this.action } });
    this.pairs = this.resolve();
    if (this.pairs.length === 0 || random.chance(0.15)) {
      this.end('search.failed', random.of([LASTING, PASSING, { type: '/problems/unknown-column', detail: 'no column' }]));
      return;
    }
    this.pairs.forEach((pair) => this.search(pair));
    this.close();
  }

  tell(event) {
    this.events.push({ seq: this.events.length + 1, search: 's', time: new Date(1e12 + 1000 * this.events.length).toISOString(), ...event });
  }

  resolve() {
    const [targets, catalogues] = [[], []];
    for (const target of list(this.targets, 't')) {
      const failed = this.random.chance(0.2);
      this.tell(failed ? { type: 'target.failed', target, problem: LASTING } : { type: 'target.resolved', target, name: target, raDeg: 1, decDeg: 2 });
      targets.push(...(failed ? [] : [target]));
    }
    for (const catalogue of list(this.catalogues, 'c')) {
      const failed = this.random.chance(0.2);
      this.tell(failed ? { type: 'service.failed', catalogue, problem: PASSING } : { type: 'service.found', catalogue, accessUrl: 'http://c/' });
      catalogues.push(...(failed ? [] : [catalogue]));
    }
    return targets.flatMap((target) => catalogues.map((catalogue) => ({ target, catalogue })));
  }

  search(pair) {
    if (this.random.chance(0.15)) {
      this.tell({ type: 'catalogue.failed', ...pair, problem: PASSING });
      return;
    }
    const selected = [];
    for (let number = this.random.upTo(5); number > 0; number--) {
      const observation = `${pair.target}${pair.catalogue}${number}`;
      const keeps = this.random.chance(0.7);
      this.tell({ type: 'observation.found', observation, selected: keeps, row: { n: number }, ...pair });
      this.truth.rows += 1;
      this.truth.selected += keeps ? 1 : 0;
      selected.push(...(keeps ? [observation] : []));
    }
    this.tell({ type: 'catalogue.searched', ...pair, columns: [{ name: 'n' }], overflow: this.random.chance(0.1) });
    if (this.action !== 'observations') {
      selected.forEach((observation) => this.links(observation));
    }
  }

  links(observation) {
    const what = this.random.of(['linked', 'linked', 'linked', 'unavailable', 'fault', 'failed']);
    if (what === 'unavailable' || what === 'fault') {
      this.truth.faults += what === 'fault' ? 1 : 0;
      this.tell({ type: 'observation.unavailable', observation, reason: what === 'fault' ? 'fault' : 'proprietary', detail: what });
    } else if (what === 'failed') {
      this.truth.failedObservations += 1;
      this.tell({ type: 'observation.failed', observation, problem: PASSING });
    } else {
      this.tell({ type: 'observation.linked', observation, directories: [{ url: 'http://d/' }] });
      if (this.action !== 'links') {
        this.files(observation);
      }
    }
  }

  files(observation) {
    const before = this.truth.failed;
    this.tell({ type: 'directory.listed', observation, url: 'http://d/', files: 3, directories: 0, refused: this.refused() });
    for (let number = this.random.upTo(4); number > 0; number--) {
      this.file(observation, `${observation}/${number}`);
    }
    if (this.random.chance(0.1)) {
      this.truth.failedObservations += 1;
      this.tell({ type: 'observation.failed', observation, problem: PASSING });
    } else if (this.action === 'download') {
      this.tell({ type: 'observation.completed', observation, files: 1, bytes: 1, failed: this.truth.failed - before });
    }
  }

  /** Half of the reasons lose nothing. */
  refused() {
    const entries = Array.from({ length: this.random.upTo(3) }, () => ({ text: 'x', reason: this.random.of(['loop', 'query', 'hidden', 'twice']) }));
    this.truth.refused += entries.filter(({ reason }) => reason === 'loop' || reason === 'query').length;
    return entries;
  }

  file(observation, file) {
    if (this.random.chance(0.1)) {
      this.tell({ type: 'file.progress', file, bytes: 5, total: 10, bytesPerSecond: 1 });
    }
    this.tell({ type: 'file.found', observation, file, url: `http://d/${file}` });
    this.truth.found += 1;
    if (this.random.chance(0.3)) {
      this.truth.excluded += 1;
      this.tell({ type: 'file.skipped', file, reason: 'excluded' });
    } else if (this.action === 'plan') {
      this.tell({ type: 'file.measured', file, bytes: 10, source: 'https', here: false });
    } else {
      this.download(file);
    }
  }

  download(file) {
    const how = this.random.of(['completed', 'completed', 'unchanged', 'duplicate', 'failed']);
    this.truth[how === 'failed' ? 'failed' : 'done'] += 1;
    if (how === 'unchanged' || how === 'duplicate') {
      this.tell({ type: 'file.skipped', file, reason: how, ...(how === 'unchanged' ? { bytes: 7 } : {}) });
      return;
    }
    this.tell({ type: 'file.started', file, source: 'https', attempt: 1, resumedFrom: 0 });
    if (this.random.chance(0.3)) {
      this.tell({ type: 'file.failed', file, problem: PASSING, willRetry: true });
    }
    this.tell(how === 'failed'
      ? { type: 'file.failed', file, problem: PASSING, willRetry: false }
      : { type: 'file.completed', file, bytes: 10, sha256: '0', source: 'https', verified: ['size'], millis: 1, attempts: 1 });
  }

  close() {
    const { truth } = this;
    const failed = this.events.some(({ type, willRetry, reason }) => (/\.failed$/.test(type) && !willRetry) || reason === 'fault');
    if (this.random.chance(0.1)) {
      this.end('search.cancelled', undefined);
    } else {
      this.end(failed ? 'search.partial' : truth.selected === 0 ? 'search.empty' : 'search.completed', undefined);
    }
  }

  end(type, problem) {
    const tally = { ...ZERO };
    this.events.forEach((event) => addTo(tally, event));
    this.tell({ type, tally, millis: 1, ...(problem ? { problem } : {}) });
  }
}

const list = (number, letter) => Array.from({ length: number }, (_, at) => `${letter}${at}`);
const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);

/** Everything that any part of the page shows as a number, held against everything else. */
function agrees(model, rows, listed, told) {
  const { overview, files, tally } = model;
  const lanes = [...files.lanes.values()];
  assert.deepEqual(overview.files, fileCounts(listed), `panel, steps and list of searches, ${told}`);
  for (const [name, ofLane] of [['files', 'files'], ['done', 'done'], ['failed', 'failed'], ['excluded', 'excluded']]) {
    assert.equal(sum(lanes.map((lane) => lane.fileCounts[ofLane])), overview.files[name], `${name} of the lanes, ${told}`);
  }
  assert.equal(overview.files.ended, overview.files.done + overview.files.failed, told);
  assert.ok(overview.files.ended <= overview.files.files, told);
  assert.equal(overview.rows, rows.length, `rows of the table, ${told}`);
  assert.equal(sum(rows.stateCounts), rows.length, told);
  assert.equal(rows.shownLength, rows.length, told);
  assert.equal(overview.selected, tally.selected, told);
  assert.equal(overview.failed.file, overview.files.failed, told);
  for (const of of KINDS.filter((each) => each !== 'observation')) {
    assert.equal(overview.failed[of], model.failures.filter((failure) => failure.of === of).length, `${of}, ${told}`);
  }
  assert.equal(overview.failed.observation, model.failures.filter(({ of }) => of === 'observation').length, told);
  assert.equal(overview.anyFailed, model.problem !== null || model.failures.length > 0, told);
  if (rows.targets.length <= 1) {
    assert.equal(rows.stateCounts[3] >= overview.failed.fault, true, told);
  }
  for (const name of STEPS) {
    const step = overview.steps[name];
    assert.ok(step.state !== 'done' || step.flaws === 0, `${name} has a tick although something failed at it, ${told}`);
  }
}

function atItsEnd(model, rows, story, told) {
  const { overview, outcome, tally } = model;
  const { truth } = story;
  assert.deepEqual(
    [overview.rows, overview.selected, overview.failed.fault, overview.failed.observation],
    [truth.rows, truth.selected, truth.faults, truth.failedObservations], told);
  assert.deepEqual(
    [overview.files.files, overview.files.excluded, overview.files.done, overview.files.failed],
    [truth.found - truth.excluded, truth.excluded, truth.done, truth.failed], told);
  assert.deepEqual([overview.refused, tally.refused], [truth.refused, truth.refused], told);
  const states = STEPS.map((name) => overview.steps[name].state);
  assert.ok(!states.includes('busy') && !states.includes('waiting'), `${states} ${told}`);
  if (outcome === 'failed') {
    assert.equal(model.overview.anyFailed, true, told);
    assert.ok(states.includes('failed'), `${states} ${told}`);
    assert.ok(overview.canRetry || overview.canEdit, told);
    const after = states.slice(states.indexOf('failed') + 1);
    assert.ok(after.every((state) => state !== 'unneeded'), `${states} ${told}`);
    if (truth.rows === 0) {
      assert.equal(emptyWords(rows, TABLE), TABLE.unreached, told);
    }
  }
  if (outcome === 'complete') {
    assert.equal(overview.anyFailed, false, told);
    assert.equal(overview.canRetry, false, told);
  }
  assert.equal(overview.tone, { complete: 'good', partial: 'warn', empty: 'warn', failed: 'bad', cancelled: '' }[outcome], told);
  assert.equal(overview.canRetry, canRetry(model), told);
  assert.equal(overview.canVerify, truth.done > 0, told);
}

test('no two places of the page disagree, after any event of any search', () => {
  for (let seed = 1; seed <= 400; seed++) {
    const story = new Story(seed);
    const model = new SearchModel('s');
    const rows = new Rows({ schedule: () => {} });
    const listed = { ...ZERO };
    for (const event of story.events) {
      model.apply([event]);
      rows.apply(event);
      addTo(listed, event);
      agrees(model, rows, listed, `seed ${seed}, ${event.type} ${event.seq}`);
    }
    atItsEnd(model, rows, story, `seed ${seed}`);
  }
});

test('a search that was opened by its snapshot looks like one that was followed', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const { events } = new Story(seed);
    const kept = events.filter(({ type, willRetry }) => type !== 'file.started' && type !== 'file.progress' && !willRetry);
    const [followed, opened] = [events, kept].map((told) => {
      const model = new SearchModel('s');
      const rows = new Rows({ schedule: () => {} });
      model.apply(told);
      told.forEach((event) => rows.apply(event));
      const lanes = [...model.files.lanes.values()].map(({ id, state, fileCounts, bytes }) => [id, state, fileCounts, bytes]);
      const states = Array.from({ length: rows.length }, (_, index) => [rows.id(index), rows.state(index), rows.files(index)]);
      const steps = STEPS.map((name) => [name, model.overview.steps[name].state, model.overview.steps[name].flaws]);
      return { ...model.overview, steps, tally: model.tally, failures: model.failures, lanes, states };
    });
    assert.deepEqual(opened, followed, `seed ${seed}`);
  }
});

test('the end of an older search does not name excluded files: they are counted here', () => {
  const model = new SearchModel('s');
  model.apply([
    { type: 'search.accepted', seq: 1, request: {}, time: '2026-11-29T00:00:00Z' },
    { type: 'file.found', seq: 2, observation: 'o', file: 'o/a' },
    { type: 'file.skipped', seq: 3, file: 'o/a', reason: 'excluded' },
    { type: 'search.completed', seq: 4, tally: { files: 1, completed: 0, skipped: 1, failed: 0 }, millis: 1 },
  ]);
  assert.deepEqual(model.overview.files, { files: 0, done: 0, failed: 0, ended: 0, left: 0, excluded: 1 });
});

const failedAt = (problem, ...events) => {
  const model = new SearchModel('s');
  model.apply([{ type: 'search.accepted', request: { target: 'x', catalogue: 'c', action: 'download' } }, ...events, { type: 'search.failed', tally: {}, millis: 1, problem }]);
  return STEPS.map((name) => model.overview.steps[name].state);
};

test('a search that failed has its cross at the step whose problem it is, and what follows was not reached', () => {
  const service = { type: 'service.found', accessUrl: 'http://c/' };
  const target = { type: 'target.resolved', name: 'x', raDeg: 1, decDeg: 2 };
  assert.deepEqual(failedAt(LASTING, service), ['failed', 'done', 'unreached', 'unreached', 'unreached', 'unreached']);
  assert.deepEqual(failedAt({ type: '/problems/unknown-catalogue' }, target), ['done', 'failed', 'unreached', 'unreached', 'unreached', 'unreached']);
  assert.deepEqual(failedAt({ type: '/problems/unknown-column' }, target, service), ['done', 'done', 'failed', 'unreached', 'unreached', 'unreached']);
  assert.deepEqual(failedAt(PASSING, target, service), ['done', 'done', 'failed', 'unreached', 'unreached', 'unreached']);
});

test('a public date that has passed is not told as one to come', () => {
  const rows = new Rows({ schedule: () => {} });
  for (const [observation, publicDate] of [['old', '2015-03-31'], ['new', '2999-01-01']]) {
    rows.apply({ type: 'observation.found', observation, selected: true, row: {} });
    rows.apply({ type: 'observation.unavailable', observation, reason: 'proprietary', publicDate });
  }
  assert.equal(shortStateWords(rows, 1), 'unavailable until 2999-01-01');
  assert.equal(stateWords(rows, 0), 'unavailable: not released, public since 2015-03-31');
  assert.doesNotMatch(shortStateWords(rows, 0), /until/);
});
