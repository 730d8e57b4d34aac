package dev.voyage.download;

/**
 * What is known of a file without fetching it.
 *
 * @param source the way it would come, see {@link Way#word}
 * @param bytes its size, or null where the archive does not say
 * @param isHere whether the mirror has it, whole and of this size
 */
public record Measured(String source, Long bytes, boolean isHere) {}
