/**
 * The sign of each state, so that none is told by its colour alone: a path in a box from -1 to 1 (even-odd rule) and
 * the custom property of its colour. In the order of STATES; later ones are drawn over earlier ones.
 */
const RING = 'M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0ZM.58 0A.58 .58 0 1 0-.58 0A.58 .58 0 1 0 .58 0Z';

export const SYMBOLS = Object.freeze([
  { state: 'found', colour: '--rejected', size: 0.85, path: 'M-.9-.6-.6-.9 0-.3 .6-.9 .9-.6 .3 0 .9 .6 .6 .9 0 .3-.6 .9-.9 .6-.3 0Z' },
  { state: 'selected', colour: '--selected', size: 1, path: RING },
  { state: 'linked', colour: '--selected', size: 1.1, path: `${RING}M.32 0A.32 .32 0 1 0-.32 0A.32 .32 0 1 0 .32 0Z` },
  { state: 'unavailable', colour: '--warn', size: 1, path: 'M-.95-.95H.95V.95H-.95ZM-.5-.5V.5H.5V-.5Z' },
  { state: 'downloading', colour: '--accent', size: 1.25, path: 'M0-1 1 0 0 1-1 0Z' },
  { state: 'complete', colour: '--good', size: 1, path: 'M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0Z' },
  { state: 'failed', colour: '--bad', size: 1.25, path: 'M0-.95 1 .8-1 .8Z' },
]);

/** The names of the colours that canvases draw with, in the order in which `palette` reads them. */
const NAMES = ['--ground', '--panel', '--ink', '--muted', '--line', '--accent', '--good', '--warn', '--bad', '--selected', '--rejected'];

/** Reads the page's colours as they stand at an element: {'--ink': 'rgb(…)', …}. */
export function palette(element) {
  const style = getComputedStyle(element);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(name).trim() || '#808080']));
}

/** Calls back whenever the page turns light or dark, also for paper; answers how to stop that. */
export function onPalette(changed) {
  const media = ['(prefers-color-scheme: dark)', 'print'].map((query) => matchMedia(query));
  const watch = new MutationObserver(changed);
  media.forEach((each) => each.addEventListener('change', changed));
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  return () => {
    media.forEach((each) => each.removeEventListener('change', changed));
    watch.disconnect();
  };
}
