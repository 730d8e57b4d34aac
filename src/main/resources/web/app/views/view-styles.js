import { css } from 'lit';

/** What the three views look alike in; colours only by the page's custom properties. */
export const shared = css`
  :host { display: flex; flex-direction: column; min-width: 0; color: var(--ink); font: 400 0.875rem/1.4 var(--text, system-ui, sans-serif); }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.5rem; padding: 0.25rem 0.5rem;
    background: var(--panel); border-bottom: 1px solid var(--line); }
  .bar .space { flex: 1; }
  /* two lines wherever one is too short for all buttons, so that later ones do not move the map */
  .bar.steady .space { flex-basis: calc((33rem - 100%) * 999); max-width: 100%; }
  .group { display: inline-flex; }
  .group button + button { margin-left: -1px; border-top-left-radius: 0; border-bottom-left-radius: 0; }
  .group button:not(:last-child) { border-top-right-radius: 0; border-bottom-right-radius: 0; }
  button { font: inherit; color: var(--ink); background: var(--panel); border: 1px solid var(--edge, var(--muted));
    border-radius: 4px; padding: 0 0.5rem; min-height: 26px; min-width: 26px; font-size: 0.8125rem; cursor: pointer; }
  button:hover { background: var(--ground); }
  button[aria-pressed='true'] { background: var(--accent); border-color: var(--accent); color: var(--on-accent, var(--panel)); }
  @media (forced-colors: active) {
    button[aria-pressed='true']:not(.chip) { forced-color-adjust: none; background: Highlight; border-color: Highlight; color: HighlightText; }
    /* drawn with the page's own colours: their ground too */
    .stage { forced-color-adjust: none; }
  }
  button:focus-visible, input:focus-visible, summary:focus-visible, .stage:focus-visible, [role='grid']:focus-visible {
    outline: 2px solid var(--accent); outline-offset: 1px; }
  .stage:focus-visible, [role='grid']:focus-visible { outline-offset: -2px; }
  .stage { position: relative; flex: 1; min-height: 0; overflow: hidden; background: var(--panel); touch-action: none; user-select: none; }
  .stage canvas { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
  .readout { position: absolute; left: 0.5rem; top: 0.375rem; font-size: 0.75rem; color: var(--muted); pointer-events: none;
    font-variant-numeric: tabular-nums; background: var(--panel); border-radius: 3px; padding: 0 0.25rem; }
  .readout:empty { display: none; }
  .waiting { position: absolute; inset: auto 0 18%; width: fit-content; max-width: 90%; text-align: center; color: var(--muted); background: var(--panel);
    border-radius: 4px; pointer-events: none; margin: 0 auto; padding: 0.125rem 0.5rem; }
  .tip { position: absolute; left: 0; top: 0; max-width: 18rem; padding: 0.25rem 0.5rem; border: 1px solid var(--edge, var(--line)); border-radius: 4px;
    background: var(--panel); color: var(--ink); font-size: 0.8125rem; pointer-events: none; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
  .tip[hidden] { display: none; }
  .tip b { font-weight: 600; unicode-bidi: isolate; }
  .tip span { display: block; color: var(--muted); }
  .legend { display: flex; flex-wrap: wrap; gap: 0 0.9rem; min-height: 2.5em; align-content: start; margin: 0; padding: 0.25rem 0.5rem 0.125rem; list-style: none;
    font-size: 0.75rem; color: var(--muted); background: var(--panel); border-top: 1px solid var(--line); }
  .legend li { white-space: nowrap; display: inline-flex; align-items: center; gap: 0.3rem; }
  .stage .notes { position: absolute; inset: 0.125rem 0.75rem auto 0.5rem; padding: 0; text-align: right; pointer-events: none; background: none; }
  .notes { margin: 0; padding: 0 0.5rem 0.125rem; height: 1.2rem; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; font-size: 0.75rem;
    color: var(--muted); background: var(--panel); }
  .sign { width: 0.75rem; height: 0.75rem; flex: none; overflow: visible; }
  .sign.found { fill: var(--rejected); }
  .sign.selected, .sign.linked { fill: var(--selected); }
  .sign.unavailable { fill: var(--warn); }
  .sign.downloading { fill: var(--accent); }
  .sign.complete { fill: var(--good); }
  .sign.failed { fill: var(--bad); }
  @media print { .bar:not(.chips) { display: none; } .chip { border: 0; } }
  .unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;
