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
            + " tally, last_seq, idempotency_key, request_hash, retry_of, name, retry_only";

    private static final String INSERTED = ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    private static final String UPDATE =
            "update searches set phase = ?, outcome = ?, tally = ?, started = ?, ended = ?,"
                    + " millis = ?, problem = ?, last_seq = ?";

    /** An address of a client is not kept longer than limits need it. */
    private static final String FORGET = ", counted = case when ?::bigint is null then counted end";

    private static final String FENCE = " where id = ? and owner = ? and last_seq <= ?";

    /** Waits for another replica that inserts the same key, and yields to it. */
    private static final String UNLESS_KNOWN = " on conflict (client, idempotency_key) do nothing";

    /** The dialect of the store that this process shares. */
    public static StoreDialect of(StoreMember member) {
        return member.lease().isPresent() ? POSTGRESQL : EMBEDDED;
    }

    /** Whether searches are leased, and a lost lease leaves a search to another replica. */
    public boolean leases() {
        return this == POSTGRESQL;
    }

    /**
     * Inserts a search. Where leases exist, the last parameters are the client and the targets that it counts for, and the
     * milliseconds for which it is leased to its owner with term 1; then no row is inserted if another replica has used its key.
     */
    String insert() {
        return leases()
                ? INSERT + ", counted, targets, term, lease_until" + INSERTED + ", ?, ?, 1, " + LeaseRows.UNTIL + ")"
                        + UNLESS_KNOWN
                : INSERT + INSERTED + ")";
    }

    /**
     * Updates the state of a search if this owner drives it. Where leases exist, the end is repeated after the last number, and the
     * last parameter is the term.
     */
    String update() {
        return leases() ? UPDATE + FORGET + FENCE + " and term = ?" : UPDATE + FENCE;
    }
}
