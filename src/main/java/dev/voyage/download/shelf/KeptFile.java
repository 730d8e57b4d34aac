package dev.voyage.download.shelf;

import java.nio.file.Path;

/**
 * A file that was verified when it arrived.
 *
 * @param place its place in the mirror, whether it is there or not
 * @param sha256 in lower-case hex
 */
public record KeptFile(Path place, long bytes, String sha256) {}
