package dev.voyage.preview;

import java.time.Duration;

/**
 * The bounds of one preview.
 *
 * @param bytes read of the file, decompressed
 * @param pixels of one plane of the image
 */
public record PreviewBounds(long bytes, long pixels, Duration time) {}
