/** The page's colours (theme.css). Each can be set from outside: `--voyage-accent` is that of `--accent`. */
export const LIGHT = Object.freeze({
  ground: '#f3f5f7',
  panel: '#ffffff',
  sunken: '#eceff3',
  ink: '#18212b',
  muted: '#536071',
  line: '#d3d9e0',
  edge: '#7d8997',
  accent: '#175f90',
  'on-accent': '#ffffff',
  good: '#19713f',
  warn: '#855500',
  bad: '#b0261d',
  selected: '#175f90',
  rejected: '#8793a1',
});
export const DARK = Object.freeze({
  ground: '#0f141a',
  panel: '#161d25',
  sunken: '#1d262f',
  ink: '#e3e9f0',
  muted: '#9dabba',
  line: '#2b3641',
  edge: '#6d7b8a',
  accent: '#6fb4e6',
  'on-accent': '#0b1620',
  good: '#5cc488',
  warn: '#e0b050',
  bad: '#ff8d83',
  selected: '#6fb4e6',
  rejected: '#7b8896',
});

const set = (colours) =>
  Object.entries(colours)
    .map(([name, value]) => `--${name}: var(--voyage-${name}, ${value});`)
    .join(' ');

export const STYLES = `
:host { display: block; color-scheme: light; ${set(LIGHT)} }
@media (prefers-color-scheme: dark) {
  :host(:not([theme='light'])) { color-scheme: dark; ${set(DARK)} }
}
:host([theme='dark']) { color-scheme: dark; ${set(DARK)} }
:host([hidden]), [hidden] { display: none !important; }
*, *::before, *::after { box-sizing: border-box; }
.card {
  font: var(--voyage-font, 14px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif);
  background: var(--panel); color: var(--ink); border: 1px solid var(--line); border-radius: var(--voyage-radius, 6px);
  padding: 0.6rem 0.75rem; display: grid; gap: 0.6rem; grid-template-columns: minmax(0, 1fr); text-align: start;
}
.head { display: flex; flex-wrap: wrap; gap: 0.3rem 0.6rem; align-items: center; }
h2 { margin: 0; font-size: 1.1em; font-weight: 650; overflow-wrap: anywhere; }
h2, td, th, p, dd, caption { unicode-bidi: isolate; }
p { margin: 0; overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: 2px; margin-inline-start: auto; min-height: 24px; display: inline-flex; align-items: center; }
.badge { padding: 0 0.45rem; border: 1px solid currentColor; border-radius: 99px; font-size: 0.86em; line-height: 1.5; color: var(--muted); white-space: nowrap; }
.good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); } .busy { color: var(--accent); }
dl { display: flex; flex-wrap: wrap; gap: 0.2rem 1.4rem; margin: 0; }
dl div { display: flex; flex-direction: column-reverse; }
dt { font-size: 0.86em; color: var(--muted); }
dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
.files { display: flex; flex-wrap: wrap; gap: 0.2rem 0.7rem; align-items: center; font-size: 0.93em; }
progress { appearance: none; flex: 1 1 8rem; height: 6px; border: 0; border-radius: 3px; overflow: hidden; background: var(--sunken); }
progress::-webkit-progress-bar { background: var(--sunken); }
progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }
.views { display: grid; gap: 0.6rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); align-items: start; }
.sky { position: relative; height: var(--voyage-sky-height, 18rem); border: 1px solid var(--line); border-radius: 4px; overflow: hidden; }
.sky canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
.rows { overflow: auto; max-height: var(--voyage-table-height, 18rem); border: 1px solid var(--line); border-radius: 4px; }
table { border-collapse: collapse; width: 100%; font-size: 0.93em; font-variant-numeric: tabular-nums; }
caption { text-align: start; padding: 0.25rem 0.5rem; color: var(--muted); }
th, td { padding: 0.15rem 0.5rem; text-align: start; white-space: nowrap; max-width: 20rem; overflow: hidden; text-overflow: ellipsis; border-top: 1px solid var(--line); }
thead th { position: sticky; top: 0; background: var(--sunken); font-weight: 600; }
thead span { color: var(--muted); font-weight: 400; }
tbody th { font-weight: 600; }
.number { text-align: end; }
button { font: inherit; color: inherit; min-height: 28px; padding: 0.15rem 0.65rem; border: 1px solid var(--edge); border-radius: 5px; background: var(--panel); cursor: pointer; }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
button:disabled { cursor: not-allowed; opacity: 0.7; }
th button { min-height: 24px; padding: 0; border: 0; background: none; font-weight: inherit; }
th[aria-sort='ascending'] button::after { content: ' ▲'; }
th[aria-sort='descending'] button::after { content: ' ▼'; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.outer { position: relative; }
@media (pointer: coarse) { button { min-height: 40px; } }
@media (forced-colors: active) { progress { forced-color-adjust: none; background: Canvas; outline: 1px solid CanvasText; } }
`;
