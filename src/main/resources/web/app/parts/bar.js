import { css, html } from 'lit';

export const barStyles = css`
  .parts {
    display: flex;
    height: 6px;
    border-radius: 3px;
    overflow: hidden;
    background: var(--sunken);
  }
  .parts i {
    background: var(--accent);
  }
  .parts .all {
    background: var(--good);
  }
  .parts .lost {
    background: var(--bad);
  }
  @media (forced-colors: active) {
    .parts {
      forced-color-adjust: none;
      background: Canvas;
      outline: 1px solid CanvasText;
    }
    .parts i {
      background: Highlight;
    }
    .parts .lost {
      background: repeating-linear-gradient(45deg, CanvasText 0 2px, Canvas 2px 4px);
    }
  }
`;

/**
 * One bar in three parts: done, failed, and what is left.
 *
 * @param counts of fileCounts
 * @param isOver whether nothing more will come: then done is green, as complete files and points are
 */
export function bar({ files, done, failed, ended }, isOver, label) {
  const share = (number) => `width:${files > 0 ? (100 * number) / files : 0}%`;
  return html`<div
    class="parts"
    role="progressbar"
    aria-label=${label}
    aria-valuemin="0"
    aria-valuemax=${files}
    aria-valuenow=${ended}
  >
    <i class=${isOver ? 'all' : ''} .style=${share(done)}></i
    ><i class="lost" .style=${share(failed)}></i>
  </div>`;
}
