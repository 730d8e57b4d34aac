// Pictures of the page's states, light and dark, at four widths and on paper: node screenshots.mjs OUT NODE_MODULES [JAR] [CHROMIUM].
import { mkdirSync } from 'node:fs';
import { Program, archive, driver } from './program.mjs';

const [out, modules, jar = 'target/voyage.jar', executablePath = '/usr/bin/chromium'] = process.argv.slice(2);
const WIDTHS = { huge: [2560, 1440], wide: [1440, 1000], tablet: [1024, 900], phone: [400, 860] };
mkdirSync(out, { recursive: true });
const browser = await driver(modules).launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const failing = await archive();
const settings = { 'voyage.demo': true, 'voyage.demo-port': 0, 'voyage.demo-latency': '60ms', 'voyage.egress.allow': failing.authority, 'voyage.http.attempts': 1, 'voyage.http.robots': false };

const ask = { target: '3C 105', catalogue: 'numaster', where: 'exposure_a <= 10000' };
const badge = (page, word) => page.locator('voyage-head .badge', { hasText: word }).waitFor();

async function search(page, { target, catalogue, where = '' }) {
  await page.getByLabel('Target', { exact: true }).fill(target);
  await page.getByLabel('Catalogue', { exact: true }).fill(catalogue);
  await page.getByLabel('Condition on the rows').fill(where);
  await page.getByRole('button', { name: 'Start search', exact: true }).click();
}

/** So many rows without files. The table has them before it is seen, as it is not where the window is narrow. */
async function rows(page, number, told) {
  await page.getByRole('button', { name: 'New search' }).click();
  await page.locator('voyage-form details').evaluate((details) => { details.open = true; });
  await page.getByLabel('How far to go').selectOption('observations');
  await search(page, { target: '10.5 -5.25', catalogue: `http://${failing.authority}/cone?rows=${number}&rate=0`, where: 'exposure < 9000' });
  await page.locator('voyage-table .count', { hasText: told }).waitFor({ state: 'attached' });
  await badge(page, 'complete');
}

/** The steps before each picture, in this order, on one page. */
const STATES = {
  empty: async () => {},
  suggestions: async (page) => {
    await page.getByLabel('Target', { exact: true }).fill('3C 105');
    await page.getByText('61.81861').waitFor();
    await page.getByLabel('Catalogue', { exact: true }).pressSequentially('x-ray');
    await page.locator('voyage-catalogue-field [role=option]').first().waitFor();
  },
  mistake: async (page) => {
    await search(page, { ...ask, where: 'exposure_a <== 10000' });
    await page.locator('voyage-condition-field mark').waitFor();
  },
  running: async (page, first) => {
    await search(page, { target: '10.5 -5.25', catalogue: `http://${failing.authority}/cone?rows=90&rate=30&first=${first}`, where: 'exposure < 9000' });
    await page.locator('voyage-files .lane').nth(5).waitFor();
  },
  complete: async (page) => {
    await page.getByRole('button', { name: 'New search' }).click();
    await search(page, ask);
    await badge(page, 'complete');
    await page.locator('voyage-files button.bar').first().click();
    await page.locator('voyage-timeline').waitFor({ state: 'attached' });
  },
  keys: async (page) => page.keyboard.press('?'),
  failed: async (page) => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'New search' }).click();
    await search(page, { target: '10.5 -5.25', catalogue: `http://${failing.authority}/cone?rows=7&rate=0` });
    await badge(page, 'partly failed');
    await page.locator('voyage-files button.bar', { hasText: '60000000003' }).click();
  },
  unknown: async (page) => {
    await page.getByRole('button', { name: 'New search' }).click();
    await search(page, { target: 'Nosuch', catalogue: 'numaster' });
    await badge(page, 'failed');
  },
  plan: async (page) => {
    await page.getByRole('button', { name: 'New search' }).click();
    await page.getByText('Plan a download').click();
    await page.keyboard.press('Enter');
    await badge(page, 'complete');
  },
  rows: (page) => rows(page, 3000, '3,000'),
  dense: (page) => rows(page, 20_000, '20,000'),
  cancelling: async (page) => {
    await page.getByRole('button', { name: 'New search' }).click();
    await search(page, { target: '10.5 -5.25', catalogue: `http://${failing.authority}/cone?rows=20000&rate=50` });
    await page.locator('voyage-table [data-line]').first().waitFor({ state: 'attached' });
    await page.locator('voyage-head').getByRole('button', { name: 'Cancel', exact: true }).click();
  },
  cancelled: async (page) => {
    await page.getByRole('button', { name: 'Cancel the search', exact: true }).click();
    await badge(page, 'cancelled');
  },
};

async function picture(page, state, width, colorScheme) {
  // wait for rendering: the latest data is on the screen after two frames, in the table after 400 ms
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${out}/${state}-${width}-${colorScheme}.png` });
  if (state === 'complete') {
    await page.emulateMedia({ media: 'print' });
    await page.screenshot({ path: `${out}/paper-${width}-${colorScheme}.png`, fullPage: true });
    await page.emulateMedia({ media: 'screen' });
  }
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (sideways > 0) {
    console.log(`${state} ${width}: ${sideways} px wider than the window`);
  }
}

const program = await new Program(jar, settings).start();
const opened = [];
for (const colorScheme of ['light', 'dark']) {
  for (const [width, [across, down]] of Object.entries(WIDTHS)) {
    const page = await browser.newPage({ viewport: { width: across, height: down }, colorScheme });
    page.on('pageerror', (error) => console.log('page error', error.message));
    await page.goto(program.base);
    for (const [state, reach] of Object.entries(STATES)) {
      await reach(page, 1000 * opened.length);
      await picture(page, state, width, colorScheme);
    }
    opened.push([page, width, colorScheme]);
  }
}
for (const [page] of opened) {
  await page.getByRole('button', { name: 'New search' }).click();
  await search(page, { target: '10.5 -5.25', catalogue: `http://${failing.authority}/cone?rows=20000&rate=5` });
  await badge(page, 'running');
}
await program.kill();
for (const [page, width, colorScheme] of opened) {
  await page.locator('voyage-connection .waiting').waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  await picture(page, 'reconnecting', width, colorScheme);
}
await browser.close();
failing.close();
await program.end();
