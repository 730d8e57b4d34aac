import { Rows } from '../rows.js';
import { nextTurn } from '../turns.js';

const CALM_ROWS = 5000;
const LONGEST_PAUSE_MILLIS = 1000;

/** Rows that the page draws in its turns. Drawing takes longer the more rows there are: then it is done less often. */
export function calmRows() {
  const rows = new Rows({
    schedule: (draw) => {
      const pause = rows.length > CALM_ROWS ? Math.min(LONGEST_PAUSE_MILLIS, rows.length / 100) : 0;
      pause > 0 ? setTimeout(() => nextTurn(draw), pause) : nextTurn(draw);
    },
  });
  return rows;
}
