// Measures the page of the packaged program in headless Chromium, over a catalogue of invented rows on loopback:
// node service.mjs NODE_MODULES [JAR] [CHROMIUM]. Prints a line per figure.
import { loadavg } from 'node:os';
import { Program, archive, driver } from './program.mjs';
import { heap, longTasks, traced, watchTasks } from './trace.mjs';

const [modules, jar = 'target/voyage.jar', executablePath = '/usr/bin/chromium'] = process.argv.slice(2);
const browser = await driver(modules).launch({ executablePath, args: ['--no-sandbox', '--enable-precise-memory-info'] });
const rows = await archive();
const program = await new Program(jar, { 'voyage.egress.allow': rows.authority, 'voyage.http.robots': false, 'voyage.limits.rows': 100_000 }).start();
const load = () => `load ${loadavg()[0].toFixed(1)}`;

/** A first visit: the transfer until the form accepts input, and in total. */
async function firstView() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  let [bytes, requests] = [0, 0];
  session.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; requests++; });
  const start = Date.now();
  await page.goto(program.base, { waitUntil: 'commit' });
  await page.getByLabel('Target', { exact: true }).fill('x');
  const interactive = Date.now() - start;
  await page.waitForLoadState('networkidle');
  console.log(`first view: typed into after ${interactive} ms, ${requests} requests, ${(bytes / 1000).toFixed(1)} kB on the wire (${load()})`);
  await context.close();
}

async function search(number, rate) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  page.on('pageerror', (error) => console.log('page error', error.message));
  await watchTasks(page);
  const request = new URLSearchParams({ target: '10.5 -5.25', catalogue: `http://${rows.authority}/cone?rows=${number}&rate=${rate}`, action: 'observations', where: 'exposure < 9000' });
  await page.goto(`${program.base}?${request}`);
  await page.getByRole('button', { name: 'Start search', exact: true }).waitFor();
  await page.waitForLoadState('networkidle');
  await longTasks(page);
  const before = await heap(page);
  const middle = [];
  const told = await traced(browser, page, async () => {
    const start = Date.now();
    await page.getByRole('button', { name: 'Start search', exact: true }).click();
    const badge = page.locator('voyage-head .badge', { hasText: 'complete' });
    const sample = setInterval(async () => { middle.push(await page.evaluate(() => performance.memory.usedJSHeapSize / 2 ** 20)); }, 2000);
    await badge.waitFor({ timeout: 180_000 });
    clearInterval(sample);
    return `${((Date.now() - start) / 1000).toFixed(1)} s`;
  });
  console.log(`${number} rows, ${rate ? `${rate} a second` : 'at once'}: ${told}\n   ${await longTasks(page)}; heap ${before}, at the end ${await heap(page)}, every 2 s ${middle.map((mib) => Math.round(mib)).join(' ')} MiB (${load()})`);
  return page;
}

await firstView();
await firstView();
await (await search(5000, 500)).close();
const page = await search(100_000, 0);
const during = async (what, act) => {
  await longTasks(page);
  console.log(`100000 rows, ${what}: ${await traced(browser, page, async () => { await act(); await page.waitForTimeout(800); return ''; })}; ${await longTasks(page)} (${load()})`);
};
await during('sorting', () => page.locator('voyage-table [role=columnheader]', { hasText: 'exposure' }).first().click());
await during('filtering', () => page.locator('voyage-table input[type=search]').fill('source 77'));
await during('zooming the map', () => page.locator('voyage-sky button', { hasText: '+' }).click());
await browser.close();
rows.close();
await program.end();
