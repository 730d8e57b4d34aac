package dev.voyage.condition;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date, optionally with a time of day, in ISO 8601 as tables write it: with a T or a blank between the two (DALI 1.1,
 * section 3.3.3, has the T, databases the blank), with or without seconds, fractions and a zone. A date without a time
 * is its midnight; a time without a zone is UTC.
 *
 * @param day since 1970-01-01
 * @param nanos of the day; a leap second is the 86401st
 */
record IsoTime(long day, long nanos) implements Comparable<IsoTime> {

    private static final int SHORTEST = 10;
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final Pattern FORM = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})"
            + "(?:(?:[Tt]|\\s{1,3})(\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9})\\d{0,9})?)?"
            + "\\s?(?:[Zz]|UTC|([+-])(\\d{2}):?(\\d{2}))?)?");

    /** The time in a text, or null. */
    static IsoTime read(String text) {
        if (text.length() < SHORTEST || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        int hours = number(form, 4);
        int minutes = number(form, 5);
        int seconds = number(form, 6);
        if (hours > 24 || minutes > 59 || seconds > 60) {
            return null;
        }
        long nanos = (hours * 3600L + minutes * 60L + seconds) * SECOND + fraction(form.group(7));
        long zone = (number(form, 9) * 3600L + number(form, 10) * 60L) * SECOND;
        try {
            long day = LocalDate.of(number(form, 1), number(form, 2), number(form, 3))
                    .toEpochDay();
            boolean leap = seconds == 60 && zone == 0;
            return leap ? new IsoTime(day, nanos) : of(day, "-".equals(form.group(8)) ? nanos + zone : nanos - zone);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static IsoTime of(long day, long nanos) {
        return new IsoTime(day + Math.floorDiv(nanos, DAY), Math.floorMod(nanos, DAY));
    }

    private static int number(Matcher form, int group) {
        return form.group(group) == null ? 0 : Integer.parseInt(form.group(group));
    }

    private static long fraction(String digits) {
        return digits == null ? 0 : Long.parseLong((digits + "000000000").substring(0, 9));
    }

    @Override
    public int compareTo(IsoTime other) {
        return day != other.day ? Long.compare(day, other.day) : Long.compare(nanos, other.nanos);
    }
}
