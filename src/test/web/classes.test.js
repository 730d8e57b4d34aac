import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const APP = new URL('../../main/resources/web/app/', import.meta.url).pathname;
const MEMBER = /^ {2}(?:static )?(?:async )?(?:(get|set) )?\*?(#?[\w$]+)(?:\(.*\{$| = |;$)/;

/** Every class of a source, as the names of its members; a pair of get and set is one of each. */
function* classes(source) {
  let members = null;
  for (const line of source.split('\n')) {
    if (/^(?:export )?class \w+/.test(line)) {
      members = [];
    } else if (line === '}' && members) {
      yield members;
      members = null;
    } else if (members && MEMBER.test(line)) {
      const [, kind = '', name] = MEMBER.exec(line);
      members.push(`${kind} ${name}`);
    }
  }
}

const repeated = (members) => members.filter((name, at) => members.indexOf(name) !== at);

/** The later one replaces the first without a word. */
test('no class of the page has two members of one name', () => {
  const sources = readdirSync(APP, { recursive: true }).filter((name) => name.endsWith('.js'));
  const found = sources.flatMap((name) => [...classes(readFileSync(join(APP, name), 'utf8'))].map((members) => ({ name, members })));
  assert.ok(found.length > 50 && found.flatMap(({ members }) => members).length > 500, `${found.length} classes`);
  assert.deepEqual(found.flatMap(({ name, members }) => repeated(members).map((member) => `${name}: ${member}`)), []);
});

test('a member that is there twice is seen', () => {
  const source = 'export class A {\n  #x = 1;\n  get b() {\n  }\n  set b(value) {\n  }\n  async c(id) {\n  }\n  c() {\n  }\n}\n';
  assert.deepEqual([...classes(source)].map(repeated), [[' c']]);
});
