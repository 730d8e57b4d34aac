package dev.voyage.journal.store;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.record.FileRecord;
import dev.voyage.journal.record.LeaseTerm;
import dev.voyage.journal.record.MirrorFile;
import dev.voyage.journal.record.SearchState;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One transaction of the writer. Events, files and states are collected and sent to the database in a few batches at the end;
 * closed without a commit, it has no effect.
 */
public final class Transaction implements AutoCloseable {

    private final Connection connection;
    private final Tables tables;
    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<String> observations = new ArrayList<>(); // of each entry, null for most
    private final List<FileRecord> files = new ArrayList<>();
    private final List<MirrorRow> mirror = new ArrayList<>();
    private final Map<LeaseTerm, SearchState> states = new TreeMap<>(); // rows are locked in one order everywhere
    private boolean committed;

    /** The tables to write, and the owner to write as. */
    public record Tables(SearchRows searches, FileRows files, String owner) {}

    private record MirrorRow(String path, MirrorFile file, Instant checked) {}

    Transaction(Connection connection, Tables tables) throws SQLException {
        this.connection = connection;
        this.tables = tables;
        connection.setAutoCommit(false);
    }

    public Connection connection() {
        return connection;
    }

    Tables tables() {
        return tables;
    }

    public void event(JournalEntry entry, SearchEvent event) {
        entries.add(entry);
        observations.add(EventRows.observation(event));
        FileRecord file = FileRecord.in(entry.search(), event);
        if (file != null) {
            files.add(file);
        }
    }

    /** Replaces the earlier record of this path. */
    void mirror(String path, MirrorFile file, Instant checked) {
        mirror.add(new MirrorRow(path, file, checked));
    }

    /** Only the last state of a search is written. */
    public void state(LeaseTerm lease, SearchState state) {
        states.put(lease, state);
    }

    void commit() throws SQLException {
        if (!states.isEmpty()) {
            update(); // first, since it is the fence
        }
        batch(EventRows.INSERT, entries, (insert, i) -> EventRows.bind(insert, entries.get(i), observations.get(i)));
        batch(FileRows.UPSERT, files, (upsert, i) -> tables.files().bind(upsert, files.get(i)));
        batch(MirrorFiles.UPSERT, mirror, (upsert, i) -> {
            MirrorRow row = mirror.get(i);
            MirrorFiles.bind(upsert, row.path(), row.file(), row.checked());
        });
        connection.commit();
        committed = true;
    }

    private void update() throws SQLException {
        try (var update =
                connection.prepareStatement(tables.searches().dialect().update())) {
            for (var state : states.entrySet()) {
                tables.searches().bind(update, state.getKey(), tables.owner(), state.getValue());
                if (update.executeUpdate() != 1) {
                    throw Problem.of(
                            ProblemType.CONFLICT,
                            "search " + state.getKey().search() + " is driven by another process now");
                }
            }
        }
    }

    /** Sets the parameters of a statement for one of the collected rows. */
    private interface Binding {
        void bind(PreparedStatement statement, int row) throws SQLException;
    }

    private void batch(String sql, List<?> rows, Binding binding) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < rows.size(); i++) {
                binding.bind(statement, i);
                statement.addBatch();
            }
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
