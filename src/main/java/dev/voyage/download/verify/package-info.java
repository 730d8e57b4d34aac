/**
 * Decides whether a file is complete and of its declared type: sizes, signatures, gzip, FITS, checksums. Start at
 * StreamInspection.
 */
package dev.voyage.download.verify;
