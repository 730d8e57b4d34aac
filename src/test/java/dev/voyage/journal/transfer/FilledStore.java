package dev.voyage.journal.transfer;

import dev.voyage.journal.store.JdbcValues;
import dev.voyage.journal.store.StoreDialect;
import dev.voyage.testsupport.TestEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import javax.sql.DataSource;

/** A store of either engine, with rows in all tables of an export. */
record FilledStore(TestEngine engine, Path directory) {

    static final int SCHEMA = ExportFormat.OLDEST_SCHEMA;

    static final String ENDED = "01m817ykta51zyqqpjbdrc5yb7";
    static final String RUNNING = "01m817yktb51zyqqpjbdrc5yb7";

    /** Text that neither engine and no line must change. */
    private static final String STRANGE = "é \ud835\udd4f \u2028 \" \\ \n\r\t 'x' \u0001 {}[]";

    private static final int EVENTS = 1200;

    DataSource source() {
        return engine.in(directory);
    }

    StoreTransfer transfer() {
        return engine == TestEngine.POSTGRESQL
                ? new StoreTransfer(source(), StoreDialect.POSTGRESQL, SCHEMA, StoreUsage.ofReplicas())
                : new StoreTransfer(
                        source(), StoreDialect.EMBEDDED, SCHEMA, StoreUsage.ofProcesses(directory.resolve("run")));
    }

    FilledStore fill() throws SQLException {
        try (Connection connection = source().getConnection()) {
            connection.setAutoCommit(false);
            String tally = "{\"observations\":1}";
            insert(
                    connection,
                    ExportedTable.SEARCHES,
                    ENDED,
                    "{\"target\":\"é \ud835\udd4f\"}",
                    "http://v/" + ENDED,
                    "anna",
                    "process1",
                    1L,
                    2L,
                    3L,
                    "COMPLETED",
                    "COMPLETE",
                    tally,
                    4L,
                    null,
                    (long) EVENTS,
                    "key",
                    "hash",
                    null,
                    1L,
                    "Bullet " + STRANGE,
                    null);
            insert(
                    connection,
                    ExportedTable.SEARCHES,
                    RUNNING,
                    "{}",
                    "http://v/" + RUNNING,
                    "",
                    "process2",
                    5L,
                    6L,
                    null,
                    "EXECUTING",
                    null,
                    tally,
                    null,
                    "{\"type\":\"x\"}",
                    1L,
                    null,
                    null,
                    ENDED,
                    null,
                    null,
                    "{\"files\":[]}");
            for (long seq = EVENTS; seq >= 1; seq--) { // not in the order of an export
                insert(
                        connection,
                        ExportedTable.EVENTS,
                        ENDED,
                        seq,
                        "observation.found",
                        seq,
                        "{\"seq\":" + seq + "}",
                        seq % 2 == 0 ? STRANGE + seq : null);
            }
            insert(connection, ExportedTable.EVENTS, RUNNING, 1L, "search.accepted", Long.MAX_VALUE, STRANGE, null);
            insert(
                    connection,
                    ExportedTable.FILES,
                    ENDED,
                    "b/ä.evt",
                    "b",
                    "https://a/b",
                    "COMPLETED",
                    7L,
                    "00ff",
                    8L,
                    "https",
                    "why",
                    null);
            insert(
                    connection,
                    ExportedTable.FILES,
                    ENDED,
                    "b/Z.evt",
                    null,
                    null,
                    "FAILED",
                    null,
                    null,
                    null,
                    null,
                    null,
                    STRANGE);
            insert(
                    connection,
                    ExportedTable.MIRROR,
                    "a/b",
                    7L,
                    "00ff",
                    "\"e\"",
                    "Sun",
                    "size gzip",
                    9L,
                    "https://a/b",
                    "v1",
                    "stamp");
            insert(connection, ExportedTable.MIRROR, "a/B", 0L, "", null, null, "", 0L, null, null, null);
            insert(connection, ExportedTable.DELETIONS, "01m817yktc51zyqqpjbdrc5yb7", 1L);
            insert(connection, ExportedTable.NOTIFICATIONS, ENDED, 1L, "https://n/", "WAITING", 2L, 3L, 4L, STRANGE);
            insert(connection, ExportedTable.NOTIFICATIONS, ENDED, 10L, "https://n/", "GIVEN_UP", 2L, null, 4L, null);
            connection.commit();
        }
        return this;
    }

    static void insert(Connection connection, ExportedTable table, Object... values) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(values.length, "?"));
        try (var insert = connection.prepareStatement("insert into " + table.table() + " ("
                + String.join(", ", table.columnNames()) + ") values (" + marks + ")")) {
            JdbcValues.set(insert, values);
            insert.executeUpdate();
        }
    }

    byte[] export() throws IOException {
        var out = new ByteArrayOutputStream();
        transfer().export(out);
        return out.toByteArray();
    }

    TransferReport restore(byte[] export) throws IOException {
        return transfer().restore(new ByteArrayInputStream(export));
    }

    boolean isEmpty() throws IOException {
        return transfer().isEmpty();
    }

    long rows() throws SQLException {
        long rows = 0;
        try (Connection connection = source().getConnection();
                Statement select = connection.createStatement()) {
            for (ExportedTable table : ExportedTable.values()) {
                try (ResultSet row = select.executeQuery("select count(*) from " + table.table())) {
                    row.next();
                    rows += row.getLong(1);
                }
            }
        }
        return rows;
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : Arrays.asList(statements)) {
                statement.execute(sql);
            }
        }
    }
}
