package dev.voyage.archive.mount;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file of a mounted archive.
 *
 * @param place free of symbolic links
 */
public record MountedFile(Path place, long bytes, Instant modified) {}
