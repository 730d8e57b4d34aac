package dev.voyage.journal;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One transaction of the writer. Events, files and states are collected and go to the database in
 * three batches at the end; closed without commit, nothing has happened.
 */
final class Transaction implements AutoCloseable {

    private final Connection connection;
    private final Tables tables;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> observations = new ArrayList<>(); // of each entry, null for most
    private final List<FileRecord> files = new ArrayList<>();
    private final Map<String, SearchState> states = new LinkedHashMap<>();
    private boolean committed;

    /** How the tables are written, and as whom. */
    record Tables(SearchRows searches, FileRows files, String owner) {}

    Transaction(Connection connection, Tables tables) throws SQLException {
        this.connection = connection;
        this.tables = tables;
        connection.setAutoCommit(false);
    }

    Connection connection() {
        return connection;
    }

    Tables tables() {
        return tables;
    }

    void event(Entry entry, SearchEvent event) {
        entries.add(entry);
        observations.add(EventRows.observation(event));
        FileRecord file = FileRecord.in(entry.search(), event);
        if (file != null) {
            files.add(file);
        }
    }

    /** The last one of a search is what is written. */
    void state(String search, SearchState state) {
        states.put(search, state);
    }

    void commit() throws SQLException {
        try (var insert = connection.prepareStatement(EventRows.INSERT)) {
            for (int i = 0; i < entries.size(); i++) {
                EventRows.bind(insert, entries.get(i), observations.get(i));
                insert.addBatch();
            }
            run(insert, entries.size());
        }
        try (var upsert = connection.prepareStatement(FileRows.UPSERT)) {
            for (FileRecord file : files) {
                tables.files().bind(upsert, file);
                upsert.addBatch();
            }
            run(upsert, files.size());
        }
        try (var update = connection.prepareStatement(SearchRows.UPDATE)) {
            for (var state : states.entrySet()) {
                tables.searches().bind(update, state.getKey(), tables.owner(), state.getValue());
                if (update.executeUpdate() != 1) {
                    throw Problem.of(Kind.CONFLICT, "search " + state.getKey() + " is driven by another process now");
                }
            }
        }
        connection.commit();
        committed = true;
    }

    private static void run(PreparedStatement statement, int size) throws SQLException {
        if (size > 0) {
            statement.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!committed) {
                connection.rollback();
            }
        }
    }
}
