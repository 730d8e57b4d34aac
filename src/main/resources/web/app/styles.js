import { css } from 'lit';

/** What all parts of the page share: controls, badges, panels. Colours come from theme.css. */
export const shared = css`
  :host {
    display: block;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h2,
  h3 {
    margin: 0;
    font-size: 1rem;
    font-weight: 650;
  }
  h3 {
    font-size: 0.93rem;
  }
  p {
    margin: 0;
  }
  a {
    color: var(--accent);
    text-underline-offset: 2px;
  }
  code,
  .mono,
  pre {
    font-family: var(--mono);
    font-size: 0.93em;
  }
  /* strangers' text must not turn ours around */
  span,
  bdi,
  code,
  a,
  strong,
  option,
  p,
  li,
  h2,
  h3 {
    unicode-bidi: isolate;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .muted {
    color: var(--muted);
  }
  .bad {
    color: var(--bad);
  }
  .warn {
    color: var(--warn);
  }
  .good {
    color: var(--good);
  }
  .small {
    font-size: 0.86rem;
  }
  .wrap {
    overflow-wrap: anywhere;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem 0.5rem;
    align-items: center;
  }
  .panel {
    background: var(--panel);
    border: 1px solid var(--line);
    border-radius: 6px;
  }
  button,
  .button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
    min-height: 28px;
    padding: 0.15rem 0.65rem;
    border: 1px solid var(--edge);
    border-radius: 5px;
    background: var(--panel);
    color: var(--ink);
    text-decoration: none;
    cursor: pointer;
    white-space: nowrap;
  }
  button:hover,
  .button:hover {
    background: var(--sunken);
  }
  button:disabled {
    color: var(--muted);
    border-color: var(--line);
    cursor: not-allowed;
    background: none;
  }
  button.primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  button.primary:hover {
    filter: brightness(1.08);
  }
  button.plain {
    border-color: transparent;
    background: none;
    padding: 0.15rem 0.4rem;
  }
  button.plain:hover {
    background: var(--sunken);
  }
  button[aria-pressed='true'],
  button[aria-selected='true'] {
    background: var(--sunken);
    border-color: var(--accent);
    box-shadow: inset 0 -2px 0 var(--accent);
  }
  input,
  select,
  textarea {
    width: 100%;
    min-height: 30px;
    padding: 0.2rem 0.5rem;
    border: 1px solid var(--edge);
    border-radius: 5px;
    background: var(--panel);
    margin-block: 3px;
  }
  input:focus-visible,
  select:focus-visible {
    outline-offset: 0;
  }
  ::placeholder {
    color: var(--muted);
    opacity: 1;
    overflow: visible; /* else the underscore of some fonts is cut off */
  }
  input[aria-invalid='true'] {
    border-color: var(--bad);
    box-shadow: 0 0 0 1px var(--bad);
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  summary {
    min-height: 24px;
  }
  label,
  .label {
    display: block;
    font-size: 0.86rem;
    font-weight: 600;
  }
  .badge {
    display: inline-block;
    padding: 0 0.45rem;
    border: 1px solid currentColor;
    border-radius: 99px;
    font-size: 0.8rem;
    line-height: 1.5;
    white-space: nowrap;
    color: var(--muted);
  }
  .badge.good {
    color: var(--good);
  }
  .badge.bad {
    color: var(--bad);
  }
  .badge.warn {
    color: var(--warn);
  }
  .badge.busy {
    color: var(--accent);
  }
  .hidden-text {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  progress {
    appearance: none;
    width: 100%;
    height: 6px;
    border: 0;
    border-radius: 3px;
    overflow: hidden;
    background: var(--sunken);
  }
  progress::-webkit-progress-bar {
    background: var(--sunken);
  }
  progress::-webkit-progress-value {
    background: var(--accent);
  }
  progress::-moz-progress-bar {
    background: var(--accent);
  }
  ul,
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  @media (forced-colors: active) {
    button[aria-pressed='true'],
    button[aria-selected='true'],
    button.primary {
      forced-color-adjust: none;
      background: Highlight;
      border-color: Highlight;
      color: HighlightText;
      box-shadow: none;
    }
    progress {
      forced-color-adjust: none;
      background: Canvas;
      outline: 1px solid CanvasText;
    }
    progress::-webkit-progress-bar {
      background: Canvas;
    }
    progress::-webkit-progress-value {
      background: Highlight !important;
    }
    progress::-moz-progress-bar {
      background: Highlight !important;
    }
  }
  @media print {
    button:not(.bar),
    .button,
    voyage-splitter {
      display: none !important;
    }
    .panel {
      border: 0;
    }
  }
  @media (pointer: coarse) {
    button,
    .button,
    input,
    select {
      min-height: 40px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`;

/** What every dialog looks like; its width and padding are its own. */
export const dialogs = css`
  dialog {
    border: 1px solid var(--edge);
    border-radius: 8px;
    background: var(--panel);
    color: var(--ink);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
`;
