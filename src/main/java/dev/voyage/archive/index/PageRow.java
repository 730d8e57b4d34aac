package dev.voyage.archive.index;

/**
 * A row of a page: of a table, an item of a list, a line.
 *
 * @param list the number of its list, counted from 1; 0 outside of all lists
 * @param around the visible text without its links, blanks collapsed, cut at 1000 characters
 */
record PageRow(int list, String around) {}
