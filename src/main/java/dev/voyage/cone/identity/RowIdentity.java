package dev.voyage.cone.identity;

/**
 * Identifies a row in another answer of the same catalogue: for another target, after a restart, in a retry, in any
 * order of rows.
 *
 * @param content hash of every cell except those that depend on the query; equal for equal rows
 * @param place hash of the position and of every cell with text; null without a position. Values that a catalogue
 *     corrects over time, such as an exposure or a date, are not included, so that it finds a row with changed content,
 *     provided that only one row has it
 */
public record RowIdentity(RowHash content, RowHash place) {}
