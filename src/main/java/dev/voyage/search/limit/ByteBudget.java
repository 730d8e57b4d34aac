package dev.voyage.search.limit;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The bytes that a search may fetch: those it has fetched, and for each file in progress the expected size or, if larger, the
 * bytes received.
 */
public final class ByteBudget {

    private final OptionalLong most;
    private final QuotaLease share;
    private final Map<String, Long> underWay = new HashMap<>();
    private long brought;
    private long promised; // the sum of those under way

    /**
     * @param brought number of bytes fetched in earlier runs of the search
     * @param share of the client's byte quota; includes those bytes
     */
    public ByteBudget(OptionalLong most, long brought, QuotaLease share) {
        this.most = most;
        this.brought = brought;
        this.share = share;
    }

    /**
     * Called before a file begins.
     *
     * @param expected its size as far as known, or null
     * @throws Problem {@code TOO_LARGE} when it does not fit
     */
    public synchronized void admit(String file, Long expected) {
        take(file, expected == null ? 0 : expected);
        if (expected == null && most.isPresent() && spoken() >= most.getAsLong()) {
            throw refused(file, tooMuch());
        } else if (expected == null && share.isFullOfBytes()) {
            throw refused(file, tooMuchOfOne());
        }
    }

    /**
     * Called while it is received.
     *
     * @param expected its size according to the archive now, or null
     */
    public synchronized void advanced(String file, long bytes, Long expected) {
        take(file, Math.max(bytes, expected == null ? 0 : expected));
    }

    private void take(String file, long bytes) {
        Long before = underWay.put(file, bytes);
        promised += bytes - (before == null ? 0 : before);
        if (most.isPresent() && spoken() > most.getAsLong()) {
            throw refused(file, tooMuch());
        } else if (!share.takesBytes(spoken())) {
            throw refused(file, tooMuchOfOne());
        }
    }

    private Problem refused(String file, Problem why) {
        forget(file);
        share.hasBytes(spoken());
        return why;
    }

    /**
     * Called when it has ended.
     *
     * @param bytes fetched; 0 for one that failed or was already present
     */
    public synchronized void ended(String file, long bytes) {
        forget(file);
        brought += bytes;
        share.hasBytes(spoken());
    }

    private void forget(String file) {
        Long before = underWay.remove(file);
        promised -= before == null ? 0 : before;
    }

    private long spoken() {
        return brought + promised;
    }

    private Problem tooMuch() {
        return Problem.of(
                ProblemType.TOO_LARGE,
                "this search may fetch " + most.getAsLong()
                        + " bytes; with this file they would be more (voyage.limits.bytes-per-search)");
    }

    private Problem tooMuchOfOne() {
        return Problem.of(
                ProblemType.TOO_LARGE,
                "your searches may fetch " + share.mostBytes()
                        + " bytes together; with this file they would be more (voyage.limits.bytes-per-client)");
    }
}
