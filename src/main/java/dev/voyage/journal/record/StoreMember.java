package dev.voyage.journal.record;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** This process among those that share the store. */
public interface StoreMember extends AutoCloseable {

    /** Unique, also among earlier processes. */
    String id();

    /** The length of the lease of a search in PostgreSQL; empty in the embedded store, where searches are not leased. */
    Optional<Duration> lease();

    /** The time for which a search may be driven after its lease was requested or renewed. */
    Duration life();

    /** From now on this process counts as dead, where that does not follow from its leases. */
    @Override
    void close() throws IOException;
}
