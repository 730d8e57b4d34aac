package dev.voyage.journal.lease;

import dev.voyage.journal.store.JdbcValues;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The permits of replicas for the hosts of archives, in PostgreSQL. The database's clock decides when they end.
 *
 * @param replica this one
 * @param length for which permits are valid
 */
record PermitRows(String replica, Duration length) {

    private static final long TURN_SECONDS = 10;

    /** A replica that stands still in the transaction is cut off, before the others stop waiting for it. */
    private static final String PATIENCE = "set local synchronous_commit = off;"
            + " set local idle_in_transaction_session_timeout = '1s'; set local lock_timeout = '1500ms'";

    private static final String UNTIL = "clock_timestamp() + ? * interval '1 millisecond'";

    /** In the order of the keys, so that two replicas never wait for each other in a circle. */
    private static final String LOCK = "select pg_advisory_xact_lock(hosts.key) from (select distinct"
            + " hashtextextended(host, 0) as key from unnest(?::text[]) as wanted(host) order by 1) as hosts";

    /** Rows that somebody else changes or removes are left alone, so that nobody waits here. */
    private static final String SWEEP_PERMITS =
            "delete from host_permits where (host, replica) in (select host, replica"
                    + " from host_permits where until <= clock_timestamp() for update skip locked)";

    private static final String SWEEP_PAUSES = "delete from host_pauses where host in (select host from host_pauses"
            + " where until <= clock_timestamp() for update skip locked)";

    private static final String OTHERS = "select host, replica, permits, wanted from host_permits"
            + " where host = any(?) and replica <> ? and until > clock_timestamp()";

    private static final String PUT = "insert into host_permits (host, replica, permits, wanted, until)"
            + " values (?, ?, ?, ?, " + UNTIL + ") on conflict (host, replica) do update"
            + " set permits = excluded.permits, wanted = excluded.wanted, until = excluded.until";

    private static final String PAUSE = "insert into host_pauses (host, until) values (?, " + UNTIL + ")"
            + " on conflict (host) do update set until = greatest(host_pauses.until, excluded.until)";

    private static final String PAUSES =
            "select host, ceil(1000 * extract(epoch from until - clock_timestamp()))::bigint"
                    + " from host_pauses where host = any(?) and until > clock_timestamp()";

    /** The permits of one replica for one host, and the number that it could use. */
    record Holding(String host, String replica, int permits, int wanted) {}

    /** Lets no other replica change permits for these hosts before the end of the transaction, whose loss would do no harm. */
    void lock(Connection connection, Collection<String> hosts) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(PATIENCE);
        }
        try (var statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, connection.createArrayOf("text", hosts.toArray()));
            statement.execute();
        }
        try (var statement = connection.createStatement()) {
            statement.execute(SWEEP_PERMITS);
            statement.execute(SWEEP_PAUSES);
        }
    }

    /** A number that changes every few seconds, the same for all replicas. */
    static long turn(Connection connection) throws SQLException {
        try (var query = connection.createStatement();
                ResultSet row = query.executeQuery(
                        "select floor(extract(epoch from clock_timestamp()) / " + TURN_SECONDS + ")::bigint")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The permits of all other replicas. */
    List<Holding> others(Connection connection, Collection<String> hosts) throws SQLException {
        try (var query = connection.prepareStatement(OTHERS)) {
            query.setArray(1, connection.createArrayOf("text", hosts.toArray()));
            query.setString(2, replica);
            try (ResultSet row = query.executeQuery()) {
                var others = new ArrayList<Holding>();
                while (row.next()) {
                    others.add(new Holding(row.getString(1), row.getString(2), row.getInt(3), row.getInt(4)));
                }
                return others;
            }
        }
    }

    /** Replaces this replica's permits for one host; none and none wanted removes them. */
    void put(Connection connection, String host, int permits, int wanted) throws SQLException {
        boolean gone = permits == 0 && wanted == 0;
        try (var update =
                connection.prepareStatement(gone ? "delete from host_permits where host = ? and replica = ?" : PUT)) {
            if (gone) {
                JdbcValues.set(update, host, replica);
            } else {
                JdbcValues.set(update, host, replica, permits, wanted, length.toMillis());
            }
            update.executeUpdate();
        }
    }

    /** Records that no replica starts requests to a host for so long; a longer pause stays. */
    static void pause(Connection connection, String host, Duration pause) throws SQLException {
        try (var update = connection.prepareStatement(PAUSE)) {
            JdbcValues.set(update, host, pause.toMillis());
            update.executeUpdate();
        }
    }

    /** The remaining pauses of these hosts. */
    static Map<String, Duration> pauses(Connection connection, Collection<String> hosts) throws SQLException {
        try (var query = connection.prepareStatement(PAUSES)) {
            query.setArray(1, connection.createArrayOf("text", hosts.toArray()));
            try (ResultSet row = query.executeQuery()) {
                var pauses = new HashMap<String, Duration>();
                while (row.next()) {
                    pauses.put(row.getString(1), Duration.ofMillis(row.getLong(2)));
                }
                return pauses;
            }
        }
    }
}
