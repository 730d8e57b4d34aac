package dev.voyage.sky;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment as a year: {@code J2000.0}, {@code B1950.0}.
 *
 * @param isBesselian counted in tropical years, as FK4 does; otherwise in Julian years of 365.25 days
 * @param year with its fraction
 */
public record Equinox(boolean isBesselian, double year) {

    public static final Equinox J2000 = new Equinox(false, 2000);
    public static final Equinox B1950 = new Equinox(true, 1950);

    private static final Pattern WRITTEN = Pattern.compile("([bj])?\\s*(\\d{4}(?:\\.\\d{0,9})?)");

    /** Years without a letter before this one are Besselian, all others Julian (FITS 4.0, section 8.3). */
    private static final double JULIAN_FROM = 1984;

    /** The range of years for an equinox: the formulae of precession hold in it. */
    private static final double EARLIEST = 1700;

    private static final double LATEST = 2200;

    /** As {@code J2000}, {@code b1950.0}, {@code 1950}; empty for any other form. */
    public static Optional<Equinox> parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!written.matches()) {
            return Optional.empty();
        }
        double year = Double.parseDouble(written.group(2));
        boolean besselian =
                written.group(1) == null ? year < JULIAN_FROM : written.group(1).equals("b");
        return year < EARLIEST || year > LATEST ? Optional.empty() : Optional.of(new Equinox(besselian, year));
    }

    /** In days. */
    double julianDate() {
        return isBesselian ? 2415020.31352 + (year - 1900) * 365.242198781 : 2451545 + (year - 2000) * 365.25;
    }

    /** In centuries of 36525 days since J2000. */
    double julianCenturies() {
        return (julianDate() - 2451545) / 36525;
    }

    double besselianYear() {
        return 1900 + (julianDate() - 2415020.31352) / 365.242198781;
    }

    double julianYear() {
        return 2000 + (julianDate() - 2451545) / 365.25;
    }

    /** For example {@code B1950} or {@code J2015.5}. */
    @Override
    public String toString() {
        String number = year == Math.rint(year) ? Long.toString((long) year) : Double.toString(year);
        return (isBesselian ? "B" : "J") + number;
    }
}
