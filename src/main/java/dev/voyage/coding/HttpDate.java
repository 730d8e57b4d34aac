package dev.voyage.coding;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/**
 * Times in header fields, to the second.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110, 5.6.7</a>
 */
public final class HttpDate {

    /** The preferred form. Java's own RFC_1123 formatter writes days before the tenth with one digit. */
    private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    /** The form of C's asctime: a day before the tenth has a blank in front. */
    private static final DateTimeFormatter ASCTIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("EEE MMM ppd HH:mm:ss uuuu")
            .toFormatter(Locale.US)
            .withZone(ZoneOffset.UTC);

    private static final int IMF_LENGTH = 29;
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final String DAYS = "MonTueWedThuFriSatSun";

    /** A year of two digits is never this far in the future. */
    private static final int MOST_YEARS_AHEAD = 50;

    private HttpDate() {}

    /** In the preferred form; fractions of a second are dropped. */
    public static String text(Instant time) {
        return IMF_FIXDATE.format(time);
    }

    /** Reads any of the three forms as of now, which decides the century of a year of two digits. */
    public static Optional<Instant> parse(String text) {
        return parse(text, Instant.now());
    }

    /**
     * Reads any of the three forms: the preferred one (also with another zone or without a day's name, as mail has it), that of
     * RFC 850 and that of asctime.
     *
     * @param now decides the century of a year of two digits
     * @return empty if it is none of them; the time is then unknown
     */
    public static Optional<Instant> parse(String text, Instant now) {
        String date = text.strip();
        Optional<Instant> preferred = preferred(date);
        if (preferred.isPresent()) {
            return preferred;
        }
        int year = now.atOffset(ZoneOffset.UTC).getYear();
        return parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                .or(() -> parse(date, ASCTIME))
                .or(() -> parse(date, rfc850(year + MOST_YEARS_AHEAD)).filter(time -> !isTooFarAhead(time, now)))
                .or(() -> parse(date, rfc850(year + MOST_YEARS_AHEAD - 1)));
    }

    /**
     * The preferred form, which nearly all servers send, without a formatter's work for each header of each file; empty also
     * where a formatter might still read it.
     */
    private static Optional<Instant> preferred(String date) {
        if (date.length() != IMF_LENGTH
                || !date.endsWith(" GMT")
                || date.charAt(19) != ':'
                || date.charAt(22) != ':'
                || date.charAt(7) != ' '
                || date.charAt(11) != ' '
                || date.charAt(16) != ' ') {
            return Optional.empty();
        }
        int month = MONTHS.indexOf(date.substring(8, 11));
        int day = number(date, 5, 7);
        int year = number(date, 12, 16);
        int hour = number(date, 17, 19);
        int minute = number(date, 20, 22);
        int second = number(date, 23, 25);
        if (month < 0 || month % 3 != 0 || day < 1 || day > 31 || year < 1583 || hour < 0 || hour > 23) {
            return Optional.empty();
        } else if (minute < 0 || minute > 59 || second < 0 || second > 59) {
            return Optional.empty();
        }
        LocalDate first = LocalDate.of(year, month / 3 + 1, 1);
        if (day > first.lengthOfMonth()) {
            return Optional.empty();
        }
        LocalDate on = first.withDayOfMonth(day);
        String name = DAYS.substring(
                (on.getDayOfWeek().getValue() - 1) * 3, on.getDayOfWeek().getValue() * 3);
        return date.startsWith(name + ", ")
                ? Optional.of(on.atTime(hour, minute, second).toInstant(ZoneOffset.UTC))
                : Optional.empty();
    }

    /** The digits as a number; negative if one of them is none. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = 10 * number + digit - '0';
        }
        return number;
    }

    private static boolean isTooFarAhead(Instant time, Instant now) {
        return time.isAfter(
                now.atOffset(ZoneOffset.UTC).plusYears(MOST_YEARS_AHEAD).toInstant());
    }

    /** The obsolete form with the day's whole name; its years are the hundred up to this one. */
    private static DateTimeFormatter rfc850(int lastYear) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, lastYear - 99)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.US)
                .withZone(ZoneOffset.UTC);
    }

    private static Optional<Instant> parse(String text, DateTimeFormatter form) {
        try {
            return Optional.of(form.parse(text, Instant::from));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
