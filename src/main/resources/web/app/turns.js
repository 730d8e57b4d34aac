/**
 * The page's turns: everything that shows what events tell is drawn in the same one, so that no frame of the screen has
 * the counts of two moments. A turn is at once where the last was long ago, else a while after it.
 */

/** Between two turns at least, so that drawing leaves time for the rest; more where drawing takes long, but not for ever. */
export const TURN_MILLIS = 150;
const LONGEST_MILLIS = 1000;
/** Of the time at most a fifth is for drawing. */
const TIMES = 5;

const waiting = new Set();
let timer = null;
let last = -TURN_MILLIS;
let pause = TURN_MILLIS;

/** Calls `draw` in the next turn; once, however often it is asked for before. */
export function nextTurn(draw) {
  waiting.add(draw);
  timer ??= setTimeout(turnNow, Math.max(0, last + pause - performance.now()));
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
    setTimeout(measure);
  }
}

/** Parts are drawn behind the turn itself: what it took is known in the next task. */
function measure() {
  pause = Math.min(LONGEST_MILLIS, Math.max(TURN_MILLIS, TIMES * (performance.now() - last)));
}
