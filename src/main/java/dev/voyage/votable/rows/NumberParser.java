package dev.voyage.votable.rows;

import java.math.BigDecimal;

/** Parses numbers as TABLEDATA writes them, from characters in place. */
public final class NumberParser {

    private static final double[] TENS = new double[23];

    static {
        for (int i = 0; i < TENS.length; i++) {
            TENS[i] = Double.parseDouble("1e" + i); // exact up to 1e22
        }
    }

    private NumberParser() {}

    /** Decimal, or hexadecimal with {@code 0x}, which gives the bits of a number of this size. */
    static long integer(char[] c, int from, int to, long min, long max, String what) {
        int at = from;
        boolean negative = c[at] == '-';
        if ((negative || c[at] == '+') && at + 1 < to) {
            at++;
        }
        if (to - at > 2 && c[at] == '0' && (c[at + 1] | 0x20) == 'x') {
            return hexadecimal(c, from, at + 2, to, negative, min, max, what);
        }
        if (to - at > 18) {
            return unusual(c, from, to, min, max, what);
        }
        long value = 0;
        for (int i = at; i < to; i++) {
            int digit = c[i] - '0';
            if (digit < 0 || digit > 9) {
                return unusual(c, from, to, min, max, what);
            }
            value = 10 * value + digit;
        }
        value = negative ? -value : value;
        if (value < min || value > max) {
            throw BadCellException.not(what, c, from, to);
        }
        return value;
    }

    private static long hexadecimal(
            char[] c, int from, int at, int to, boolean minus, long min, long max, String what) {
        try {
            long bits = Long.parseUnsignedLong(new String(c, at, to - at), 16);
            int size = max == Long.MAX_VALUE ? 64 : Long.SIZE - Long.numberOfLeadingZeros(max) + 1;
            boolean fits = min == 0 ? bits >= 0 && bits <= max : size == 64 || bits >>> size == 0;
            if (fits) {
                long value = min == 0 ? bits : bits << (64 - size) >> (64 - size);
                return minus ? -value : value;
            }
        } catch (NumberFormatException notHexadecimal) {
            // reported below
        }
        throw BadCellException.not(what, c, from, to);
    }

    /** Long numbers, and whole numbers that careless services write as {@code 42.0} or {@code 1e3}. */
    private static long unusual(char[] c, int from, int to, long min, long max, String what) {
        if (to - from <= 64) {
            try {
                long value = new BigDecimal(c, from, to - from).longValueExact();
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException | ArithmeticException notWhole) {
                // reported below
            }
        }
        throw BadCellException.not(what, c, from, to);
    }

    /** The nearest double; also {@code NaN}, {@code Inf} and careless forms of them. */
    public static double real(char[] c, int from, int to, String what) {
        int at = from;
        boolean negative = c[at] == '-';
        if (negative || c[at] == '+') {
            at++;
        }
        long digits = 0;
        int scale = 0;
        int seen = 0;
        boolean point = false;
        for (; at < to; at++) {
            char next = c[at];
            if (next >= '0' && next <= '9') {
                digits = 10 * digits + (next - '0');
                seen += digits == 0 ? 0 : 1;
                scale += point ? 1 : 0;
                if (seen > 15) {
                    return slow(c, from, to, what);
                }
            } else if (next == '.' && !point) {
                point = true;
            } else {
                return slow(c, from, to, what);
            }
        }
        boolean empty = to - from == (point ? 1 : 0) + (c[from] == '-' || c[from] == '+' ? 1 : 0);
        if (empty || scale >= TENS.length) {
            return slow(c, from, to, what);
        }
        // both exact, so that their one division rounds correctly (W. Clinger, 1990)
        double value = digits / TENS[scale];
        return negative ? -value : value;
    }

    /** The nearest float, through the nearest double where that rounds to the same. */
    public static float real32(char[] c, int from, int to, String what) {
        double value = real(c, from, to, what);
        boolean tie = (Double.doubleToRawLongBits(value) & 0x1fffffffL) == 0x10000000L;
        boolean tiny = Math.abs(value) < Float.MIN_NORMAL && value != 0;
        return tie || tiny ? Float.parseFloat(new String(c, from, to - from)) : (float) value;
    }

    private static double slow(char[] c, int from, int to, String what) {
        if (to - from > 1000) {
            throw BadCellException.not(what, c, from, to);
        }
        String text = new String(c, from, to - from);
        char last = c[to - 1];
        boolean number = (last >= '0' && last <= '9') || last == '.';
        try {
            if (number && text.indexOf('x') < 0 && text.indexOf('X') < 0) {
                return Double.parseDouble(text);
            }
        } catch (NumberFormatException notANumber) {
            throw BadCellException.not(what, c, from, to);
        }
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw BadCellException.not(what, c, from, to);
        };
    }
}
