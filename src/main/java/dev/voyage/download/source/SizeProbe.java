package dev.voyage.download.source;

/**
 * Data about a file without fetching it.
 *
 * @param source the source it would be fetched from, see {@link FileSource#word}
 * @param bytes its size, or null if the archive does not give it
 * @param isHere whether the mirror has it, complete and with this size
 */
public record SizeProbe(String source, Long bytes, boolean isHere) {}
