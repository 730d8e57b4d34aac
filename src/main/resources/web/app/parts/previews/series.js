import { texts } from '../../texts/texts.js';

const words = texts.viewer;

/**
 * A plot as the service sends it: kind histogram or counts (numbers per bin), means (per bin), or points.
 *
 * @returns {{x: number[], y: number[], points: number[][], isBinned: boolean}} limits of x and y, and the data as [x, y]; y null
 *     where missing
 */
export function seriesOf(plot) {
  const { kind, low, width } = plot;
  if (kind === 'points') {
    const points = plot.points.filter(([, y]) => y !== null);
    return { x: limits(points.map(([x]) => x)), y: limits(points.map(([, y]) => y)), points, isBinned: false };
  }
  const values = kind === 'means' ? plot.means : plot.counts;
  const points = values.map((value, bin) => [low + (bin + 0.5) * width, value]);
  const y = limits(values.filter((value) => value !== null));
  const x = [low, low + Math.max(1, values.length) * (width || 1)];
  return { x, y: kind === 'means' ? y : [0, Math.max(1, y[1])], points, isBinned: kind !== 'means' };
}

/** Never of no length, so that a single value has its place. */
function limits(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(high >= low)) {
    return [0, 1];
  }
  return high > low ? [low, high] : [low - (Math.abs(low) || 1) / 2, high + (Math.abs(high) || 1) / 2];
}

/** What the plot shows, in words. */
export function plotWords(plot) {
  const { kind, x, y, rows, values, missing = 0 } = plot;
  const of = kind === 'histogram' ? words.values(values, x.column) : kind === 'counts' ? words.rowsOver(rows, x.column) : words.against(y.column, x.column, rows);
  return missing > 0 ? `${of}, ${words.missing(missing)}` : of;
}
