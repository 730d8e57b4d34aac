package dev.voyage.journal.record;

import java.util.List;

/**
 * The record of one file of the mirror.
 *
 * @param verified the checks that its content passed, such as {@code size} and {@code fits}
 * @param etag as the archive gave it, or null
 * @param lastModified the header as the archive gave it, or null
 * @param url the address it was fetched from
 * @param version as a listing showed it, or null
 * @param stamp the file system's data when it was put there
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
