package dev.voyage.cone;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.regex.Pattern;

/**
 * An interval of numbers with both ends, as DALI writes it (DALI 1.1, section 3.3.4); a single value is an interval of length zero.
 *
 * @param low negative infinity for none
 * @param high infinity for none
 */
public record ValueInterval(double low, double high) {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,3})?|[+-]?[iI][nN][fF]");

    public ValueInterval {
        if (!(low <= high) || low == Double.POSITIVE_INFINITY || high == Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException("low must be at most high: " + low + " " + high);
        }
    }

    /**
     * Parses one number, or two with blanks between them; {@code -Inf} and {@code +Inf} leave an end open.
     *
     * @param name of the parameter
     * @param meaning of the numbers, with an example
     * @throws Problem {@code BAD_PARAMETER} for the parameter
     */
    static ValueInterval of(String name, String meaning, String text) {
        String[] parts = text.strip().split("\\s+", -1);
        if (parts.length > 2 || !isNumber(parts[0]) || !isNumber(parts[parts.length - 1])) {
            throw refused(name, "is a number, or two with a blank between them: " + meaning, text);
        }
        double low = number(parts[0]);
        double high = number(parts[parts.length - 1]);
        if (!(low <= high)) {
            throw refused(name, "begins with its lower end: " + meaning, text);
        } else if (low == high ? Double.isInfinite(low) : Double.isInfinite(low) && Double.isInfinite(high)) {
            throw refused(name, "has a number at one of its ends: " + meaning, text);
        }
        return new ValueInterval(low, high);
    }

    private static Problem refused(String name, String rule, String text) {
        return Problem.invalidField(name, name + " " + rule + "; not " + QuotedText.of(text));
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    private static double number(String text) {
        boolean infinite = text.toLowerCase(java.util.Locale.ROOT).endsWith("inf");
        return infinite
                ? (text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
                : Double.parseDouble(text);
    }

    /** In the form that {@link #of} parses, without exponents. */
    public String text() {
        return low == high ? end(low) : end(low) + " " + end(high);
    }

    private static String end(double number) {
        return Double.isInfinite(number) ? (number < 0 ? "-Inf" : "+Inf") : PositionQuery.plain(number);
    }
}
