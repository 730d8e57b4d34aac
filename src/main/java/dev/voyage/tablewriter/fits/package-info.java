/** The FITS binary table. Start at FitsTable. */
package dev.voyage.tablewriter.fits;
