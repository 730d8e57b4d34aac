package dev.voyage.tap;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The limits that a service states for queries of one mode, synchronous or as jobs.
 *
 * @param uploads whether it accepts tables in the request
 * @param uploadRows most rows of an uploaded table, if stated
 * @param outputRows most rows of an answer, if stated
 * @param duration longest duration of a query, if stated
 * @see <a href="https://www.ivoa.net/documents/TAPRegExt/">TAPRegExt 1.0, 2.4 and 2.5</a>
 */
record TapLimits(boolean uploads, OptionalLong uploadRows, OptionalLong outputRows, Optional<Duration> duration) {

    /** Of a service that states none, and accepts no uploads. */
    static final TapLimits NONE = new TapLimits(false, OptionalLong.empty(), OptionalLong.empty(), Optional.empty());

    private static final Duration SHORT = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /**
     * Whether these limits of synchronous queries are in the way, and those of jobs are wider.
     *
     * @param targets rows to be uploaded in one query
     * @param rows wanted from one query
     */
    boolean isNarrowerThan(TapLimits jobs, long targets, long rows) {
        return isNarrower(uploadRows, jobs.uploadRows, targets)
                || isNarrower(outputRows, jobs.outputRows, rows)
                || (isShort(duration)
                        && (jobs.duration.isEmpty() || jobs.duration.get().compareTo(duration.get()) > 0));
    }

    /** Timeout for the head of an answer, which many services send when the query has ended. */
    Duration patience() {
        Duration stated = duration.map(time -> time.plusSeconds(10)).orElse(LONGEST);
        return stated.compareTo(LONGEST) > 0 ? LONGEST : stated.compareTo(SHORT) < 0 ? SHORT : stated;
    }

    private static boolean isShort(Optional<Duration> stated) {
        return stated.filter(time -> time.compareTo(SHORT) < 0).isPresent();
    }

    private static boolean isNarrower(OptionalLong sync, OptionalLong jobs, long wanted) {
        long most = sync.orElse(Long.MAX_VALUE);
        return most < wanted && jobs.orElse(Long.MAX_VALUE) > most;
    }
}
