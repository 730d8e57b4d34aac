package dev.voyage.download.verify;

import dev.voyage.problem.Problem;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Decides about a complete file that fails its own checksums, or that nothing proves complete. Archives keep files whose
 * checksums were not renewed when a header was edited, and a network error may damage a file without changing its length: the
 * first time, the file is fetched anew; the very same bytes a second time are the archive's. A file that does not begin as its
 * name promises is not accepted the second time either: it is fetched once more, and then not again.
 */
public final class ChecksumMismatchPolicy {

    /** Member of a problem: the address of the directory that the file may be. */
    public static final String DIRECTORY = "directory";

    private static final int TWICE = 2;

    private final Set<String> seen = new HashSet<>();
    private final Map<String, Integer> unlike = new HashMap<>();
    private final Set<String> directories = new HashSet<>();
    private final Map<String, Long> lengths = new HashMap<>();
    private long most;

    /** Whether these bytes are new, so that the file should be fetched once more. */
    boolean isFirst(String sha256) {
        return seen.add(sha256);
    }

    /**
     * Whether bytes that only ended with their connection may be cut: they are new, or an earlier attempt brought more, of which
     * they may be the beginning.
     */
    boolean mayBeCut(String sha256, long bytes) {
        most = Math.max(most, bytes);
        return isFirst(sha256) || bytes < most;
    }

    /** The content at this address does not begin as the file's name promises. */
    void unlike(String url) {
        unlike.merge(url, 1, Integer::sum);
    }

    /** The content at this address is the page of a directory. */
    void directory(String url) {
        directories.add(url);
    }

    /** The problem for this address, marked as permanent if another request would be in vain. */
    public Problem settled(Problem problem, URI url) {
        String address = url.toString();
        if (directories.contains(address)) {
            return problem.with(DIRECTORY, url + "/").inVain();
        }
        return unlike.getOrDefault(address, 0) >= TWICE ? problem.inVain() : problem;
    }

    /** The greatest length announced by whole responses with this strong ETag, or 0. */
    public synchronized long longest(String etag) {
        return lengths.getOrDefault(etag, 0L);
    }

    /** Records the length that a whole response with this strong ETag announces. */
    public synchronized void announced(String etag, long bytes) {
        lengths.merge(etag, bytes, Math::max);
    }
}
