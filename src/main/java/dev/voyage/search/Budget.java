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
    private final Map<String, Long> underWay = new HashMap<>();
    private long brought;

    Budget(OptionalLong most) {
        this(most, 0);
    }

    /**
     * @param brought in earlier lives of the search
     */
    Budget(OptionalLong most, long brought) {
        this.most = most;
        this.brought = brought;
    }

    /**
     * Before a file begins.
     *
     * @param expected its size as far as known, or null
     * @throws Problem {@code TOO_LARGE} when it does not fit
     */
    synchronized void admit(String file, Long expected) {
        take(file, expected == null ? 0 : expected);
        if (most.isPresent() && spoken() >= most.getAsLong() && expected == null) {
            underWay.remove(file);
            throw tooMuch();
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
            underWay.remove(file);
            throw tooMuch();
        }
    }

    /**
     * When it has ended.
     *
     * @param bytes fetched; 0 for one that failed or was here
     */
    synchronized void ended(String file, long bytes) {
        underWay.remove(file);
        brought += bytes;
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
}
