package dev.voyage.votable.table;

import java.lang.reflect.Array;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One row, typed according to its columns ({@link Datatype}). A missing cell is Java null: an empty TD, the FIELD's
 * null value, NaN, or the BINARY2 bitmap; never a zero.
 */
public final class Row {

    private final Columns columns;
    private final Object[] cells;
    private final List<UnreadableCell> unreadable;

    /** The row takes ownership of the array. */
    public Row(Columns columns, Object... cells) {
        this(columns, cells, List.of());
    }

    /** A row with some unreadable cells; these are null among the cells. Takes ownership of both. */
    public Row(Columns columns, Object[] cells, List<UnreadableCell> unreadable) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        this.columns = columns;
        this.cells = cells;
        this.unreadable = unreadable;
    }

    public Columns columns() {
        return columns;
    }

    /** The same cells under columns with more metadata. */
    public Row as(Columns described) {
        return new Row(described, cells, unreadable);
    }

    /** The cell, or null if it is missing. */
    public Object cell(int index) {
        return cells[index];
    }

    /** The cells that are missing because they cannot be read, in column order. */
    public List<UnreadableCell> unreadable() {
        return unreadable;
    }

    /** Whether the cell contains a value that cannot be read; a usual word for a missing value does not count. */
    public boolean isUnreadable(int index) {
        return unreadable.stream().anyMatch(cell -> cell.column() == index && !cell.blank());
    }

    /** As {@link #text(int)}, or the text as written when the cell is not of its column's type. */
    public Optional<String> written(int index) {
        return unreadable.isEmpty()
                ? text(index)
                : text(index).or(() -> unreadable.stream()
                        .filter(cell -> cell.column() == index)
                        .map(cell -> cell.text().strip())
                        .filter(text -> !text.isEmpty())
                        .findFirst());
    }

    /** The cell as text without surrounding blanks, the values of an array with blanks between them; empty if it is missing or blank. */
    public Optional<String> text(int index) {
        Object cell = cells[index];
        return cell == null
                ? Optional.empty()
                : Optional.of(written(cell).strip()).filter(t -> !t.isEmpty());
    }

    private static String written(Object cell) {
        return cell.getClass().isArray()
                ? IntStream.range(0, Array.getLength(cell))
                        .mapToObj(i -> Objects.toString(Array.get(cell, i), ""))
                        .collect(Collectors.joining(" "))
                : cell.toString();
    }

    /** The text of the column with this name; also empty if there is no such column. */
    public Optional<String> text(String name) {
        var index = columns.named(name);
        return index.isPresent() ? text(index.getAsInt()) : Optional.empty();
    }

    /** The cell as a number; empty if it is missing or not a number: a missing exposure is not a zero exposure. */
    public OptionalDouble number(int index) {
        Object cell = cells[index];
        if (cell instanceof Number number) {
            return OptionalDouble.of(number.doubleValue());
        }
        try {
            double value = cell instanceof String text ? Double.parseDouble(text.strip()) : Double.NaN;
            return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    /** The number of the column with this name; also empty if there is no such column. */
    public OptionalDouble number(String name) {
        var index = columns.named(name);
        return index.isPresent() ? number(index.getAsInt()) : OptionalDouble.empty();
    }

    /** {@link Columns#keys() key} to cell, in column order, nulls kept. */
    public Map<String, Object> toMap() {
        List<String> keys = columns.keys();
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i++) {
            map.put(keys.get(i), cells[i]);
        }
        return map;
    }
}
