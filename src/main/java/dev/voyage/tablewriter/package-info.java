/**
 * Writes tables, a piece at a time and in constant memory: VOTable, CSV, FITS. The model of columns is in {@code
 * dev.voyage.votable}, which reads them.
 */
package dev.voyage.tablewriter;
