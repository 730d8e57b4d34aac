package dev.voyage.download.source;

import java.net.URI;
import java.util.List;

/**
 * A file to be fetched.
 *
 * @param url the archive's own address of it, which determines its place in the mirror
 * @param name its name in the result, if that may differ from the address's last segment; else null
 * @param roughBytes its size as a listing shows it, or null
 * @param leastBytes the smallest size that the listed one can stand for, or null; only used to detect a body that is truncated
 *     without notice
 * @param ways at least one; the first that works is used
 * @param without why better sources are not among them, each part of a sentence
 */
public record Download(
        URI url, String name, Long roughBytes, Long leastBytes, List<FileSource> ways, List<String> without) {

    /** A file named as in its address. */
    public Download(URI url, Long roughBytes, Long leastBytes, List<FileSource> ways, List<String> without) {
        this(url, null, roughBytes, leastBytes, ways, without);
    }

    public Download {
        ways = List.copyOf(ways);
        without = List.copyOf(without);
        if (ways.isEmpty()) {
            throw new IllegalArgumentException("no way to " + url);
        }
    }

    /** The same file under this name. */
    public Download called(String other) {
        return new Download(url, other, roughBytes, leastBytes, ways, without);
    }
}
