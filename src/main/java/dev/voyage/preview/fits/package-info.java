/**
 * Reads FITS files piece by piece: units, pixels (plain and tile-compressed), columns of binary tables. Start at HduFinder.
 */
package dev.voyage.preview.fits;
