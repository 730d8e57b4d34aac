package dev.voyage.journal.store;

import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.record.ClientLoad;
import dev.voyage.journal.record.LeaseTerm;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.journal.record.SearchState;
import dev.voyage.journal.record.StoreMember;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Table {@code searches}.
 *
 * @param leases null where searches are not leased
 */
public record SearchRows(JournalJson json, StoreDialect dialect, LeaseRows leases) {

    private static final String SELECT =
            "select id, request, href, client, owner, created, started, ended, phase, outcome,"
                    + " tally, millis, problem, last_seq, request_hash, retry_of, pinned, name, retry_only from searches";

    private static final String UNFINISHED = " where phase in ('PENDING', 'QUEUED', 'EXECUTING', 'HELD')";

    /** The searches as this process reads and writes them. */
    public static SearchRows of(StoreMember member) {
        LeaseRows leases =
                member.lease().map(length -> new LeaseRows(member.id(), length)).orElse(null);
        return new SearchRows(new JournalJson(), StoreDialect.of(member), leases);
    }

    /**
     * Inserts a search.
     *
     * @param load as in {@link dev.voyage.journal.record.NewSearch}
     * @return false if another replica has just inserted one with its key
     */
    public boolean insert(Connection connection, SearchRecord search, String key, String requestHash, ClientLoad load)
            throws SQLException {
        try (var insert = connection.prepareStatement(dialect.insert())) {
            JdbcValues.set(
                    insert,
                    search.id(),
                    json.text(search.request()),
                    search.href(),
                    search.client(),
                    search.owner(),
                    search.created(),
                    search.phase().name(),
                    json.text(search.tally()),
                    0L, // its first event is written in the same transaction, and counts
                    key,
                    requestHash,
                    search.retryOf(),
                    search.name(),
                    json.text(search.retryOnly()));
            if (dialect.leases()) {
                insert.setString(15, load == null ? null : load.client());
                insert.setLong(16, load == null ? 0 : load.targets());
                insert.setLong(17, leases.length().toMillis());
            }
            return insert.executeUpdate() == 1;
        }
    }

    /** Sets the parameters of {@link StoreDialect#update}, which must then change one row. */
    void bind(PreparedStatement update, LeaseTerm lease, String owner, SearchState state) throws SQLException {
        var values = new ArrayList<Object>();
        values.add(state.phase().name());
        values.add(state.outcome() == null ? null : state.outcome().name());
        values.add(json.text(state.tally()));
        values.add(state.started());
        values.add(state.ended());
        values.add(state.millis());
        values.add(json.text(state.problem()));
        values.add(state.lastSeq());
        if (dialect.leases()) {
            values.add(state.ended());
        }
        values.add(lease.search());
        values.add(owner);
        values.add(state.lastSeq());
        if (dialect.leases()) {
            values.add(lease.term());
        }
        JdbcValues.set(update, values.toArray());
    }

    public Optional<SearchRecord> find(Connection connection, String id) throws SQLException {
        return all(connection, SELECT + " where id = ?", id).stream().findFirst();
    }

    /** The search that the client created under this key before; empty without a key. */
    public Optional<Keyed> keyed(Connection connection, String client, String key) throws SQLException {
        if (key == null) {
            return Optional.empty();
        }
        try (var select = connection.prepareStatement(SELECT + " where client = ? and idempotency_key = ?")) {
            JdbcValues.set(select, client, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Keyed(record(row), row.getString("request_hash")))
                        : Optional.empty();
            }
        }
    }

    /** A search and the hash of its request, null if it has no key. */
    public record Keyed(SearchRecord search, String requestHash) {

        /**
         * @throws Problem {@code KEY_REUSED} when it is not the search for this request
         */
        public SearchRecord ifFor(String hash) {
            if (!Objects.equals(requestHash, hash)) {
                throw Problem.of(
                        ProblemType.KEY_REUSED,
                        "this Idempotency-Key came with another request before, for search " + search.id());
            }
            return search;
        }
    }

    public List<SearchRecord> list(Connection connection, String client, Phase phase, String after, int limit)
            throws SQLException {
        var values = new ArrayList<Object>();
        var where = new ArrayList<String>();
        if (client != null) {
            where.add("client = ?");
            values.add(client);
        }
        if (phase != null) {
            where.add("phase = ?");
            values.add(phase.name());
        }
        if (after != null) {
            where.add("id < ?");
            values.add(after);
        }
        values.add(limit);
        String condition = where.isEmpty() ? "" : " where " + String.join(" and ", where);
        return all(connection, SELECT + condition + " order by id desc limit ?", values.toArray());
    }

    /** Oldest first. */
    public List<SearchRecord> unfinished(Connection connection) throws SQLException {
        return all(connection, SELECT + UNFINISHED + " order by id");
    }

    /** Those of {@link #unfinished} without a valid lease; only where searches are leased. */
    List<SearchRecord> unleased(Connection connection) throws SQLException {
        return all(connection, SELECT + UNFINISHED + " and" + LeaseRows.FREE + " order by id");
    }

    void pin(Connection connection, String id, boolean pinned) throws SQLException {
        set(connection, id, "pinned", pinned ? 1L : 0L);
    }

    /**
     * Gives a search another name; completes when durable. Fails with {@code NOT_FOUND}.
     *
     * @param name or null for none
     */
    public Uni<Void> rename(JournalWriter writer, String id, String name) {
        return writer.run("rename " + id, transaction -> {
            set(transaction.connection(), id, "name", name);
            return null;
        });
    }

    private static void set(Connection connection, String id, String column, Object value) throws SQLException {
        try (var update = connection.prepareStatement("update searches set " + column + " = ? where id = ?")) {
            JdbcValues.set(update, value, id);
            if (update.executeUpdate() != 1) {
                throw Store.unknown(id);
            }
        }
    }

    /**
     * Whether the search was unfinished and belonged to that owner, or, where searches are leased, had no valid lease of another;
     * then it now belongs to the new owner.
     *
     * @return the term of the new lease, 0 where searches are not leased
     */
    public OptionalLong handOver(Connection connection, String id, String from, String to) throws SQLException {
        if (dialect.leases()) {
            return leases.claim(connection, id).stream()
                    .mapToLong(LeaseRows.Claim::term)
                    .findFirst();
        }
        try (var update = connection.prepareStatement(
                "update searches set owner = ?" + " where id = ? and owner = ? and ended is null")) {
            JdbcValues.set(update, to, id, from);
            return update.executeUpdate() == 1 ? OptionalLong.of(0) : OptionalLong.empty();
        }
    }

    private List<SearchRecord> all(Connection connection, String sql, Object... values) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            JdbcValues.set(select, values);
            try (ResultSet row = select.executeQuery()) {
                var found = new ArrayList<SearchRecord>();
                while (row.next()) {
                    found.add(record(row));
                }
                return List.copyOf(found);
            }
        }
    }

    private SearchRecord record(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return new SearchRecord(
                row.getString("id"),
                json.map(row.getString("request")),
                row.getString("href"),
                row.getString("client"),
                row.getString("owner"),
                JdbcValues.time(row, "created"),
                Phase.valueOf(row.getString("phase")),
                outcome == null ? null : Outcome.valueOf(outcome),
                json.tally(row.getString("tally")),
                JdbcValues.time(row, "started"),
                JdbcValues.time(row, "ended"),
                JdbcValues.number(row, "millis"),
                json.map(row.getString("problem")),
                row.getLong("last_seq"),
                row.getString("retry_of"),
                row.getLong("pinned") == 1,
                row.getString("name"),
                json.map(row.getString("retry_only")));
    }
}
