package dev.voyage.journal.transfer;

import dev.voyage.journal.store.StoreDialect;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;

/**
 * Writes all that a store holds to a stream, and reads it into another store, of either engine: searches, events with their
 * numbers, files, the index of the mirror, removals in progress and notifications. Everything blocks; one row is in memory at a
 * time, or some hundred that are being inserted. Each direction is one transaction.
 *
 * <p>Fails with {@code CONFLICT} if a process uses the store, and with {@code STORAGE} if the store does not work.
 */
public final class StoreTransfer {

    private static final int FETCHED_ROWS = 500;

    /** Enough for any one statement: more than the requests of clients get. */
    private static final int LONGEST_STATEMENT_MILLIS = 600_000;

    private static final int SQLITE_BUSY = 5;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final DataSource source;
    private final StoreDialect dialect;
    private final int schema;
    private final StoreUsage usage;

    /** @param schema the newest migration of the store */
    public StoreTransfer(DataSource source, StoreDialect dialect, int schema, StoreUsage usage) {
        this.source = source;
        this.dialect = dialect;
        this.schema = schema;
        this.usage = usage;
    }

    /** Whether there is nothing to export. */
    public boolean isEmpty() throws IOException {
        return inTransaction(connection -> {
            for (ExportedTable table : ExportedTable.values()) {
                try (Statement select = connection.createStatement();
                        ResultSet row = select.executeQuery("select 1 from " + table.table() + " limit 1")) {
                    if (row.next()) {
                        return false;
                    }
                }
            }
            return true;
        });
    }

    /**
     * Writes the store as it is at one moment.
     *
     * @param out not closed
     * @return the numbers of rows written
     */
    public TransferReport export(OutputStream out) throws IOException {
        return inTransaction(connection -> {
            if (dialect.leases()) {
                execute(connection, "set transaction isolation level repeatable read read only");
            }
            begin(connection);
            var compressed = new GZIPOutputStream(out, 1 << 16);
            var writer = new ExportWriter(compressed);
            writer.header(schema);
            for (ExportedTable table : ExportedTable.values()) {
                try (Statement select = connection.createStatement()) {
                    select.setFetchSize(FETCHED_ROWS);
                    try (ResultSet row = select.executeQuery(table.select())) {
                        while (row.next()) {
                            writer.row(table, row);
                        }
                    }
                }
            }
            TransferReport report = writer.end();
            compressed.finish();
            return report;
        });
    }

    /**
     * Adds all that an export holds, or nothing.
     *
     * @param in read to its end
     * @return the numbers of rows; fails with {@code BAD_PARAMETER} if this is no export or a newer one, with {@code CORRUPT} if it
     *     is cut or damaged, with {@code CONFLICT} if the store has one of its searches already
     */
    public TransferReport restore(InputStream in) throws IOException {
        return inTransaction(connection -> {
            var reader = new ExportReader(in, schema);
            if (dialect.leases()) {
                execute(connection, "set local lock_timeout = '10s'");
                execute(
                        connection,
                        "lock table searches, events, files, mirror, deletions, notifications"
                                + " in share row exclusive mode");
            }
            begin(connection);
            TransferReport report;
            try (var rows = new ImportedRows(connection, reader)) {
                while (reader.next()) {
                    add(rows, reader);
                }
                report = rows.end();
            }
            connection.commit();
            return report;
        });
    }

    private static void add(ImportedRows rows, ExportReader reader) throws SQLException, IOException {
        try {
            rows.add();
        } catch (Problem | SQLException refused) {
            while (reader.next()) {
                // to its end: if the file is damaged, that is the reason
            }
            throw refused;
        }
    }

    private void begin(Connection connection) throws SQLException, IOException {
        if (dialect.leases()) {
            // the other end of a pipe may take its time
            execute(connection, "set local idle_in_transaction_session_timeout = 0");
        }
        usage.user(connection).ifPresent(user -> {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    "the store is in use " + user + ": stop every voyage that uses it, and try again");
        });
    }

    private interface TransferWork<T> {
        T run(Connection connection) throws SQLException, IOException;
    }

    private <T> T inTransaction(TransferWork<T> work) throws IOException {
        try (Connection connection = source.getConnection()) {
            int before = dialect.leases() ? connection.getNetworkTimeout() : 0;
            if (dialect.leases()) {
                connection.setNetworkTimeout(Runnable::run, LONGEST_STATEMENT_MILLIS);
            }
            connection.setAutoCommit(false);
            try {
                return work.run(connection);
            } finally {
                connection.rollback(); // no effect after a commit
                connection.setAutoCommit(true);
                if (dialect.leases()) {
                    connection.setNetworkTimeout(Runnable::run, before);
                }
            }
        } catch (SQLException cause) {
            throw problem(cause);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Problem problem(SQLException cause) {
        boolean busy = cause.getErrorCode() == SQLITE_BUSY || LOCK_NOT_AVAILABLE.equals(cause.getSQLState());
        return busy
                ? Problem.of(
                        ProblemType.CONFLICT,
                        "the store is in use: another process is writing to it; stop it, and try again",
                        cause)
                : Problem.of(ProblemType.STORAGE, "the store does not work: " + cause.getMessage(), cause);
    }
}
