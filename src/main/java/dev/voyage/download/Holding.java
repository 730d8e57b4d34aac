package dev.voyage.download;

import dev.voyage.http.Ask;

/**
 * What is here of a file before the archive is asked.
 *
 * @param known of the whole file in its place, or null
 * @param part of the bytes an earlier try left by this way, or null
 * @param partBytes 0 where there is none
 */
record Holding(Manifest.Known known, PartNote part, long partBytes) {

    /**
     * The rest if we have some; else the file, unless it is unchanged. Never compressed on the way:
     * ranges, lengths and {@code .gz} names would come to mean something else.
     */
    Ask ask(Way way) {
        Ask plain = Ask.get(way.url()).header("Accept-Encoding", "identity");
        Ask ask = way instanceof Way.Bucket ? plain.header("x-amz-checksum-mode", "ENABLED") : plain;
        if (part != null) {
            return ask.header("Range", "bytes=" + partBytes + "-")
                    .header("If-Range", part.validator().orElseThrow());
        } else if (known != null && known.etag() != null) {
            return ask.header("If-None-Match", known.etag());
        } else if (known != null && known.lastModified() != null) {
            return ask.header("If-Modified-Since", known.lastModified());
        }
        return ask;
    }
}
