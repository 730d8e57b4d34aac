/**
 * Where the keys of the grid pattern (WAI-ARIA authoring practices) lead from a cell. Line -1 is the header. Answers
 * the new {line, column}, or null for another key.
 */
export function moved({ line, column }, event, { lines, columns, page }) {
  const held = (value, low, high) => Math.max(low, Math.min(high, value));
  const last = lines - 1;
  const to = (toLine, toColumn) => ({ line: held(toLine, -1, last), column: held(toColumn, 0, columns - 1) });
  const whole = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'ArrowDown': return to(line + 1, column);
    case 'ArrowUp': return to(line - 1, column);
    case 'ArrowLeft': return to(line, column - 1);
    case 'ArrowRight': return to(line, column + 1);
    case 'PageDown': return to(line + page, column);
    case 'PageUp': return to(line < 0 ? -1 : Math.max(0, line - page), column);
    case 'Home': return whole ? to(0, 0) : to(line, 0);
    case 'End': return whole ? to(last, columns - 1) : to(line, columns - 1);
    default: return null;
  }
}

/** The lines that a window shows, {first, end}, with some more above and below. */
export function windowOf(scrollTop, height, lineHeight, lines, more = 6) {
  const first = Math.max(0, Math.floor(scrollTop / lineHeight) - more);
  return { first: Math.min(first, Math.max(0, lines - 1)), end: Math.min(lines, Math.ceil((scrollTop + height) / lineHeight) + more) };
}
