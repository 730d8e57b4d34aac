import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { filePath } from '../api.js';
import { NONE, baseName, bytes, count, duration, rate } from '../format.js';
import { isHere } from '../model/files.js';
import { isViewable } from '../model/previews.js';
import { texts } from '../texts/texts.js';
import { bar } from './bar.js';
import { problemText } from './problem.js';

const words = texts.files;

export const laneStyles = css`
  .lane {
    border-bottom: 1px solid var(--line);
  }
  .lane.hovered {
    background: var(--sunken);
  }
  .lane.picked {
    box-shadow: inset 3px 0 0 var(--accent);
  }
  @media (forced-colors: active) {
    .lane.picked {
      border-inline-start: 4px solid Highlight;
    }
    .lane.hovered {
      outline: 1px dashed Highlight;
      outline-offset: -1px;
    }
  }
  .bar {
    display: grid;
    grid-template-columns: minmax(9rem, 1.1fr) minmax(4rem, 2fr) 5.5rem 8.5rem 13rem;
    gap: 0.75rem;
    align-items: center;
    width: 100%;
    border: 0;
    border-radius: 0;
    background: none;
    text-align: start;
    font-size: 0.93rem;
    padding: 0.3rem 0.75rem;
    white-space: normal;
    min-height: 36px;
  }
  .bar > * {
    min-width: 0;
  }
  .bar .id::before {
    content: '▸ ';
    color: var(--muted);
  }
  .bar[aria-expanded='true'] .id::before {
    content: '▾ ';
  }
  .bar .right {
    text-align: end;
  }
  .pictures {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem;
    padding: 0 0.75rem 0.4rem 1.6rem;
  }
  @media print {
    .pictures {
      display: none;
    }
  }
  .inside {
    padding: 0 0.75rem 0.5rem 1.6rem;
  }
  .file {
    display: grid;
    grid-template-columns: minmax(10rem, 2fr) 8.5rem minmax(8rem, 1.4fr);
    gap: 0.1rem 0.75rem;
    padding: 0;
    min-height: 24px;
    border-top: 1px dotted var(--line);
    align-items: baseline;
  }
  .file a {
    text-underline-offset: 4px; /* below underscores */
    display: inline-block;
    min-height: 24px;
    line-height: 24px;
  }
  .file .acts {
    white-space: nowrap;
  }
  .file .view {
    min-height: 24px;
    padding-block: 0;
    margin-inline-start: 0.5rem;
  }
  .file .wide {
    grid-column: 1 / -1;
  }
  .file .right {
    text-align: end;
  }
  @container (max-width: 700px) {
    .bar {
      grid-template-columns: 1fr auto;
    }
    .bar .parts {
      grid-column: 1 / -1;
      grid-row: 2;
    }
    .bar .rate {
      display: none;
    }
    .bar .check {
      display: none;
    }
    .file {
      grid-template-columns: 1fr auto;
    }
    .file .say {
      grid-column: 1 / -1;
    }
    .inside {
      padding-inline-start: 0.75rem;
    }
  }
`;

/** Small pictures of a lane whose files are listed, and of any other. */
const MOST_OPEN = 24;
const MOST_CLOSED = 6;

const verified = (list) => `${words.verifiedBy}: ${list.map((word) => words.verified[word] ?? word).join(', ')}`;

/**
 * One observation's files.
 *
 * @param open null where only the bar is shown, else {most, excluded}: how many files, and whether those left out too
 * @param act {toggle, hover, more, excluded, view, again (null while the search runs)}
 */
export function laneTemplate(search, lane, open, picked, act) {
  const { state } = lane;
  return html`<li
    class="lane ${picked ? 'picked' : ''}"
    data-id=${lane.id}
    @mouseenter=${() => act.hover(true)}
    @mouseleave=${() => act.hover(false)}
  >
    <button class="bar" aria-expanded=${open ? 'true' : 'false'} @click=${act.toggle}>${barCells(lane, state)}</button>
    ${pictures(search, lane, lane.thumbnails(open ? MOST_OPEN : MOST_CLOSED), act)} ${open ? inside(search, lane, open, act) : nothing}
  </li>`;
}

/** Small pictures of the images that are here; View shows them large. */
function pictures(search, lane, files, act) {
  return files.length === 0
    ? nothing
    : html`<div class="pictures" role="group" aria-label=${words.picturesOf(lane.id)}>
        ${repeat(files, (file) => file.path, (file) => html`<voyage-thumbnail .search=${search} .path=${file.path} .label=${words.lookAt(nameIn(lane, file))} @click=${() => act.view(file.path)}></voyage-thumbnail>`)}
      </div>`;
}

function barCells(lane, state) {
  const sum = lane.progress;
  const files = lane.fileCounts;
  const isListed = state === 'listed';
  const left = sum.rate > 0 && sum.unknown === 0 ? ((sum.expected - sum.bytes) / sum.rate) * 1000 : null;
  return html` <span class="id mono wrap"
      >${lane.id || words.wholly} ${lane.target ? html`<span class="muted small">${lane.target}</span>` : nothing}
      ${lane.catalogue && !lane.id.startsWith(`${lane.catalogue}/`) ? html`<span class="muted small">${lane.catalogue}</span>` : nothing}</span
    >
    ${isListed ? html`<span></span>` : bar(files, state === 'complete', words.overall(files.ended, files.files))}
    <span class="number right">${isListed ? words.listed(files.files) : `${count(files.ended)} / ${count(files.files)}`}</span>
    <span class="number right rate"
      >${isListed ? (sum.unknown > 0 ? NONE : bytes(sum.expected)) : bytes(sum.bytes)} <span class="muted small">${sum.rate > 0 ? rate(sum.rate) : ''}</span></span
    >
    <span class="small check ${state === 'complete' ? 'good' : state === 'failed' ? 'bad' : 'muted'}"
      >${checkWords(lane, state, left)}</span
    >`;
}

function checkWords(lane, state, left) {
  if (state === 'failed') {
    return lane.counts.failed > 0 ? words.failed(lane.counts.failed) : words.laneStates.failed;
  }
  if (state === 'active') {
    return left === null || left < 1000 ? words.laneStates.active : `${words.eta} ${duration(left)} ${words.left}`;
  }
  if (state !== 'complete') {
    return words.laneStates[state];
  }
  if (lane.wanted === 0) {
    return lane.excluded > 0 ? words.allExcluded : words.noneHere;
  }
  const unchanged = lane.counts.skipped;
  return lane.counts.complete > 0
    ? `✓ ${lane.verified ? words.verifiedBy : words.laneStates.complete}${unchanged > 0 ? `, ${words.unchanged(unchanged)}` : ''}`
    : words.unchanged(unchanged);
}

function inside(search, lane, open, act) {
  const shown = open.excluded
    ? lane.files
    : lane.files.filter((file) => file.state !== 'excluded');
  return html`<div class="inside">
    ${lane.problem ? html`<p>${problemText(lane.problem)}</p>` : nothing}
    <ul>
      ${repeat(shown.slice(0, open.most), (file) => file.path, (file) => fileTemplate(search, lane, file, lane.all.over, act))}
    </ul>
    <div class="row">
      ${act.again ? html`<button class="plain small" @click=${() => act.again({ observations: [lane.id] })}>${words.againAll}</button>` : nothing}
      ${shown.length > open.most ? html`<button @click=${act.more}>${words.more(shown.length - open.most)}</button>` : nothing}
      ${
        lane.excluded > 0
          ? html`<button
              class="plain small"
              aria-pressed=${open.excluded ? 'true' : 'false'}
              @click=${() => act.excluded(!open.excluded)}
            >
              ${words.showExcluded} (${lane.excluded})
            </button>`
          : nothing
      }
    </div>
  </div>`;
}

/** Its path below the observation. */
const nameIn = (lane, file) => (file.path.startsWith(`${lane.id}/`) ? file.path.slice(lane.id.length + 1) : file.path);

function fileTemplate(search, lane, file, over, { view, again }) {
  const name = nameIn(lane, file);
  const here = isHere(file);
  return html`<li class="file small">
    <span class="mono wrap" title=${file.path}
      >${
        here
          ? html`<a
              href=${filePath(search, file.path)}
              download=${baseName(file.path)}
              aria-label=${words.download(name)}
              >${name}</a
            >`
          : name
      }
      <span class="acts">${here && isViewable(file.path) ? html`<button class="plain small view" aria-label=${words.viewOf(name)} @click=${() => view(file.path)}>${words.view}</button>` : nothing}
        ${again && file.state !== 'excluded' ? html`<button class="plain small view" aria-label=${words.againOf(name)} @click=${() => again({ files: [file.path] })}>${words.again}</button>` : nothing}</span
      ></span
    >
    <span class="number right"
      >${file.state === 'downloading' ? `${bytes(file.got)} / ${bytes(file.bytes)}` : file.bytes === null && !here ? NONE : bytes(file.bytes)}</span
    >
    <span class="say ${file.state === 'failed' ? 'bad' : file.state === 'complete' ? 'good' : 'muted'}"
      >${say(file, over)}</span
    >
    ${file.state === 'downloading' && !over ? html`<progress class="wide" max=${file.bytes ?? 1} .value=${file.bytes ? Math.min(file.got, file.bytes) : 0} aria-label=${name}></progress>` : nothing}
    ${file.problem ? html`<span class="wide">${problemText(file.problem)}</span>` : nothing}
  </li>`;
}

function say(file, over) {
  const tries = file.attempt > 1 ? ` · ${words.attempt(file.attempt)}` : '';
  const from = file.source ? ` · ${words.from} ${file.source}` : '';
  if (over && ['found', 'waiting', 'downloading'].includes(file.state)) {
    return words.notFetched;
  }
  switch (file.state) {
    case 'complete':
      return `✓ ${verified(file.verified ?? [])}${from}${tries}`;
    case 'downloading':
      return `${rate(file.rate)}${from}${tries}`;
    case 'listed':
      return file.here ? words.reasons.unchanged : `${words.states.listed}${from}`;
    case 'excluded':
    case 'skipped':
      return words.reasons[file.reason] ?? file.reason;
    default:
      return `${words.states[file.state]}${tries}`;
  }
}
