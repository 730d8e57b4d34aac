package dev.voyage.votable;

/** The value that a column's VALUES declares to mean "missing", ready for comparing. */
final class NullValue {

    private final String text;
    private final boolean isInteger;
    private final long integer;
    private final boolean isReal;
    private final double real;

    NullValue(Column column) {
        String written = column.nullText();
        text = written == null || written.isBlank() ? null : written.strip();
        char[] c = text == null ? new char[0] : text.toCharArray();
        Long asInteger = null;
        Double asReal = null;
        if (text != null && column.datatype().isNumeric()) {
            try {
                asReal = Numbers.real(c, 0, c.length, "a number");
            } catch (BadCell notANumber) {
                // then only text can equal it
            }
            try {
                asInteger = Numbers.integer(c, 0, c.length, Long.MIN_VALUE, Long.MAX_VALUE, "whole");
            } catch (BadCell notWhole) {
                // likewise
            }
        }
        isInteger = asInteger != null;
        integer = isInteger ? asInteger : 0;
        isReal = asReal != null;
        real = isReal ? asReal : 0;
    }

    boolean is(long value) {
        return isInteger && value == integer;
    }

    boolean is(double value) {
        return isReal && value == real;
    }

    boolean is(String value) {
        return text != null && value.strip().equals(text);
    }

    /** As written in a cell, blanks around it already off. */
    boolean is(char[] c, int from, int to) {
        if (text == null || text.length() != to - from) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != c[from + i]) {
                return false;
            }
        }
        return true;
    }
}
