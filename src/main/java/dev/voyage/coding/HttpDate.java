package dev.voyage.coding;

import java.time.DateTimeException;
import java.time.Instant;
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
        int year = now.atOffset(ZoneOffset.UTC).getYear();
        return parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                .or(() -> parse(date, ASCTIME))
                .or(() -> parse(date, rfc850(year + MOST_YEARS_AHEAD)).filter(time -> !isTooFarAhead(time, now)))
                .or(() -> parse(date, rfc850(year + MOST_YEARS_AHEAD - 1)));
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
