package dev.voyage.journal.store;

import dev.voyage.journal.record.StoreMember;

/**
 * The SQL that differs between the two engines of the store. All other statements serve both.
 *
 * <p>In the embedded store the name of a search's owner fences its writes, and locked files show which owners live. In PostgreSQL,
 * which replicas on several hosts share, a search is leased: see {@link LeaseRows}.
 */
public enum StoreDialect {
    /** One SQLite file, shared by the processes of one host. */
    EMBEDDED,
    /** PostgreSQL 13 or newer, shared by any number of replicas. */
    POSTGRESQL;

    private static final String INSERT = "insert into searches (id, request, href, client, owner, created, phase,"
            + " tally, last_seq, idempotency_key, request_hash, retry_of";

    private static final String INSERTED = ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    private static final String UPDATE =
            "update searches set phase = ?, outcome = ?, tally = ?, started = ?, ended = ?,"
                    + " millis = ?, problem = ?, last_seq = ?"
                    + " where id = ? and owner = ? and last_seq <= ?";

    /** The dialect of the store that this process shares. */
    public static StoreDialect of(StoreMember member) {
        return member.lease().isPresent() ? POSTGRESQL : EMBEDDED;
    }

    /** Whether searches are leased, and a lost lease leaves a search to another replica. */
    public boolean leases() {
        return this == POSTGRESQL;
    }

    /** Inserts a search, leased to its owner with term 1 for the milliseconds of the last parameter, where leases exist. */
    String insert() {
        return leases()
                ? INSERT + ", term, lease_until" + INSERTED + ", 1, " + LeaseRows.UNTIL + ")"
                : INSERT + INSERTED + ")";
    }

    /** Updates the state of a search if this owner drives it, in the term of the last parameter where leases exist. */
    String update() {
        return leases() ? UPDATE + " and term = ?" : UPDATE;
    }
}
