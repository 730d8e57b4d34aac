package dev.voyage.journal;

import java.time.Instant;
import java.util.List;

/**
 * What is known of one file of the mirror.
 *
 * @param etag as the archive gave it, or null
 * @param lastModified the header as the archive gave it, or null
 * @param listedModified what the index page said, or null
 * @param verified by what its content was held to be right, such as {@code size} and {@code fits}
 */
public record MirrorFile(
        long bytes, String sha256, String etag, String lastModified, Instant listedModified, List<String> verified) {}
