/**
 * VOTable documents as streams: bytes in; columns, rows, status and service descriptors out, while the document is
 * still arriving. VOTable 1.0 to 1.5; TABLEDATA, BINARY, BINARY2, FITS.
 */
package dev.voyage.votable;
