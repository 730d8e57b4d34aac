package dev.voyage.condition;

import dev.voyage.votable.table.Datatype;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Compares numbers of different types without losing digits. */
final class ExactNumbers {

    private static final int LONGEST = 400;
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?+(?:\\d++(?:\\.\\d*+)?+|\\.\\d++)(?:[eE][+-]?+\\d{1,4}+)?+");

    private ExactNumbers() {}

    /** The decimal number in a text, or null. */
    static BigDecimal read(String text) {
        String stripped = text.strip();
        return stripped.length() <= LONGEST && DECIMAL.matcher(stripped).matches() ? new BigDecimal(stripped) : null;
    }

    /**
     * A literal in the precision of the column it is compared with, so that 4807.3775 equals a value that a float
     * column shows as 4807.3775. Integers stay exact.
     */
    static Number inPrecisionOf(Datatype datatype, BigDecimal literal) {
        return switch (datatype) {
            case FLOAT -> (Number) literal.floatValue();
            case DOUBLE -> (Number) literal.doubleValue();
            default -> exact(literal);
        };
    }

    private static Number exact(BigDecimal literal) {
        try {
            return literal.longValueExact();
        } catch (ArithmeticException notALong) {
            return literal;
        }
    }

    /** Neither is NaN. */
    static int compare(Number a, Number b) {
        if (a instanceof BigDecimal || b instanceof BigDecimal) {
            return compareDecimals(a, b);
        }
        boolean aReal = isReal(a);
        boolean bReal = isReal(b);
        if (aReal && bReal) {
            return compareReals(a.doubleValue(), b.doubleValue());
        }
        if (aReal) {
            return -compareMixed(b.longValue(), a.doubleValue());
        }
        return bReal ? compareMixed(a.longValue(), b.doubleValue()) : Long.compare(a.longValue(), b.longValue());
    }

    private static boolean isReal(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    /** Unlike {@link Double#compare}, -0.0 equals 0.0. */
    private static int compareReals(double a, double b) {
        return a < b ? -1 : a > b ? 1 : 0;
    }

    /** A double has 53 bits, a long 64: different obsids must not become equal in the conversion. */
    private static int compareMixed(long a, double b) {
        if (b >= 0x1p63) {
            return -1;
        }
        if (b < -0x1p63) {
            return 1;
        }
        long whole = (long) b;
        return a != whole ? Long.compare(a, whole) : compareReals(0, b - whole);
    }

    private static int compareDecimals(Number a, Number b) {
        if (isReal(a) && Double.isInfinite(a.doubleValue())) {
            return a.doubleValue() > 0 ? 1 : -1;
        }
        if (isReal(b) && Double.isInfinite(b.doubleValue())) {
            return b.doubleValue() > 0 ? -1 : 1;
        }
        return decimal(a).compareTo(decimal(b));
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return isReal(number) ? new BigDecimal(number.doubleValue()) : BigDecimal.valueOf(number.longValue());
    }
}
