package dev.voyage.download;

import java.net.URI;
import java.util.List;

/**
 * A file to be fetched.
 *
 * @param url the archive's own address of it, by which it has its place in the mirror
 * @param roughBytes its size as a listing shows it, or null
 * @param leastBytes what that may stand for at least, or null; only used to notice a body that ends
 *     too early without saying so
 * @param ways at least one; the first that works is taken
 * @param without why better ways are not among them, each part of a sentence
 */
public record Download(URI url, Long roughBytes, Long leastBytes, List<Way> ways, List<String> without) {

    public Download {
        ways = List.copyOf(ways);
        without = List.copyOf(without);
        if (ways.isEmpty()) {
            throw new IllegalArgumentException("no way to " + url);
        }
    }
}
