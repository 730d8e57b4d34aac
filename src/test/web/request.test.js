import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, fromJson, mistakes, titleOf, toJson } from '../../main/resources/web/app/model/request.js';
import { curl } from '../../main/resources/web/app/snippets.js';

const QUERY = { ...EMPTY, catalogue: 'https://archive.test/tap', adql: ' SELECT 1 ', action: 'plan' };
const TEXTS = { targetMissing: 'none', targetBesideQuery: 'both', catalogueMissing: 'where', radiusWrong: 'far' };

test('the protocol of the rows and the name of the search are in the request where they are given', () => {
  const form = { ...EMPTY, target: 'Vela', catalogue: 'numaster', via: 'tap', name: ' Jets ' };
  const json = toJson(form);
  assert.equal(json.via, 'tap');
  assert.equal(json.name, 'Jets');
  assert.equal(fromJson(json).via, 'tap');
  assert.ok(!('via' in toJson({ ...form, via: 'auto' })));
  assert.ok(!('name' in toJson({ ...form, name: ' ' })));
});

test('a query has no target and no radius', () => {
  const json = toJson(QUERY);
  assert.deepEqual(json, { adql: 'SELECT 1', catalogue: 'https://archive.test/tap', action: 'plan', source: 'auto' });
  assert.deepEqual(fromJson(json), { ...QUERY, adql: 'SELECT 1' });
  assert.equal(titleOf(json), 'ADQL · archive.test/tap');
  assert.match(curl('http://here', json), /v1\/searches.*"adql":"SELECT 1"/s);
});

test('a query beside a target is a mistake, and so is neither', () => {
  assert.deepEqual(mistakes({ ...QUERY, radius: '' }, TEXTS), {});
  assert.deepEqual(mistakes({ ...QUERY, target: 'Vela' }, TEXTS), { target: 'both' });
  assert.deepEqual(mistakes({ ...QUERY, adql: '' }, TEXTS), { target: 'none' });
  assert.deepEqual(mistakes({ ...QUERY, adql: '', target: 'Vela', radius: '200' }, TEXTS), { radius: 'far' });
});
