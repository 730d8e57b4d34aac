package dev.voyage.sky;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One angle as written.
 *
 * @param negative its own sign, so that -00:30 keeps it
 * @param whole degrees or hours, with their fraction if no smaller unit follows
 * @param minutes 0 if not written
 * @param seconds 0 if not written; 60 is read as the next minute
 */
record Angle(Unit unit, boolean negative, double whole, double minutes, double seconds) {

    enum Unit {
        /** Decimal degrees. */
        DECIMAL,
        /** Marked as hours: 04h07m16s. */
        HOURS,
        /** Marked as degrees: 61d49m07s. */
        DEGREES,
        /** 04:07:16 or 04 07 16: hours as right ascension, degrees as declination. */
        PARTS
    }

    private static final String NUMBER = "(\\d+(?:\\.\\d*)?|\\.\\d+)";
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("([+-]?)(\\d{1,3})()(?::| )" + NUMBER + "(?:(?::| )" + NUMBER + ")?"),
            Pattern.compile(
                    "([+-]?)(\\d{1,3}) ?(h|d|deg|°) ?" + NUMBER + " ?(?:m|min|')(?: ?" + NUMBER + " ?(?:s|sec|\"))?",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile("([+-]?)" + NUMBER + " ?(h|d|deg|°)?()()", Pattern.CASE_INSENSITIVE));

    static Optional<Angle> read(String text) {
        for (Pattern form : FORMS) {
            Matcher m = form.matcher(text);
            if (m.matches()) {
                return Optional.of(sexagesimal(unit(m), m.group(1), m.group(2), m.group(4), m.group(5)));
            }
        }
        return Optional.empty();
    }

    static Angle sexagesimal(Unit unit, String sign, String whole, String minutes, String seconds) {
        return new Angle(unit, sign.equals("-"), number(whole), number(minutes), number(seconds));
    }

    private static Unit unit(Matcher m) {
        String mark = m.group(3) == null ? "" : m.group(3);
        if (mark.equalsIgnoreCase("h")) {
            return Unit.HOURS;
        }
        boolean parts = m.group(4) != null && !m.group(4).isEmpty();
        if (!parts) {
            return Unit.DECIMAL;
        }
        return mark.isEmpty() ? Unit.PARTS : Unit.DEGREES;
    }

    private static double number(String text) {
        return text == null || text.isEmpty() ? 0 : Double.parseDouble(text);
    }

    /** Whether this right ascension and that declination are in the same notation. */
    boolean goesWith(Angle dec) {
        return switch (unit) {
            case DECIMAL -> dec.unit == Unit.DECIMAL;
            case PARTS -> dec.unit == Unit.PARTS;
            case HOURS, DEGREES -> dec.unit == Unit.DEGREES || dec.unit == Unit.DECIMAL;
        };
    }

    double value() {
        return whole + minutes / 60 + seconds / 3600;
    }

    double signed() {
        return negative ? -value() : value();
    }

    boolean isOff(int most) {
        return value() > most || minutes >= 60 || seconds > 60;
    }
}
