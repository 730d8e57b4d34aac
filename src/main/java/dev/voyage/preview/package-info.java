/**
 * Pictures, plots and headers of FITS files, in bounded memory and time. Start reading at {@link dev.voyage.preview.FilePreview}.
 */
package dev.voyage.preview;
