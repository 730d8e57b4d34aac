/**
 * Writes tables, a piece at a time and in constant memory: VOTable, CSV, FITS. What a column is, is
 * said in {@code dev.voyage.votable}, which reads them.
 */
package dev.voyage.tables;
