/**
 * The page's turns: everything that shows what events tell is drawn in the same one, so that no frame of the screen has
 * the counts of two moments. A turn is at once where the last was long ago, else a while after it.
 */

/** Between two turns, so that drawing leaves time for the rest. */
export const TURN_MILLIS = 150;

const waiting = new Set();
let timer = null;
let last = -TURN_MILLIS;

/** Calls `draw` in the next turn; once, however often it is asked for before. */
export function nextTurn(draw) {
  waiting.add(draw);
  timer ??= setTimeout(turnNow, Math.max(0, last + TURN_MILLIS - performance.now()));
}

/** Not in the next turn. */
export function noTurn(draw) {
  waiting.delete(draw);
}

/** The turn is now, if anything waits for it: when one part is drawn for a reason of its own, the others are too. */
export function turnNow() {
  clearTimeout(timer);
  timer = null;
  if (waiting.size > 0) {
    last = performance.now();
    const draws = [...waiting];
    waiting.clear();
    draws.forEach((draw) => draw());
  }
}
