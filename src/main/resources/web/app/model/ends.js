/** The last event of a search is one of these. */
export const ENDS = new Set([
  'search.completed',
  'search.partial',
  'search.empty',
  'search.failed',
  'search.cancelled',
]);
