package dev.voyage.search;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A finished file of a search.
 *
 * @param modified the archive's modification time, or null if it gave none
 */
public record FileOnDisk(Path path, long bytes, String sha256, Instant modified) {}
