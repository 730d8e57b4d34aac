package dev.voyage.journal.store;

import dev.voyage.journal.record.ClientLoad.ClientTotal;
import dev.voyage.journal.record.LeaseTerm;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The leases of searches in PostgreSQL. The database's clock decides when a lease expires, and the database issues its term, which
 * grows with each owner. A replica with an older term cannot write.
 *
 * @param owner this replica
 * @param length of a lease, from the moment it is taken or renewed
 */
public record LeaseRows(String owner, Duration length) {

    /** The end of a lease of so many milliseconds that begins now; {@code now()} would be the beginning of the transaction. */
    static final String UNTIL = "clock_timestamp() + ? * interval '1 millisecond'";

    static final String FREE = " ended is null and (lease_until is null or lease_until <= clock_timestamp())";

    /** A clean handover counts no takeover, and neither does one after which there was progress. */
    private static final String TAKE = "update searches set owner = ?, term = term + 1, lease_until = " + UNTIL + ","
            + " takeovers = case when lease_until is null or phase <> 'EXECUTING' then takeovers"
            + " when last_seq > claimed_seq then 1 else takeovers + 1 end, claimed_seq = last_seq where";

    private static final String CLAIM = TAKE + " id = any(array(select id from searches where" + FREE
            + " and (phase = 'HELD') = ? order by case phase when 'EXECUTING' then 0 else 1 end, id"
            + " for update skip locked limit ?)) returning id, term, takeovers";

    private static final String CLAIM_ONE = TAKE + " id = ? and (owner = ? or lease_until is null"
            + " or lease_until <= clock_timestamp()) and ended is null returning id, term, takeovers";

    /** Locks in the order in which the writer does, so that neither waits for the other in a circle. */
    private static final String RENEW = "with mine as (select id from searches"
            + " join unnest(?::text[], ?::bigint[]) as held(search, since) on id = search and term = since"
            + " where owner = ? and lease_until is not null and ended is null order by id for update of searches)"
            + " update searches set lease_until = " + UNTIL
            + " from mine where searches.id = mine.id returning searches.id, searches.term, searches.wish";

    private static final String ENDED =
            "select id, term from searches where owner = ? and ended is not null and id = any(?)";

    private static final String NEXT_END = "select 1000 * extract(epoch from min(lease_until) - clock_timestamp())"
            + " from searches where ended is null and owner <> ? and lease_until > clock_timestamp()";

    private static final String RELEASE = "update searches set lease_until = null where owner = ? and ended is null";

    /** A replica that stands still in the transaction holds up the others no longer than this. */
    private static final String PATIENCE = "set local lock_timeout = '1500ms'";

    /** The seed keeps these locks apart from those of hosts. */
    private static final String LOCK_CLIENT = "select pg_advisory_xact_lock(hashtextextended(?, 1))";

    private static final String TOTAL = "select count(*), coalesce(sum(targets), 0)::bigint from searches"
            + " where counted = ? and ended is null and phase <> 'HELD'";

    /**
     * A search that this replica has just taken over.
     *
     * @param takeovers in a row from lost replicas, without a new event
     */
    public record Claim(String search, long term, long takeovers) {}

    /** Lets no other replica insert a search of this client before the end of the transaction. */
    public void lockClient(Connection connection, String client) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(PATIENCE);
        }
        try (var statement = connection.prepareStatement(LOCK_CLIENT)) {
            statement.setString(1, client);
            statement.execute();
        }
    }

    /** The running and queued searches of a client at all replicas. */
    public static ClientTotal total(Connection connection, String client) throws SQLException {
        try (var query = connection.prepareStatement(TOTAL)) {
            query.setString(1, client);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new ClientTotal(row.getLong(1), row.getLong(2));
            }
        }
    }

    /** Takes searches without a valid lease: those that were executing first, then the oldest. */
    public List<Claim> claim(Connection connection, boolean held, int most) throws SQLException {
        try (var update = connection.prepareStatement(CLAIM)) {
            update.setString(1, owner);
            update.setLong(2, length.toMillis());
            update.setBoolean(3, held);
            update.setInt(4, most);
            return claims(update.executeQuery());
        }
    }

    /** Takes one search, if it has no valid lease or this replica's own; empty if it was not to be had. */
    public List<Claim> claim(Connection connection, String search) throws SQLException {
        try (var update = connection.prepareStatement(CLAIM_ONE)) {
            JdbcValues.set(update, owner, length.toMillis(), search, owner);
            return claims(update.executeQuery());
        }
    }

    private static List<Claim> claims(ResultSet row) throws SQLException {
        try (row) {
            var claims = new ArrayList<Claim>();
            while (row.next()) {
                claims.add(new Claim(row.getString(1), row.getLong(2), row.getLong(3)));
            }
            return claims;
        }
    }

    /**
     * Renews all of these leases in one statement, but for those that have been released.
     *
     * @return those that are still this replica's, each with the wish that a client has left at another replica, or null
     */
    public Map<LeaseTerm, String> renew(Connection connection, Collection<LeaseTerm> mine) throws SQLException {
        try (var update = connection.prepareStatement(RENEW)) {
            update.setArray(1, ids(connection, mine));
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", mine.stream().map(LeaseTerm::term).toArray()));
            update.setString(3, owner);
            update.setLong(4, length.toMillis());
            try (ResultSet row = update.executeQuery()) {
                var kept = new HashMap<LeaseTerm, String>();
                while (row.next()) {
                    kept.put(new LeaseTerm(row.getString(1), row.getLong(2)), row.getString(3));
                }
                return kept;
            }
        }
    }

    /** Those of these leases with which this replica has written the end of the search. */
    public Set<LeaseTerm> ended(Connection connection, Collection<LeaseTerm> mine) throws SQLException {
        try (var query = connection.prepareStatement(ENDED)) {
            query.setString(1, owner);
            query.setArray(2, ids(connection, mine));
            try (ResultSet row = query.executeQuery()) {
                var ended = new HashSet<LeaseTerm>();
                while (row.next()) {
                    ended.add(new LeaseTerm(row.getString(1), row.getLong(2)));
                }
                ended.retainAll(mine);
                return ended;
            }
        }
    }

    private static Array ids(Connection connection, Collection<LeaseTerm> leases) throws SQLException {
        return connection.createArrayOf(
                "text", leases.stream().map(LeaseTerm::search).toArray());
    }

    /** The time until the next lease of another replica ends, if it is not renewed; at most so long. */
    public Duration untilNextEnd(Connection connection, Duration most) throws SQLException {
        try (var query = connection.prepareStatement(NEXT_END)) {
            query.setString(1, owner);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                double millis = row.getDouble(1);
                return row.wasNull() || millis >= most.toMillis() ? most : Duration.ofMillis((long) Math.ceil(millis));
            }
        }
    }

    /** Ends all leases of this replica, for others to take the searches at once. */
    public void release(Connection connection) throws SQLException {
        JdbcValues.run(connection, RELEASE, owner);
    }

    /** Ends one lease, if it is still this replica's. */
    public void release(Connection connection, LeaseTerm lease) throws SQLException {
        JdbcValues.run(connection, RELEASE + " and id = ? and term = ?", owner, lease.search(), lease.term());
    }

    /** Leaves word for the owner of a search, which it finds when it renews its lease; whether the search has not ended. */
    public static boolean wish(Connection connection, String search, String wish) throws SQLException {
        return JdbcValues.run(connection, "update searches set wish = ? where id = ? and ended is null", wish, search)
                == 1;
    }

    /** The owner has granted the wish; a later one stays. */
    public static void grant(Connection connection, String search, String wish) throws SQLException {
        JdbcValues.run(connection, "update searches set wish = null where id = ? and wish = ?", search, wish);
    }
}
