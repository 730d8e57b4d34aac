import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandLine, curl, pythonScript } from '../../main/resources/web/app/snippets.js';

const ASKED = { target: '3C 105', catalogue: 'numaster', radiusDeg: 1, where: "name = 'x'", action: 'observations', source: 'auto' };
const { target, catalogue, ...rest } = ASKED;
const SEVERAL = { ...rest, targets: ['3C 105', { raDeg: 61.8, decDeg: -3.7 }], catalogues: ['numaster', 'chanmaster'] };

test('one target in one catalogue is a stream, quoted for the shell', () => {
  const text = curl('http://here', ASKED);
  assert.match(text, /curl -N -G 'http:\/\/here\/v1\/stream'/);
  assert.ok(text.includes(String.raw`--data-urlencode 'where=name = '\''x'\'''`), text);
  assert.ok(!text.includes('source='), text);
});

test('several targets and catalogues are one stream too, and one command', () => {
  const values = [...curl('http://here', SEVERAL).matchAll(/--data-urlencode '((?:target|catalogue)=[^']*)'/g)].map(([, value]) => value);
  assert.deepEqual(values, ['target=3C 105', 'target=61.8 -3.7', 'catalogue=numaster', 'catalogue=chanmaster']);
  const command = commandLine(SEVERAL);
  assert.match(command, /'--catalogue=numaster' \\\n {2}'--catalogue=chanmaster'/);
  assert.ok(command.endsWith(`-- '3C 105' '61.8 -3.7'\n`), command);
});

test('links are told where they are not the usual ones', () => {
  const preview = { ...ASKED, links: ['#this', '#preview'] };
  const values = [...curl('http://here', preview).matchAll(/--data-urlencode '(links=[^']*)'/g)].map(([, value]) => value);
  assert.deepEqual(values, ['links=#this', 'links=#preview']);
  assert.match(commandLine(preview), /'--links=#this' \\\n {2}'--links=#preview'/);
  assert.ok(!curl('http://here', { ...ASKED, links: ['#this'] }).includes('links='));
});

test('positions with names of their own, or none that can be typed, are told as JSON', () => {
  for (const targets of [[{ name: 'bullet', raDeg: 104.6, decDeg: -55.9 }], [{ raDeg: 1e-9, decDeg: 0 }]]) {
    assert.match(curl('http://here', { ...SEVERAL, targets }), /-d '\{.*"raDeg"/);
    assert.equal(commandLine({ ...SEVERAL, targets }), null);
  }
  assert.equal(commandLine({}), null);
});

test('rows of several catalogues are read catalogue by catalogue, as each has its own columns', () => {
  const several = pythonScript('http://here', SEVERAL);
  assert.match(several, /\nfor catalogue in \["numaster", "chanmaster"\]:\n {4}votable = .*"catalogue": catalogue\}\)\n {4}print\(Table/);
  const one = pythonScript('http://here', ASKED);
  assert.match(one, /\nvotable = service.get\(base \+ links\["observations"\], params=\{"format": "votable", "selected": "true"\}\)\nprint\(Table/);
});
