package dev.voyage.preview;

/**
 * A finished preview.
 *
 * @param bytes not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Preview(String mediaType, byte[] bytes) {}
