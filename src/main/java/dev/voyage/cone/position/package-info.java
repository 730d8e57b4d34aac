/**
 * The position columns of a catalogue's answer, found by UCD and column name, and their values in
 * ICRS. Start at RowPositions.
 */
package dev.voyage.cone.position;
