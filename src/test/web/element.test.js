import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { requestOf, settingsOf } from '../../main/resources/clients/element/attributes.js';
import { serverAddress, wordsOf } from '../../main/resources/clients/element/following.js';
import { SearchStore } from '../../main/resources/clients/element/store.js';
import { DARK, LIGHT } from '../../main/resources/clients/element/styles.js';
import { Problem } from '../../main/resources/clients/voyage.js';

const withAttributes = (attributes) => ({
  getAttribute: (name) => attributes[name] ?? null,
  hasAttribute: (name) => name in attributes,
});

/** A search as its events tell it; `change` may leave some out. */
function story(change = (event) => [event]) {
  let seq = 0;
  const file = (name, more = {}) => ({ file: name, observation: 'A', ...more });
  return [
    { type: 'search.accepted', request: { target: 'X', catalogue: 'table', action: 'download' } },
    { type: 'target.resolved', name: 'X', raDeg: 10, decDeg: -5 },
    { type: 'observation.found', observation: 'A', raDeg: 10, decDeg: -5, selected: true, row: { name: 'one' } },
    { type: 'observation.found', observation: 'B', raDeg: 10, decDeg: -5, selected: false, row: { name: 'two' } },
    { type: 'observation.linked', observation: 'A', links: [] },
    { type: 'file.found', ...file('A/a') },
    { type: 'file.found', ...file('A/b') },
    { type: 'file.found', ...file('A/c') },
    { type: 'file.completed', ...file('A/a'), bytes: 2000, verified: ['length'] },
    { type: 'file.failed', ...file('A/b'), willRetry: false, problem: { title: 'gone' } },
    { type: 'file.skipped', ...file('A/c'), reason: 'excluded' },
  ].flatMap(change).map((event) => ({ search: 's', time: '2026-11-30T00:00:00.000Z', seq: ++seq, ...event }));
}

test('counts, progress and sentence come from one fold, in any batches', () => {
  const whole = new SearchStore('s');
  whole.apply(story());
  const single = new SearchStore('s');
  story().forEach((event) => single.apply([event]));
  for (const store of [whole, single]) {
    const counts = Object.fromEntries(store.counts.map(({ name, text }) => [name, text]));
    assert.deepEqual(counts, { rows: '2', selected: '1', linked: '1', failed: '1', files: '2', bytes: '2.0 kB' });
    assert.deepEqual(store.progress, { ended: 2, files: 2, text: '2 of 2 files ended, 1 failed' });
    assert.equal(store.rows.length, 2);
    assert.equal(store.badge.text, 'running');
    assert.ok(store.sentence.startsWith('X · table: running. Rows 2, Selected 1'));
  }
});

test('the last event ends it', () => {
  const store = new SearchStore('s');
  const tally = { observations: 2, selected: 1, linked: 1, files: 2, completed: 1, failed: 1, excluded: 1, skipped: 0, bytes: 2000, unavailable: 0, failedObservations: 0 };
  store.apply([...story(), { type: 'search.partial', seq: 12, search: 's', time: '2026-11-30T00:00:01.000Z', tally }]);
  assert.ok(store.ended);
  assert.deepEqual(store.badge, { text: 'partly failed', tone: 'warn' });
});

test('a search without files has no progress', () => {
  const store = new SearchStore('s');
  store.apply(story((event) => (event.request ? [{ ...event, request: { ...event.request, action: 'links' } }] : event.file ? [] : [event])));
  assert.equal(store.progress, null);
  assert.ok(!store.counts.some(({ name }) => name === 'files'));
});

test('attributes are read with limits', () => {
  const some = withAttributes({ views: 'sky, table,sky,else', rows: '5000', sort: '-name', columns: ' a, b ', search: 'x&y' });
  assert.deepEqual(settingsOf(some, 'http://h/'), {
    views: ['sky', 'table'], columns: ['a', 'b'], sort: { name: 'name', descending: true }, limit: 1000, href: 'http://h/?search=x%26y',
  });
  const none = withAttributes({ rows: '-3', target: ' X ', catalogue: 'c', radius: '0.5' });
  assert.deepEqual(settingsOf(none, null), { views: ['table', 'sky'], columns: null, sort: null, limit: 50, href: null });
  assert.equal(settingsOf(none, 'http://h/').href, 'http://h/?target=X&catalogue=c');
  assert.deepEqual(requestOf(none), { target: 'X', catalogue: 'c', where: undefined, radiusDeg: 0.5, action: undefined });
  assert.deepEqual(settingsOf(withAttributes({ views: '' }), null).views, []);
});

test('only http addresses are services', () => {
  assert.equal(serverAddress('https://h:8443/voyage'), 'https://h:8443/voyage/');
  assert.equal(serverAddress('http://h//'), 'http://h/');
  for (const text of ['javascript:alert(1)', 'data:text/html,x', 'ftp://h/', 'no address', '']) {
    assert.equal(serverAddress(text), null, text);
  }
});

test('refusals are told in words', () => {
  assert.match(wordsOf(new Problem({ status: 401 }), 'id', 'http://h/'), /token/);
  assert.match(wordsOf(new Problem({ status: 404 }), 'id', 'http://h/'), /has no search id/);
  assert.match(wordsOf(new Problem({ status: 403, detail: 'because' }), 'id', 'http://h/'), /because/);
  assert.match(wordsOf(new Error('broken'), 'id', 'http://h/'), /broken/);
});

test('the colours are those of the page', () => {
  const css = readFileSync(new URL('../../main/resources/web/app/theme.css', import.meta.url), 'utf8');
  const blocks = [...css.matchAll(/\{([^{}]*--accent:[^{}]*)\}/g)].map(([, block]) =>
    Object.fromEntries([...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value])));
  assert.deepEqual(blocks, [LIGHT, DARK, DARK]);
});
