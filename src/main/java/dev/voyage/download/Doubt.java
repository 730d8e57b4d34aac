package dev.voyage.download;

import java.util.HashSet;
import java.util.Set;

/**
 * What becomes of a whole file that disagrees with its own sums. Archives keep files whose sums were
 * not renewed when a header was edited, and a line may damage a file without changing its length:
 * the first time it is fetched anew; the very same bytes a second time are the archive's.
 */
final class Doubt {

    private final Set<String> seen = new HashSet<>();

    /** Whether to fetch it anew. */
    boolean isFirst(String sha256) {
        return seen.add(sha256);
    }
}
