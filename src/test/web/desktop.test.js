import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EndNotices } from '../../main/resources/web/app/desktop.js';

const shown = [];
let answer = 'granted';
globalThis.Notification = class {
  static requestPermission = async () => answer;
  constructor(title, { body }) {
    shown.push(`${title} | ${body}`);
  }
};
const TALLY = { selected: 3, completed: 2, skipped: 13, failed: 0 };
const search = (id, outcome) => ({ id, outcome, request: { target: 'Vela', catalogue: 'numaster' }, tally: TALLY });

test('an end is notified of once, and only where that was wished', async () => {
  const notices = new EndNotices();
  assert.equal(await notices.toggle('a'), true);
  assert.equal(notices.any, true);
  notices.look([search('a'), search('b', 'complete')]);
  assert.deepEqual(shown, []);
  notices.look([search('a', 'complete'), search('b', 'complete')]);
  notices.look([search('a', 'complete')]);
  assert.deepEqual(shown, ['Vela · numaster: complete | 3 observations selected, 15 files here']);
  assert.equal(notices.any, false);
});

test('it is taken back, and not wished where the browser refuses', async () => {
  const notices = new EndNotices();
  await notices.toggle('a');
  assert.equal(await notices.toggle('a'), true);
  assert.equal(notices.has('a'), false);
  answer = 'denied';
  assert.equal(await notices.toggle('a'), false);
  assert.equal(notices.any, false);
});
