/** Pixels to a picture: reduction, range, stretch, PNG. Start at PictureWriter. */
package dev.voyage.preview.picture;
