package dev.voyage.votable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One row, typed as its columns say ({@link Datatype}). A missing cell is Java null: an empty TD,
 * the FIELD's null value, NaN, or the BINARY2 bitmap; never a zero.
 */
public final class Row {

    private final Columns columns;
    private final Object[] cells;

    /** The row takes the array as its own. */
    public Row(Columns columns, Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        this.columns = columns;
        this.cells = cells;
    }

    public Columns columns() {
        return columns;
    }

    /** The cell, or null where it is missing. */
    public Object cell(int index) {
        return cells[index];
    }

    /** The cell as text without blanks around it; empty where it is missing or blank. */
    public Optional<String> text(int index) {
        Object cell = cells[index];
        return cell == null
                ? Optional.empty()
                : Optional.of(cell.toString().strip()).filter(t -> !t.isEmpty());
    }

    /** The text of the column of this name; empty too where there is no such column. */
    public Optional<String> text(String name) {
        var index = columns.named(name);
        return index.isPresent() ? text(index.getAsInt()) : Optional.empty();
    }

    /**
     * The cell as a number; empty where it is missing or is none: a missing exposure is not one of
     * zero.
     */
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

    /** The number of the column of this name; empty too where there is no such column. */
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
