package dev.voyage.tables;

import dev.voyage.votable.Column;
import dev.voyage.votable.Datatype;
import dev.voyage.votable.Shape;

/** A cell as text (VOTable 1.4, sections 6 and 2.2): what a TD holds, before XML has its say. */
final class CellText {

    private final Datatype datatype;
    private final Shape shape;

    CellText(Column column) {
        this.datatype = column.datatype();
        this.shape = Shape.of(column);
    }

    /**
     * What fills a fixed number of values that are missing together, since readers want as many as
     * declared; empty where a missing cell is just empty, or where it would be read as a value.
     */
    String missing() {
        int values = shape.variable() ? 0 : shape.count();
        return switch (datatype) {
            case FLOAT_COMPLEX, DOUBLE_COMPLEX -> "NaN ".repeat(2 * values).strip();
            case FLOAT, DOUBLE -> shape.single() ? "" : "NaN ".repeat(values).strip();
            case CHAR, UNICODE_CHAR -> shape.single() ? "" : " ".repeat(values);
            case BOOLEAN, BIT, UNSIGNED_BYTE, SHORT, INT, LONG -> "";
        };
    }

    /** Empty for a missing cell. */
    String of(Object cell) {
        if (cell == null) {
            return "";
        } else if (cell instanceof String text) {
            return text;
        } else if (cell instanceof String[] texts) {
            return Texts.run(texts, shape);
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
            return datatype == Datatype.BIT ? (is ? "1" : "0") : (is ? "T" : "F");
        } else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isInfinite(number) ? (number > 0 ? "+Inf" : "-Inf") : value.toString();
        }
        return value.toString();
    }
}
