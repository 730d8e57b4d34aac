/** Rows of a FITS table inside a VOTable. Start at FitsRows. */
package dev.voyage.votable.fits;
