package dev.voyage.votable.rows;

import dev.voyage.votable.table.Column;

/** The value in a column's VALUES that means "missing", ready for comparing. */
public final class NullValue {

    private final String text;
    private final boolean isInteger;
    private final long integer;
    private final boolean isReal;
    private final double real;

    public NullValue(Column column) {
        String written = column.nullText();
        text = written == null || written.isBlank() ? null : written.strip();
        char[] c = text == null ? new char[0] : text.toCharArray();
        Long asInteger = null;
        Double asReal = null;
        if (text != null && column.datatype().isNumeric()) {
            try {
                asReal = NumberParser.real(c, 0, c.length, "a number");
            } catch (BadCellException notANumber) {
                // only text can equal it
            }
            try {
                asInteger = NumberParser.integer(c, 0, c.length, Long.MIN_VALUE, Long.MAX_VALUE, "whole");
            } catch (BadCellException notWhole) {
                // likewise
            }
        }
        isInteger = asInteger != null;
        integer = isInteger ? asInteger : 0;
        isReal = asReal != null;
        real = isReal ? asReal : 0;
    }

    public boolean is(long value) {
        return isInteger && value == integer;
    }

    boolean is(double value) {
        return isReal && value == real;
    }

    boolean is(String value) {
        return text != null && value.strip().equals(text);
    }

    /** As written in a cell, without surrounding blanks. */
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
