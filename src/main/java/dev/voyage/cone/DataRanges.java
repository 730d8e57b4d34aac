package dev.voyage.cone;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;

/**
 * The parts of the spectrum and of time that the data of rows must touch, in services for images and spectra.
 *
 * @param band vacuum wavelengths in metres; null for all
 * @param time Modified Julian Dates, days; null for all
 */
public record DataRanges(ValueInterval band, ValueInterval time) {

    /** No limits. */
    public static final DataRanges NONE = new DataRanges(null, null);

    private static final String WAVELENGTHS = "wavelengths in metres, such as \"4e-7 7e-7\"";
    private static final String DATES = "Modified Julian Dates, such as \"57754 58119\"";
    private static final double YEAR_1 = -678_575;
    private static final double YEAR_10000 = 2_973_484;

    /**
     * The ranges in two parameters, {@code band} and {@code time}.
     *
     * @param band null if not given
     * @param time null if not given
     * @throws Problem {@code BAD_PARAMETER} that names the parameter
     */
    public static DataRanges of(String band, String time) {
        return new DataRanges(
                band == null ? null : ValueInterval.of("band", WAVELENGTHS, band), time == null ? null : times(time));
    }

    private static ValueInterval times(String text) {
        ValueInterval interval = ValueInterval.of("time", DATES, text);
        if (!isYear(interval.low()) || !isYear(interval.high())) {
            throw Problem.invalidField(
                    "time", "time is within the years 1 to 9999, in " + DATES + "; not " + QuotedText.of(text));
        }
        return interval;
    }

    private static boolean isYear(double mjd) {
        return Double.isInfinite(mjd) || (mjd >= YEAR_1 && mjd < YEAR_10000);
    }

    /** Whether nothing is limited. */
    public boolean isNone() {
        return band == null && time == null;
    }

    /** The name of a parameter that limits something; to be called only if there is one. */
    public String firstName() {
        return band == null ? "time" : "band";
    }
}
