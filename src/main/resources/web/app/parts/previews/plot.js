import { html, svg } from 'lit';
import { texts } from '../../texts/texts.js';
import { linearTicks } from '../../views/ticks.js';
import { plotWords, seriesOf } from './series.js';

const words = texts.viewer;
const [WIDTH, HEIGHT] = [760, 440];
const EDGE = { left: 76, right: 48, top: 14, bottom: 52 };

const named = ({ column, unit }) => (unit ? `${column} (${unit})` : column);

/** The plot as SVG, with its words below. */
export function plotTemplate(plot) {
  const { x, y, points, isBinned } = seriesOf(plot);
  const across = (value) => EDGE.left + ((value - x[0]) / (x[1] - x[0])) * (WIDTH - EDGE.left - EDGE.right);
  const up = (value) => HEIGHT - EDGE.bottom - ((value - y[0]) / (y[1] - y[0])) * (HEIGHT - EDGE.top - EDGE.bottom);
  const said = plotWords(plot);
  const right = WIDTH - EDGE.right;
  const floor = HEIGHT - EDGE.bottom;
  return html`<figure>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${said}>
      ${linearTicks(...y, 6).map((tick) => svg`<path class="grid" d="M${EDGE.left} ${up(tick)}H${right}" /><text x=${EDGE.left - 8} y=${up(tick) + 4} text-anchor="end">${tick}</text>`)}
      ${linearTicks(...x, 6).map((tick) => svg`<path class="grid" d="M${across(tick)} ${EDGE.top}V${floor}" /><text x=${across(tick)} y=${floor + 18} text-anchor="middle">${tick}</text>`)}
      <text x=${(EDGE.left + right) / 2} y=${HEIGHT - 8} text-anchor="middle">${named(plot.x)}</text>
      <text transform="translate(14 ${(EDGE.top + floor) / 2}) rotate(-90)" text-anchor="middle">${plot.y ? named(plot.y) : words.perBin}</text>
      ${isBinned ? svg`<path class="bins" d=${steps(points, plot.width, across, up, floor)} />` : plot.kind === 'means' ? svg`<path class="line" d=${line(points, across, up)} />` : points.map(([px, py]) => svg`<circle cx=${across(px)} cy=${up(py)} r="2" />`)}
      <path class="frame" d="M${EDGE.left} ${EDGE.top}V${floor}H${right}" />
    </svg>
    <figcaption>${said}</figcaption>
  </figure>`;
}

function steps(points, width, across, up, floor) {
  const bins = points.map(([x, y]) => `V${up(y).toFixed(1)}H${across(x + width / 2).toFixed(1)}`);
  return points.length === 0 ? '' : `M${across(points[0][0] - width / 2).toFixed(1)} ${floor}${bins.join('')}V${floor}Z`;
}

/** Interrupted where a mean is missing; one that stands alone is a dot. */
function line(points, across, up) {
  let isDrawn = false;
  return points
    .map(([x, y]) => {
      const part = y === null ? '' : `${isDrawn ? 'L' : 'M'}${across(x).toFixed(1)} ${up(y).toFixed(1)}${isDrawn ? '' : 'h0.01'}`;
      isDrawn = y !== null;
      return part;
    })
    .join('');
}
