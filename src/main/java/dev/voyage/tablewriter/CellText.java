package dev.voyage.tablewriter;

import dev.voyage.votable.table.ArrayShape;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;

/** A cell as text (VOTable 1.4, sections 6 and 2.2): the content of a TD, before XML escaping. */
public final class CellText {

    private final Datatype datatype;
    private final ArrayShape shape;

    public CellText(Column column) {
        this.datatype = column.datatype();
        this.shape = ArrayShape.of(column);
    }

    /**
     * The placeholder for a fixed number of values that are missing together, since readers expect the declared number;
     * empty if a missing cell is just empty, or if a placeholder would be read as a value.
     */
    public String missing() {
        int values = shape.variable() ? 0 : shape.count();
        return switch (datatype) {
            case FLOAT_COMPLEX, DOUBLE_COMPLEX -> "NaN ".repeat(2 * values).strip();
            case FLOAT, DOUBLE -> shape.single() ? "" : "NaN ".repeat(values).strip();
            case CHAR, UNICODE_CHAR -> shape.single() ? "" : " ".repeat(values);
            case BOOLEAN, BIT, UNSIGNED_BYTE, SHORT, INT, LONG -> "";
        };
    }

    /** Empty for a missing cell. */
    public String of(Object cell) {
        if (cell == null) {
            return "";
        } else if (cell instanceof String text) {
            return text;
        } else if (cell instanceof String[] texts) {
            return TextArrays.run(texts, shape);
        } else if (cell.getClass().isArray()) {
            return array(cell);
        }
        return scalar(cell);
    }

    private String array(Object array) {
        var text = new StringBuilder();
        int length = java.lang.reflect.Array.getLength(array);
        for (int i = 0; i < length; i++) {
            text.append(i == 0 ? "" : " ").append(scalar(java.lang.reflect.Array.get(array, i)));
        }
        return text.toString();
    }

    private String scalar(Object value) {
        if (value == null) {
            return "?"; // only booleans can be missing inside an array
        } else if (value instanceof Boolean is) {
            // the words, not T and F: cadc-dali reads T and F as false
            return datatype == Datatype.BIT ? (is ? "1" : "0") : (is ? "true" : "false");
        } else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isInfinite(number) ? (number > 0 ? "+Inf" : "-Inf") : value.toString();
        }
        return value.toString();
    }
}
