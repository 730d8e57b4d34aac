package dev.voyage.journal;

import java.util.List;

/**
 * What is known of one file of the mirror.
 *
 * @param verified by what its content was held to be right, such as {@code size} and {@code fits}
 * @param etag as the archive gave it, or null
 * @param lastModified the header as the archive gave it, or null
 * @param url where it came from
 * @param version as a listing showed it, or null
 * @param stamp what the file system said of it when it was put there
 */
public record MirrorFile(
        long bytes,
        String sha256,
        List<String> verified,
        String etag,
        String lastModified,
        String url,
        String version,
        String stamp) {}
