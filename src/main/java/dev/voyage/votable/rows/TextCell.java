package dev.voyage.votable.rows;

import dev.voyage.votable.table.ArrayShape;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;
import java.lang.reflect.Array;

/** Reads the TDs of one column (VOTable 1.5, sections 5.1 and 6). */
final class TextCell {

    private final Datatype datatype;
    private final ArrayShape shape;
    private final NullValue missing;

    TextCell(Column column) {
        this.datatype = column.datatype();
        this.shape = ArrayShape.of(column);
        this.missing = new NullValue(column);
    }

    /** Null for a missing value; fails with {@link BadCellException}. */
    Object parse(char[] c, int length) {
        if (datatype.isText()) {
            return text(c, length);
        }
        int from = 0;
        int to = length;
        while (from < to && blank(c[from])) {
            from++;
        }
        while (from < to && blank(c[to - 1])) {
            to--;
        }
        if (from == to || missing.is(c, from, to)) {
            return null;
        }
        if (!shape.single()) {
            return array(c, from, to);
        }
        return saysNothing(c, from, to) ? null : scalar(c, from, to);
    }

    /** {@code NaN} also among integers, and {@code null}: forms in which programs write a missing number. */
    private static boolean saysNothing(char[] c, int from, int to) {
        int length = to - from;
        if ((length != 3 && length != 4) || (c[from] | 0x20) != 'n') {
            return false;
        }
        String word = new String(c, from, length);
        return word.equalsIgnoreCase("nan") || word.equalsIgnoreCase("null");
    }

    private Object text(char[] c, int length) {
        if (length == 0) {
            return null;
        }
        String text = new String(c, 0, length);
        if (missing.is(text)) {
            return null;
        }
        // a text longer than its arraysize, or without one, is kept whole: nothing is lost silently
        return shape.single() ? text : TextLayout.split(text, shape);
    }

    private Object scalar(char[] c, int from, int to) {
        return switch (datatype) {
            case BOOLEAN -> Booleans.parse(c, from, to);
            case BIT -> bit(c, from, to);
            case UNSIGNED_BYTE, SHORT -> {
                short value = (short) integer(c, from, to);
                yield missing.is((long) value) ? null : (Object) value;
            }
            case INT -> {
                int value = (int) integer(c, from, to);
                yield missing.is((long) value) ? null : (Object) value;
            }
            case LONG -> {
                long value = integer(c, from, to);
                yield missing.is(value) ? null : (Object) value;
            }
            case FLOAT -> {
                float value = NumberParser.real32(c, from, to, "a float");
                yield Float.isNaN(value) || missing.is((double) value) ? null : (Object) value;
            }
            case DOUBLE -> {
                double value = NumberParser.real(c, from, to, "a double");
                yield Double.isNaN(value) || missing.is(value) ? null : (Object) value;
            }
            case FLOAT_COMPLEX, DOUBLE_COMPLEX, CHAR, UNICODE_CHAR -> array(c, from, to);
        };
    }

    private long integer(char[] c, int from, int to) {
        return switch (datatype) {
            case UNSIGNED_BYTE -> NumberParser.integer(c, from, to, 0, 255, "an unsignedByte");
            case SHORT -> NumberParser.integer(c, from, to, Short.MIN_VALUE, Short.MAX_VALUE, "a short");
            case INT -> NumberParser.integer(c, from, to, Integer.MIN_VALUE, Integer.MAX_VALUE, "an int");
            default -> NumberParser.integer(c, from, to, Long.MIN_VALUE, Long.MAX_VALUE, "a long");
        };
    }

    private static boolean bit(char[] c, int from, int to) {
        if (to - from == 1 && (c[from] == '0' || c[from] == '1')) {
            return c[from] == '1';
        }
        throw BadCellException.not("a bit", c, from, to);
    }

    private Object array(char[] c, int from, int to) {
        int count = count(c, from, to);
        boolean complex = datatype == Datatype.FLOAT_COMPLEX || datatype == Datatype.DOUBLE_COMPLEX;
        if ((complex && count % 2 != 0) || !shape.allows(complex ? count / 2 : count)) {
            int values = complex ? count / 2 : count;
            String why = "has " + (complex && count % 2 != 0 ? "half a number" : values + " values")
                    + ", not as many as its arraysize says";
            throw BadCellException.because(why, c, from, to);
        }
        Object array = Array.newInstance(component(), count);
        int at = from;
        for (int i = 0; i < count; i++) {
            while (separates(c[at])) {
                at++;
            }
            int start = at;
            at = next(c, at, to);
            set(array, i, c, start, at);
        }
        return array;
    }

    private int count(char[] c, int from, int to) {
        int count = 0;
        for (int at = from; at < to; ) {
            if (separates(c[at])) {
                at++;
            } else {
                count++;
                at = next(c, at, to);
            }
        }
        return count;
    }

    /** The position behind the value that starts here; bits may follow each other without blanks. */
    private int next(char[] c, int start, int to) {
        int at = start + 1;
        while (datatype != Datatype.BIT && at < to && !separates(c[at])) {
            at++;
        }
        return at;
    }

    private void set(Object array, int i, char[] c, int from, int to) {
        switch (datatype) {
            case BOOLEAN -> ((Boolean[]) array)[i] = Booleans.parse(c, from, to);
            case BIT -> ((boolean[]) array)[i] = bit(c, from, to);
            case UNSIGNED_BYTE, SHORT -> ((short[]) array)[i] = (short) integer(c, from, to);
            case INT -> ((int[]) array)[i] = (int) integer(c, from, to);
            case LONG -> ((long[]) array)[i] = integer(c, from, to);
            case FLOAT, FLOAT_COMPLEX -> ((float[]) array)[i] = NumberParser.real32(c, from, to, "a float");
            case DOUBLE, DOUBLE_COMPLEX -> ((double[]) array)[i] = NumberParser.real(c, from, to, "a double");
            case CHAR, UNICODE_CHAR -> throw new IllegalStateException(datatype.written());
        }
    }

    private Class<?> component() {
        return switch (datatype) {
            case BOOLEAN -> Boolean.class;
            case BIT -> boolean.class;
            case UNSIGNED_BYTE, SHORT -> short.class;
            case INT -> int.class;
            case LONG -> long.class;
            case FLOAT, FLOAT_COMPLEX -> float.class;
            case DOUBLE, DOUBLE_COMPLEX -> double.class;
            case CHAR, UNICODE_CHAR -> String.class;
        };
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\u00a0';
    }

    /** The standard requires blanks; some services write {@code 1,2}. */
    private static boolean separates(char c) {
        return blank(c) || c == ',';
    }
}
