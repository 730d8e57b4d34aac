import { keep, kept } from './kept.js';

export const THEMES = ['auto', 'light', 'dark'];

/** What is chosen; automatic is as the system has it. */
export function theme() {
  const chosen = kept('theme', 'auto');
  return THEMES.includes(chosen) ? chosen : 'auto';
}

/** Colours the page; the views hear of it by the event 'voyage-theme' of the window. */
export function applyTheme(chosen = theme()) {
  keep('theme', chosen);
  if (chosen === 'auto') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = chosen;
  }
  dispatchEvent(new Event('voyage-theme'));
}

export const nextTheme = (chosen) => THEMES[(THEMES.indexOf(chosen) + 1) % THEMES.length];
