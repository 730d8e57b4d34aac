// Measures the views in headless Chromium: node measure.mjs NODE_MODULES [CHROMIUM] [PORT], with lit@3 and playwright-core
// in NODE_MODULES and serve.mjs running. Prints a line per figure.
import { createRequire } from 'node:module';
import { heap, longTasks as worst, traced as tracedIn, watchTasks } from './trace.mjs';

const [modules, executablePath = '/usr/bin/chromium', port = '18970'] = process.argv.slice(2);
const { chromium } = createRequire(`${modules}/`)('playwright-core');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--enable-precise-memory-info'] });

const traced = (page, act) => tracedIn(browser, page, act);

async function opened(query = '') {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.on('pageerror', (error) => console.log('page error', error.message));
  await watchTasks(page);
  await page.addInitScript(() => {
    globalThis.framesDuring = async (act) => {
      const times = [];
      let running = true;
      const tick = (now) => { times.push(now); if (running) { requestAnimationFrame(tick); } };
      requestAnimationFrame(tick);
      await act();
      running = false;
      const gaps = times.slice(1).map((time, at) => time - times[at]).sort((one, other) => one - other);
      const at = (part) => Math.round(gaps[Math.floor(part * (gaps.length - 1))]);
      return `${gaps.length} frames, median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms`;
    };
  });
  await page.goto(`http://127.0.0.1:${port}/?${query}`);
  await page.waitForFunction(() => globalThis.feed);
  await page.waitForTimeout(500);
  await page.evaluate(() => { longTasks.length = 0; });
  return page;
}

const page = await opened();
console.log('heap, empty:', await heap(page));
console.log('5 000 rows at 500 events/s:', await traced(page, () => page.evaluate(() => framesDuring(() => feed(5000, 500)))));
console.log('  ', await worst(page), '; heap', await heap(page));
await page.close();

const many = await opened('radius=30');
console.log('100 000 rows at 20 000 a hundredth of a second:', await many.evaluate(() => framesDuring(() => feed(100_000, 0))));
await many.waitForTimeout(1000);
console.log('  ', await worst(many), '; heap', await heap(many));

const box = await many.locator('voyage-sky .stage').boundingBox();
async function during(what, act) {
  const stop = await many.evaluateHandle(() => {
    let end;
    const frames = framesDuring(() => new Promise((resolve) => { end = resolve; }));
    return { end: () => end(), frames };
  });
  const told = await traced(many, async () => {
    await act();
    return stop.evaluate((held) => { held.end(); return held.frames; });
  });
  console.log(`${what}:`, told, ';', await worst(many));
}
const drag = async () => {
  await many.mouse.move(box.x + 300, box.y + 200);
  await many.mouse.down();
  for (let turn = 0; turn < 60; turn++) {
    await many.mouse.move(box.x + 300 + 100 * Math.sin(turn / 6), box.y + 200 + 80 * Math.cos(turn / 6));
    await many.waitForTimeout(16);
  }
  await many.mouse.up();
};
await during('100 000: panning the field', drag);
await many.evaluate(() => views[0].show('sky'));
await during('100 000: panning the whole sky', drag);
await during('100 000: pointing along the map', async () => {
  for (let turn = 0; turn < 60; turn++) {
    await many.mouse.move(box.x + 200 + 3 * turn, box.y + 220);
    await many.waitForTimeout(16);
  }
});
await during('100 000: scrolling the table', async () => {
  for (let turn = 0; turn < 60; turn++) {
    await many.evaluate((step) => { views[2].renderRoot.querySelector('.scroll').scrollTop = step * 20_000; }, turn);
    await many.waitForTimeout(16);
  }
});
const header = (text) => many.locator('voyage-table [role=columnheader]', { hasText: text }).first();
await during('100 000: sorting by exposure', async () => { await header('exposure_a').click(); await many.waitForTimeout(500); });
await during('100 000: sorting by name', async () => { await header('name').click(); await many.waitForTimeout(500); });
await during('100 000: filtering by a word', async () => {
  await many.locator('voyage-table input[type=search]').fill('source 77');
  await many.waitForTimeout(800);
});
await many.close();
await browser.close();
