package dev.voyage.search;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The bytes that a search may bring: those it has brought, and for each file under way what is
 * expected of it or, where that is more, has come.
 */
final class Budget {

    private final OptionalLong most;
    private final Share share;
    private final Map<String, Long> underWay = new HashMap<>();
    private long brought;

    /**
     * @param brought in earlier lives of the search
     * @param share of the bytes that its client may have; knows of those
     */
    Budget(OptionalLong most, long brought, Share share) {
        this.most = most;
        this.brought = brought;
        this.share = share;
    }

    /**
     * Before a file begins.
     *
     * @param expected its size as far as known, or null
     * @throws Problem {@code TOO_LARGE} when it does not fit
     */
    synchronized void admit(String file, Long expected) {
        take(file, expected == null ? 0 : expected);
        if (expected == null && most.isPresent() && spoken() >= most.getAsLong()) {
            throw refused(file, tooMuch());
        } else if (expected == null && share.isFullOfBytes()) {
            throw refused(file, tooMuchOfOne());
        }
    }

    /**
     * While it comes.
     *
     * @param expected its size as the archive says now, or null
     */
    synchronized void advanced(String file, long bytes, Long expected) {
        take(file, Math.max(bytes, expected == null ? 0 : expected));
    }

    private void take(String file, long bytes) {
        underWay.put(file, bytes);
        if (most.isPresent() && spoken() > most.getAsLong()) {
            throw refused(file, tooMuch());
        } else if (!share.takesBytes(spoken())) {
            throw refused(file, tooMuchOfOne());
        }
    }

    private Problem refused(String file, Problem why) {
        underWay.remove(file);
        share.hasBytes(spoken());
        return why;
    }

    /**
     * When it has ended.
     *
     * @param bytes fetched; 0 for one that failed or was here
     */
    synchronized void ended(String file, long bytes) {
        underWay.remove(file);
        brought += bytes;
        share.hasBytes(spoken());
    }

    private long spoken() {
        return brought + underWay.values().stream().mapToLong(Long::longValue).sum();
    }

    private Problem tooMuch() {
        return Problem.of(
                Kind.TOO_LARGE,
                "this search may bring " + most.getAsLong()
                        + " bytes; with this file they would be more (voyage.limits.bytes-per-search)");
    }

    private Problem tooMuchOfOne() {
        return Problem.of(
                Kind.TOO_LARGE,
                "your searches may bring " + share.mostBytes()
                        + " bytes together; with this file they would be more (voyage.limits.bytes-per-client)");
    }
}
