import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rows } from '../../main/resources/web/app/rows.js';
import { TURN_MILLIS, nextTurn, noTurn, turnNow } from '../../main/resources/web/app/turns.js';
import { RowsWatch } from '../../main/resources/web/app/views/watch.js';

test('what asks is drawn once, in the same turn as the others, and not again', (test) => {
  test.mock.timers.enable({ apis: ['setTimeout'] });
  const drawn = [];
  const [one, other] = [() => drawn.push('one'), () => drawn.push('other')];
  nextTurn(one);
  nextTurn(other);
  nextTurn(one);
  assert.deepEqual(drawn, []);
  test.mock.timers.tick(TURN_MILLIS);
  assert.deepEqual(drawn, ['one', 'other']);
  test.mock.timers.tick(10 * TURN_MILLIS);
  assert.deepEqual(drawn, ['one', 'other']);
});

test('a turn may be now, and then is not once more', (test) => {
  test.mock.timers.enable({ apis: ['setTimeout'] });
  const drawn = [];
  const [stays, goes] = [() => drawn.push('stays'), () => drawn.push('goes')];
  nextTurn(stays);
  nextTurn(goes);
  noTurn(goes);
  turnNow();
  assert.deepEqual(drawn, ['stays']);
  test.mock.timers.tick(TURN_MILLIS);
  assert.deepEqual(drawn, ['stays']);
});

test('what is asked for while a turn is drawn comes in the next one', (test) => {
  test.mock.timers.enable({ apis: ['setTimeout'] });
  let drawn = 0;
  const again = () => {
    drawn += 1;
    if (drawn < 3) {
      nextTurn(again);
    }
  };
  nextTurn(again);
  turnNow();
  assert.equal(drawn, 1);
  test.mock.timers.tick(TURN_MILLIS);
  assert.equal(drawn, 2);
  test.mock.timers.tick(TURN_MILLIS);
  assert.equal(drawn, 3);
});

test('a view that is given rows, or another filter, shows all that is known: the others are drawn then too', (test) => {
  test.mock.timers.enable({ apis: ['setTimeout'] });
  const rows = new Rows({ schedule: (draw) => nextTurn(draw) });
  const drawn = [];
  const host = {
    rows: null,
    addController: (controller) => { host.controller = controller; },
    rowsChanged: ({ length }) => drawn.push(`view ${length}`),
    rowsFiltered: () => drawn.push('filtered'),
  };
  new RowsWatch(host);
  const found = (observation) => rows.apply({ type: 'observation.found', observation, selected: true, row: {} });
  const others = () => drawn.push('others');

  found('1');
  nextTurn(others);
  host.rows = rows;
  host.controller.hostUpdate();
  assert.deepEqual(drawn, ['view 1', 'others', 'view 1']);

  drawn.length = 0;
  found('2');
  nextTurn(others);
  rows.filter.set({ text: '2' });
  assert.deepEqual(drawn, ['view 2', 'others', 'filtered']);
});
