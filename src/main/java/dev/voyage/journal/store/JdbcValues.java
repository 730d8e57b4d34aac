package dev.voyage.journal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Optional values, to and from cells of the store. */
public final class JdbcValues {

    private JdbcValues() {}

    static Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        Long millis = number(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    static Long millis(Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    /** PostgreSQL refuses the character U+0000, which no name or address of an observation or a file has. */
    private static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\ufffd');
    }

    /** Executes a statement with these parameters, and returns the number of rows it has changed. */
    static int run(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return statement.executeUpdate();
        }
    }

    /** Sets the parameters 1 to n: text, numbers, times, nulls. */
    public static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] instanceof Instant time ? millis(time) : values[i];
            if (value instanceof Long number) {
                statement.setLong(i + 1, number);
            } else if (value instanceof Integer number) {
                statement.setInt(i + 1, number);
            } else if (value instanceof String text) {
                statement.setString(i + 1, storable(text));
            } else if (value == null) {
                statement.setObject(i + 1, null);
            } else {
                throw new IllegalArgumentException("no cell for a " + value.getClass());
            }
        }
    }
}
