package dev.voyage.votable.rows;

import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import dev.voyage.votable.table.UnreadableCell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The unreadable cells of one table, counted by column: at most one entry per column, in order of first occurrence.
 * Used by one stream at a time.
 */
public final class UnreadableCells {

    private static final int MOST_IN_A_SENTENCE = 5;

    private final Map<Integer, ColumnCount> byColumn = new LinkedHashMap<>();

    /**
     * One column.
     *
     * @param column its {@link Columns#keys() key}; null for cells behind the last column
     * @param count rows in which the cell is unreadable
     * @param example the first of these cells as written; empty where nothing is written
     * @param reason the reason why the first cannot be read
     */
    public record ColumnCount(String column, long count, String example, String reason) {

        private ColumnCount oneMore() {
            return new ColumnCount(column, count + 1, example, reason);
        }

        private String sentence() {
            return (column == null ? "behind the last column" : "column " + column)
                    + (count == 1 ? ", one row: " : ", " + count + " rows, the first: ")
                    + reason;
        }
    }

    /** Counts the unreadable cells of a row. */
    public void add(Row row) {
        for (UnreadableCell cell : row.unreadable()) {
            byColumn.merge(cell.column(), first(row.columns(), cell), (known, more) -> known.oneMore());
        }
    }

    private static ColumnCount first(Columns columns, UnreadableCell cell) {
        String column = cell.column() < columns.size() ? columns.keys().get(cell.column()) : null;
        return new ColumnCount(column, 1, cell.text(), cell.reason());
    }

    public boolean isEmpty() {
        return byColumn.isEmpty();
    }

    public List<ColumnCount> entries() {
        return List.copyOf(byColumn.values());
    }

    /** Each column with a count and an example; with more than five columns, the number of the others. */
    public String sentence() {
        List<ColumnCount> all = entries();
        String shown = all.stream()
                .limit(MOST_IN_A_SENTENCE)
                .map(ColumnCount::sentence)
                .collect(Collectors.joining("; "));
        int more = all.size() - MOST_IN_A_SENTENCE;
        return "cells that cannot be read count as missing: "
                + shown
                + (more > 0 ? "; and " + more + " more columns" : "");
    }
}
