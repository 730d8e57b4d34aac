package dev.voyage.cone;

/**
 * The parts of the spectrum and of time that the data of rows must touch, in services for images and spectra.
 *
 * @param band vacuum wavelengths in metres; null for all
 * @param time Modified Julian Dates, days; null for all
 */
public record DataRanges(ValueInterval band, ValueInterval time) {

    /** No limits. */
    public static final DataRanges NONE = new DataRanges(null, null);

    /**
     * The ranges in two parameters, {@code band} and {@code time}.
     *
     * @param band null if not given
     * @param time null if not given
     * @throws dev.voyage.problem.Problem {@code BAD_PARAMETER} that names the parameter
     */
    public static DataRanges of(String band, String time) {
        return new DataRanges(
                band == null ? null : ValueInterval.of("band", "wavelengths in metres, such as \"4e-7 7e-7\"", band),
                time == null ? null : ValueInterval.of("time", "Modified Julian Dates, such as \"57754 58119\"", time));
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
