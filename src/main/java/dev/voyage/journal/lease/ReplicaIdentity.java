package dev.voyage.journal.lease;

import dev.voyage.journal.record.StoreMember;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * This process among the replicas that share a store.
 *
 * @param id unique, also among earlier processes
 * @param length of the lease of a search, by the database's clock
 * @param own opens connections outside of the pool, with time limits well below the lease
 * @param signals the same for notifications of other replicas
 */
public record ReplicaIdentity(String id, Duration length, ConnectionSource own, ConnectionSource signals)
        implements StoreMember {

    /** How much earlier than the database a replica regards its lease as expired: a fifteenth of the lease. */
    private static final int MARGIN = 15;

    /** How often a lease is renewed while it lasts. */
    private static final int RENEWALS = 3;

    /** Opens one connection; blocks. */
    public interface ConnectionSource {
        Connection open() throws SQLException;
    }

    @Override
    public Optional<Duration> lease() {
        return Optional.of(length);
    }

    /** Nothing: its leases are released or expire. */
    @Override
    public void close() {}

    @Override
    public Duration life() {
        return length.minus(margin());
    }

    /** The time by which a replica regards its lease as expired before the database does. */
    Duration margin() {
        return length.dividedBy(MARGIN);
    }

    /** The time between renewals. */
    Duration renewal() {
        return length.dividedBy(RENEWALS);
    }
}
