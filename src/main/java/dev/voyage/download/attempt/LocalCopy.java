package dev.voyage.download.attempt;

import dev.voyage.download.mirror.MirrorIndex;
import dev.voyage.download.mirror.PartMetadata;
import dev.voyage.download.source.FileSource;
import dev.voyage.upstream.UpstreamRequest;

/**
 * The local state of a file before the request to the archive.
 *
 * @param known record of the whole file in its place, or null
 * @param part metadata of the bytes an earlier attempt with this source left, or null
 * @param partBytes 0 if there are none
 */
record LocalCopy(MirrorIndex.Known known, PartMetadata part, long partBytes) {

    /**
     * Requests the rest if a part exists; otherwise the file, unless it is unchanged. Never requests compression: it would change
     * the meaning of ranges, lengths and {@code .gz} names.
     */
    UpstreamRequest ask(FileSource way) {
        UpstreamRequest plain = UpstreamRequest.get(way.url()).header("Accept-Encoding", "identity");
        UpstreamRequest ask = way instanceof FileSource.Bucket ? plain.header("x-amz-checksum-mode", "ENABLED") : plain;
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
