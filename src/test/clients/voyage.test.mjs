// Tests of the client as a service with the demo archive serves it; VOYAGE_SERVER is its address.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

const SERVER = process.env.VOYAGE_SERVER.replace(/\/$/, '');
const scratch = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'voyage-js-')));
let client;
let service;
let search;
const proxies = [];

before(async () => {
  const code = path.join(scratch, 'voyage.mjs');
  fs.writeFileSync(code, await (await fetch(`${SERVER}/clients/voyage.js`)).text());
  client = await import(code);
  service = new client.Voyage(SERVER);
  search = await service.search({ target: '3C 105', catalogue: 'numaster', where: 'exposure_a <= 10000' });
  await search.wait();
});

after(() => {
  proxies.forEach((proxy) => proxy.close());
  fs.rmSync(scratch, { recursive: true, force: true });
});

const directory = () => fs.mkdtempSync(path.join(scratch, 'd'));
const namesBelow = (root) =>
  fs.readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Passes connections on, and cuts each after some bytes of responses, more each time. */
async function cuttingProxy(first, step) {
  const { hostname, port } = new URL(SERVER);
  const proxy = { cuts: 0 };
  let allowed = first;
  const server = net.createServer((socket) => {
    const most = allowed;
    allowed += step;
    let passed = 0;
    const to = net.connect(Number(port), hostname);
    to.on('data', (chunk) => {
      socket.write(chunk.subarray(0, Math.max(0, most - passed)));
      passed += chunk.length;
      if (passed >= most) {
        proxy.cuts += 1;
        socket.destroySoon();
        to.destroy();
      }
    });
    socket.on('data', (chunk) => to.write(chunk));
    for (const [one, other] of [[socket, to], [to, socket]]) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroySoon());
    }
  });
  proxies.push(server);
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  proxy.address = `http://127.0.0.1:${server.address().port}`;
  return proxy;
}

async function all(iterable) {
  const list = [];
  for await (const item of iterable) {
    list.push(item);
  }
  return list;
}

test('the version is that of the service, and types are served beside it', async () => {
  assert.match(client.version, /^\d+\.\d+/);
  const types = await fetch(`${SERVER}/clients/voyage.d.ts`);
  assert.equal(types.status, 200);
  const text = await types.text();
  assert.ok(text.includes(client.version));
  for (const name of Object.keys(client)) {
    assert.match(text, new RegExp(`export (class|const) ${name}\\b`), name);
  }
});

test('the code is cached by its ETag, in its media types, for pages of any origin', async () => {
  for (const [name, type] of [['voyage.js', 'text/javascript'], ['voyage.py', 'text/x-python']]) {
    const served = await fetch(`${SERVER}/clients/${name}`);
    assert.ok(served.headers.get('content-type').startsWith(type));
    assert.equal(served.headers.get('access-control-allow-origin'), '*');
    const again = await fetch(`${SERVER}/clients/${name}`, { headers: { 'If-None-Match': served.headers.get('etag') } });
    assert.equal(again.status, 304);
  }
  assert.equal((await fetch(`${SERVER}/clients/other.js`)).status, 404);
});

test('a search runs to its end', () => {
  assert.equal(search.outcome, 'complete');
  assert.equal(search.tally.selected, 3);
});

test('every event comes once over interruptions', { timeout: 120_000 }, async () => {
  const proxy = await cuttingProxy(2000, 1000);
  const there = await new client.Voyage(proxy.address).open(search.id);
  const stored = (await all(there.events())).map((event) => event.seq).filter(Boolean);
  assert.deepEqual(stored, Array.from({ length: search.state.lastSeq }, (_, index) => index + 1));
  assert.ok(proxy.cuts > 2, `${proxy.cuts} cuts`);
});

test('selected types come, and the last event', async () => {
  const types = ['file.completed'];
  const got = (await all(search.events({ types }))).map((event) => event.type);
  assert.equal(got.filter((type) => type === 'file.completed').length, search.tally.completed);
  assert.equal(got.at(-1), 'search.completed');
  assert.equal(got.length, search.tally.completed + 1);
});

test('an ended search known to its end has no more events, and a cursor that does not exist is told', async () => {
  assert.deepEqual(await all(search.events({ after: search.state.lastSeq })), []);
  assert.deepEqual((await all(search.events({ after: 100000 }))).map((event) => event.type), ['stream.gap']);
});

test('a snapshot has all events but replaced ones, and leads on', async () => {
  const there = await service.open(search.id);
  const kept = (await all(there.events())).filter(
    (event) => event.seq && event.type !== 'file.started' && !event.willRetry,
  );
  const { events, after } = await there.snapshot();
  assert.deepEqual(events, kept);
  assert.equal(after, search.state.lastSeq);
});

test('a stream can be left and aborted', async () => {
  for await (const event of search.events()) {
    assert.equal(event.type, 'search.accepted');
    break;
  }
  const abort = new AbortController();
  await assert.rejects(async () => {
    for await (const event of search.events({ signal: abort.signal })) {
      abort.abort(new Error(`enough after ${event.seq}`));
    }
  }, /enough after 1|aborted/i);
});

test('rows have all columns', async () => {
  const rows = await search.rows({ selected: true });
  assert.equal(rows.length, 3);
  assert.ok(rows.every((row) => 'obsid' in row));
});

test('files are saved, verified, kept, and replaced where damaged', async () => {
  const root = directory();
  const saved = await search.download(root);
  const manifest = new Map((await all(search.files())).map((file) => [path.join(root, file.path), file]));
  assert.ok(saved.length >= 10);
  saved.forEach((file) => assert.equal(sha256(fs.readFileSync(file)), manifest.get(file).sha256));
  assert.equal(namesBelow(root).length, saved.length);
  fs.writeFileSync(saved[0], 'damaged');
  const kept = fs.statSync(saved[1]).ino;
  assert.deepEqual(await search.download(root), saved);
  assert.equal(sha256(fs.readFileSync(saved[0])), manifest.get(saved[0]).sha256);
  assert.equal(fs.statSync(saved[1]).ino, kept);
});

test('an interrupted file is resumed', { timeout: 120_000 }, async () => {
  const proxy = await cuttingProxy(4000, 1500);
  const there = await new client.Voyage(proxy.address, { attempts: 200 }).open(search.id);
  const files = await all(search.files());
  const largest = files.reduce((one, other) => ((other.bytes ?? 0) > one.bytes ? other : one));
  there.files = async function* () {
    yield largest;
  };
  const [saved] = await there.download(directory());
  assert.equal(sha256(fs.readFileSync(saved)), largest.sha256);
  assert.ok(proxy.cuts > 2, `${proxy.cuts} cuts`);
});

async function hostile(changes) {
  const file = (await all(search.files())).find((each) => each.sha256);
  const there = await service.open(search.id);
  there.files = async function* () {
    yield { ...file, ...changes };
  };
  return there;
}

test('names and links that lead elsewhere are refused', async () => {
  const root = directory();
  const inside = path.join(root, 'inside');
  for (const name of ['../x', '/etc/x', 'a/../../x', 'a//b', '', '.', 'a\\..\\x', 'a/\0', 'a\nb', '..']) {
    await assert.rejects((await hostile({ path: name })).download(inside), client.DownloadError, JSON.stringify(name));
  }
  assert.deepEqual(fs.readdirSync(root), ['inside']);
  assert.deepEqual(namesBelow(inside), []);
  const outside = directory();
  fs.symlinkSync(outside, path.join(inside, 'link'));
  await assert.rejects((await hostile({ path: 'link/x' })).download(inside), client.DownloadError);
  assert.deepEqual(fs.readdirSync(outside), []);
});

test('other bytes than promised are not kept', async () => {
  const root = directory();
  await assert.rejects((await hostile({ sha256: '0'.repeat(64) })).download(root), /SHA-256/);
  assert.deepEqual(namesBelow(root), []);
});

test('refusals are problems', async () => {
  await assert.rejects(service.search({ target: '3C 105', catalogue: 'numaster', where: 'exposure_a <' }), (problem) => {
    assert.ok(problem instanceof client.Problem);
    assert.equal(problem.status, 400);
    return problem.type.startsWith('/problems/');
  });
  await assert.rejects(service.open('nosuchsearch'), client.Problem);
});

test('a search can be cancelled', async () => {
  const other = await service.search({ target: '3C 105', catalogue: 'numaster' });
  await other.cancel();
  await other.wait();
  assert.match(other.outcome, /cancelled|complete/);
});

test('the element is one module with the client, in this version, and its types are served beside it', async () => {
  const served = await fetch(`${SERVER}/clients/voyage-element.js`);
  assert.ok(served.headers.get('content-type').startsWith('text/javascript'));
  const code = path.join(scratch, 'voyage-element.mjs');
  fs.writeFileSync(code, await served.text());
  const element = await import(code);
  assert.deepEqual(Object.keys(element).sort(), [...Object.keys(client), 'VoyageSearch'].sort());
  assert.equal(element.version, client.version);
  const types = await (await fetch(`${SERVER}/clients/voyage-element.d.ts`)).text();
  assert.ok(types.includes(client.version));
  const members = Object.getOwnPropertyNames(element.VoyageSearch.prototype);
  for (const name of members.filter((each) => !/^constructor$|Callback$/.test(each))) {
    assert.match(types, new RegExp(`\\b${name}\\b`), name);
  }
});

test('a search is renamed, and one of its files requested again', async () => {
  const plan = await service.search({ target: '3C 105', catalogue: 'numaster', action: 'plan', name: 'Jets' });
  assert.equal(plan.name, 'Jets');
  await plan.wait();
  assert.equal((await plan.rename('Jets é')).name, 'Jets é');
  const [{ path: file }] = (await plan.voyage.json('GET', `${plan.path}/files?limit=1`)).files;
  const again = await plan.retry({ files: [file] });
  await again.wait();
  assert.equal(again.name, 'Jets é');
  assert.equal(again.tally.files, 1);
  assert.equal((await plan.rename(null)).name, null);
});
