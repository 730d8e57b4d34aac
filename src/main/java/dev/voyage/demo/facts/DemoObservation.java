package dev.voyage.demo.facts;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One row of a catalogue: its cells, and under keys with {@code @} values known only to the archive. */
public record DemoObservation(Map<String, String> cells) {

    private static final double MJD_OF_1970 = 40_587;

    /** The cell, empty if missing. */
    public String get(String column) {
        return cells.getOrDefault(column, "");
    }

    public String id() {
        return get("obsid");
    }

    public String object() {
        return get("name").isEmpty() ? get("target_name") : get("name");
    }

    /** Right ascension and declination, degrees, for cone searches. */
    public double[] position() {
        String text = get("ra").isEmpty() ? get("@near") : get("ra") + " " + get("dec");
        return Arrays.stream(text.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** The great-circle distance from a position in degrees, by the haversine formula. */
    public double arcminTo(double ra, double dec) {
        return arcmin(position(), ra, dec);
    }

    /** The same between two positions. */
    public static double arcmin(double[] position, double ra, double dec) {
        double d1 = Math.toRadians(position[1]);
        double d2 = Math.toRadians(dec);
        double sinDec = Math.sin((d1 - d2) / 2);
        double sinRa = Math.sin(Math.toRadians(position[0] - ra) / 2);
        double h = sinDec * sinDec + Math.cos(d1) * Math.cos(d2) * sinRa * sinRa;
        return Math.toDegrees(2 * Math.asin(Math.min(1, Math.sqrt(h)))) * 60;
    }

    /** The linked directories below {@code /FTP/}, as they are written in links. */
    public List<String> directories() {
        return get("@dirs").isEmpty() ? List.of() : List.of(get("@dirs").split(" ", -1));
    }

    public Instant start() {
        double mjd = get("time").isEmpty() ? 56_900 : Double.parseDouble(get("time"));
        return Instant.ofEpochSecond(Math.round((mjd - MJD_OF_1970) * 86_400));
    }
}
