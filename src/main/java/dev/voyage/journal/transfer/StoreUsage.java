package dev.voyage.journal.transfer;

import dev.voyage.journal.record.ProcessLock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Whether another process uses the store. */
public interface StoreUsage {

    /** The name of the connections outside of the pool that each replica keeps open. */
    String REPLICA_CONNECTION = "voyage leases";

    /** Words for the user, or empty if nobody uses it. Blocking. */
    Optional<String> user(Connection connection) throws SQLException, IOException;

    /** Of an embedded store: the processes with a lock in this directory. */
    static StoreUsage ofProcesses(Path run) {
        return connection ->
                ProcessLock.living(run).stream().findFirst().map(id -> "by another process (" + id + ".lock)");
    }

    /** Of a store in PostgreSQL: replicas with leases, and those that could take some over. */
    static StoreUsage ofReplicas() {
        return connection -> {
            Optional<String> leased = first(
                    connection,
                    "select id from searches where ended is null and lease_until > clock_timestamp() order by id limit 1");
            if (leased.isPresent()) {
                return Optional.of("by the replica that runs search " + leased.get()
                        + ", or has run it until a moment ago (voyage.store.lease)");
            }
            return first(
                            connection,
                            "select coalesce(host(client_addr), 'this host') from pg_stat_activity"
                                    + " where datname = current_database() and pid <> pg_backend_pid()"
                                    + " and application_name = '" + REPLICA_CONNECTION + "' order by 1 limit 1")
                    .map(address -> "by a replica at " + address);
        };
    }

    private static Optional<String> first(Connection connection, String sql) throws SQLException {
        try (var select = connection.createStatement();
                ResultSet row = select.executeQuery(sql)) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }
}
