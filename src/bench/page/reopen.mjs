// Measures how the page opens an ended search of many rows, and the first view, in headless Chromium, for several builds by turns:
// node reopen.mjs NODE_MODULES RUNS NAME=JAR... [rows=100000] [chromium=/usr/bin/chromium]. Prints medians.
import { loadavg } from 'node:os';
import { Program, archive, driver } from './program.mjs';

const [modules, runs, ...more] = process.argv.slice(2);
const settings = Object.fromEntries(more.filter((word) => /^(rows|chromium)=/.test(word)).map((word) => word.split('=')));
const jars = more.filter((word) => !/^(rows|chromium)=/.test(word)).map((word) => word.split('='));
const rows = Number(settings.rows ?? 100_000);
const browser = await driver(modules).launch({ executablePath: settings.chromium ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const catalogue = await archive();
const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

/** Milliseconds until `done`, and kilobytes on the wire. */
async function visited(address, done) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.dataReceived', (event) => { bytes += event.encodedDataLength; });
  const start = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await done(page);
  const millis = performance.now() - start;
  await page.waitForTimeout(1000);
  await context.close();
  return { millis, kilobytes: bytes / 1000 };
}

async function ended(base, search) {
  for (;;) {
    const { outcome } = await (await fetch(`${base}v1/searches/${search}`)).json();
    if (outcome) {
      return outcome;
    }
    await new Promise((next) => setTimeout(next, 500));
  }
}

const figures = new Map();
const programs = [];
for (const [name, jar] of jars) {
  const program = await new Program(jar, { 'voyage.egress.allow': catalogue.authority, 'voyage.http.robots': false, 'voyage.limits.rows': rows }).start();
  const base = `${String(program.base).replace(/\/$/, '')}/`;
  const request = { target: '10.5 -5.25', catalogue: `http://${catalogue.authority}/cone?rows=${rows}&rate=0`, action: 'observations', where: 'exposure < 9000' };
  const made = await fetch(`${base}v1/searches`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(request) });
  const { id } = await made.json();
  console.log(`${name}: ${rows} rows, ${await ended(base, id)}`);
  programs.push({ name, program, base, id });
  figures.set(name, { first: [], reopened: [] });
}
for (let run = 0; run <= Number(runs); run++) {
  for (const { name, base, id } of programs) {
    const first = await visited(base, (page) => page.getByLabel('Target', { exact: true }).fill('x'));
    const reopened = await visited(`${base}?search=${id}`, async (page) => {
      await page.locator('voyage-head .badge', { hasText: 'complete' }).waitFor({ timeout: 300_000 });
    });
    if (run > 0) { // the first one warms up
      figures.get(name).first.push(first);
      figures.get(name).reopened.push(reopened);
    }
  }
}
for (const [name, { first, reopened }] of figures) {
  const told = (all) => `${Math.round(median(all.map((one) => one.millis)))} ms, ${median(all.map((one) => one.kilobytes)).toFixed(1)} kB`;
  console.log(`${name}: first view ${told(first)}; ended search of ${rows} rows opened ${told(reopened)} (load ${loadavg()[0].toFixed(1)})`);
}
await browser.close();
catalogue.close();
for (const { program } of programs) {
  await program.end();
}
