package dev.voyage.search;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A finished file of a search.
 *
 * @param modified as the archive said, or null where it did not
 */
public record FileOnDisk(Path path, long bytes, String sha256, Instant modified) {}
