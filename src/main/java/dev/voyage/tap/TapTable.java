package dev.voyage.tap;

import dev.voyage.condition.Condition;
import java.time.Duration;
import java.util.Optional;

/**
 * A table that can be asked around many positions at once.
 *
 * @param limits of both modes of queries
 * @param byJobs whether its queries run as jobs, instead of synchronously
 */
public record TapTable(TapAddress address, TableColumns columns, CapabilitiesReader.ModeLimits limits, boolean byJobs) {

    /** Most positions in one request. */
    static final int MOST_TARGETS = 1000;

    /** Most rows that are held until their answer is known to be whole. */
    static final int MOST_ROWS = 20_000;

    /** Its queries run as jobs where the limits of synchronous queries are narrower. */
    static TapTable of(TapAddress address, TableColumns columns, CapabilitiesReader.ModeLimits limits) {
        return new TapTable(
                address, columns, limits, limits.sync().isNarrowerThan(limits.jobs(), MOST_TARGETS, MOST_ROWS));
    }

    /** The same table, with queries as jobs. */
    public TapTable asJobs() {
        return new TapTable(address, columns, limits, true);
    }

    private TapLimits limit() {
        return byJobs ? limits.jobs() : limits.sync();
    }

    /** The number of positions in one request. */
    public int targets() {
        return (int) Math.max(1, Math.min(MOST_TARGETS, limit().uploadRows().orElse(MOST_TARGETS)));
    }

    /** The number of rows at which an answer counts as cut. */
    int rows() {
        long stated = limit().outputRows().orElse(MOST_ROWS);
        return (int) Math.max(1, Math.min(MOST_ROWS, stated));
    }

    /** Timeout for the head of an answer, which many services send when the query has ended. */
    Duration patience() {
        return limit().patience();
    }

    /** The part of a condition that the service decides in the same way; empty if there is none. */
    Optional<String> pushed(Condition condition) {
        return condition.implied(columns.all(), name -> ChunkQuery.PREFIX + AdqlIdentifier.column(name));
    }
}
