import { css } from 'lit';

export const tableStyles = css`
  :host { position: relative; container-type: inline-size; }
  input[type='search'] { font: inherit; color: var(--ink); background: var(--panel); border: 1px solid var(--edge, var(--muted));
    border-radius: 4px; padding: 0 0.5rem; min-height: 26px; width: 17rem; max-width: 100%; box-sizing: border-box; }
  .chips { padding-block: 2px 3px; gap: 3px 0.25rem; min-height: 24px; }
  .chip { display: inline-flex; flex: none; align-items: center; gap: 0.3rem; font-size: 0.8125rem; padding: 0 0.375rem; min-height: 24px; }
  @container (max-width: 34rem) { .chip span { display: none; } }
  .chip[aria-pressed='true'] { background: var(--panel); color: var(--ink); border-color: var(--edge, var(--muted)); }
  .chip[aria-pressed='false'] { color: var(--muted); text-decoration: line-through; border-style: dashed; }
  .chip[aria-pressed='false'] .sign { opacity: 0.4; }
  .count { color: var(--muted); font-variant-numeric: tabular-nums; white-space: nowrap; }
  .scroll { flex: 1; min-height: 9rem; overflow: auto; background: var(--panel); overflow-anchor: none; font-size: 0.8125rem; }
  .head { position: sticky; top: 0; z-index: 2; background: var(--ground); border-bottom: 1px solid var(--line); width: max-content; min-width: 100%; }
  .line { display: grid; grid-template-columns: var(--widths); width: max-content; min-width: 100%; }
  .head .line > div { padding: 0.1875rem 0.5rem; cursor: pointer; font-weight: 600; line-height: 1.3; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  .head .line > div { position: relative; }
  .head .line > div:hover { background: var(--panel); }
  .edge { position: absolute; inset: 0 0 0 auto; width: 9px; cursor: col-resize; touch-action: none; }
  .edge::after { content: ''; position: absolute; inset: 4px 0 4px auto; width: 1px; background: var(--line); }
  .edge:hover::after { background: var(--accent); width: 2px; }
  .head small { display: block; font-weight: 400; color: var(--muted); min-height: 1.2em; }
  .head i { font-style: normal; color: var(--accent); }
  .body { position: relative; width: max-content; min-width: 100%; }
  .window { position: absolute; left: 0; top: 0; min-width: 100%; will-change: transform; }
  .window .line { height: 24px; border-bottom: 1px solid var(--line); box-sizing: border-box; cursor: pointer; }
  .window .line > div { padding: 0 0.5rem; line-height: 23px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  .number { text-align: right; font-variant-numeric: tabular-nums; }
  .state .sign { margin-right: 0.4rem; vertical-align: -0.05rem; }
  .line.rejected { color: var(--muted); }
  .line.hovered { background: var(--ground); }
  .line.chosen { background: color-mix(in srgb, var(--accent) 10%, var(--panel)); }
  .line.chosen > :first-child::before { content: '✓ '; color: var(--accent); font-weight: 700; }
  .line.picked { background: color-mix(in srgb, var(--accent) 18%, var(--panel)); box-shadow: inset 3px 0 var(--accent); }
  .scroll:focus-visible .active { outline: 2px solid var(--accent); outline-offset: -2px; }
  @media (forced-colors: active) {
    .line.picked { forced-color-adjust: none; background: Highlight; color: HighlightText; }
    .line.picked .sign { fill: currentColor; }
    .line.chosen > :first-child::before { color: Highlight; }
    .line.hovered { outline: 1px dashed Highlight; outline-offset: -1px; }
    .chip[aria-pressed='false'] { color: GrayText; }
  }
  .nothing { position: sticky; left: 0; padding: 1.5rem 1rem; color: var(--muted); text-align: center; }
`;
