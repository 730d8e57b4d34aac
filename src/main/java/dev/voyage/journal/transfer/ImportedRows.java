package dev.voyage.journal.transfer;

import dev.voyage.journal.store.JdbcValues;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Inserts the rows of an export in batches, and counts those that the store has taken. */
final class ImportedRows implements AutoCloseable {

    private static final int BATCH_ROWS = 500;

    /** The class of SQLSTATE of PostgreSQL, and the primary result code of SQLite, for a row that does not fit. */
    private static final String CONSTRAINT_VIOLATION = "23";

    private static final int SQLITE_CONSTRAINT = 19;

    private final Connection connection;
    private final ExportReader export;
    private final Map<ExportedTable, Long> taken = new EnumMap<>(ExportedTable.class);
    private ExportedTable table; // null before the first row
    private PreparedStatement insert; // of this table; null before the first row
    private int waiting;

    ImportedRows(Connection connection, ExportReader export) {
        this.connection = connection;
        this.export = export;
    }

    /** Adds the row that the export has just read. */
    void add() throws SQLException {
        if (export.table() != table) {
            flush();
            close();
            table = export.table();
            insert = connection.prepareStatement(table.insert(export.columns(table)));
        }
        if (table == ExportedTable.SEARCHES) {
            refuseKnown();
        }
        JdbcValues.set(insert, export.values());
        insert.addBatch();
        waiting++;
        if (waiting == BATCH_ROWS) {
            flush();
        }
    }

    private void refuseKnown() throws SQLException {
        String id = export.text("id");
        find("select id from searches where id = ?", id).ifPresent(known -> {
            throw refusal("it holds search " + known + " already");
        });
        find("select search from deletions where search = ?", id).ifPresent(known -> {
            throw refusal("it is removing search " + known + "; start voyage once, which completes that");
        });
        String key = export.text("idempotency_key");
        if (key != null) {
            find("select id from searches where client = ? and idempotency_key = ?", export.text("client"), key)
                    .ifPresent(known -> {
                        throw refusal("its search " + known + " has the same Idempotency-Key as search " + id);
                    });
        }
    }

    private Optional<String> find(String sql, Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            JdbcValues.set(select, values);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static Problem refusal(String why) {
        return Problem.of(ProblemType.CONFLICT, "the store cannot take the export: " + why + "; nothing was imported");
    }

    private void flush() throws SQLException {
        if (waiting == 0) {
            return;
        }
        waiting = 0;
        try {
            for (int count : insert.executeBatch()) {
                taken.merge(table, count == Statement.SUCCESS_NO_INFO ? 1L : count, Long::sum);
            }
        } catch (SQLException refused) {
            String state = refused.getSQLState();
            if ((state != null && state.startsWith(CONSTRAINT_VIOLATION))
                    || (refused.getErrorCode() & 0xff) == SQLITE_CONSTRAINT) {
                throw refusal("a row of table " + table.table() + " does not fit: " + refused.getMessage());
            }
            throw refused;
        }
    }

    /** Inserts the remaining rows; the export has been read to its end. */
    TransferReport end() throws SQLException {
        flush();
        long known = 0;
        for (var read : export.rows().entrySet()) {
            long missing = read.getValue() - taken.getOrDefault(read.getKey(), 0L);
            if (read.getKey() == ExportedTable.MIRROR) {
                known = missing;
            } else if (missing != 0) {
                throw refusal("it has not taken " + missing + " of " + read.getValue() + " rows of table "
                        + read.getKey().table());
            }
        }
        return new TransferReport(export.rows(), known);
    }

    @Override
    public void close() throws SQLException {
        if (insert != null) {
            insert.close();
        }
    }
}
