// Long tasks, traces and heaps of a page, by Chromium's own instruments.

/** Records tasks over 50 ms; call it before the page is opened. */
export const watchTasks = (page) => page.addInitScript(() => {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((entry) => entry.duration)))
    .observe({ entryTypes: ['longtask'] });
});

/** The tasks since the last call. */
export const longTasks = (page) => page.evaluate(() => {
  const told = `${longTasks.length} long tasks (over 50 ms), worst ${Math.round(Math.max(0, ...longTasks))} ms`;
  longTasks.length = 0;
  return told;
});

/** The heap after a collection. */
export async function heap(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const mib = (bytes) => (bytes / 2 ** 20).toFixed(1);
  return `${mib(usedSize)} MiB of objects, ${mib(backingStorageSize)} MiB of arrays`;
}

/**
 * Runs an action while Chromium traces its tasks, and returns the longest ones of the page's main thread, in elapsed time
 * and in processor time, which is independent of other programs on the machine.
 */
export async function traced(browser, page, act) {
  const session = await browser.newBrowserCDPSession();
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const ended = new Promise((resolve) => { session.once('Tracing.tracingComplete', resolve); });
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', '__metadata', 'blink.user_timing'] } });
  await page.evaluate(() => performance.mark('voyage-main-thread'));
  const told = await act();
  await session.send('Tracing.end');
  await ended;
  const mark = events.find((event) => event.name === 'voyage-main-thread');
  const tasks = events.filter((event) => event.ph === 'X' && event.pid === mark.pid && event.tid === mark.tid);
  const longest = (field) => (Math.max(0, ...tasks.map((task) => task[field] ?? 0)) / 1000).toFixed(0);
  const over = tasks.filter((task) => task.tdur > 100_000).length;
  return `${told}\n   longest task ${longest('dur')} ms by the clock, ${longest('tdur')} ms of processor time; ${over} over 100 ms of processor time`;
}
