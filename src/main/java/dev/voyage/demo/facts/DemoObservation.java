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

    /** The linked directories below {@code /FTP/}, as they are written in links. */
    public List<String> directories() {
        return get("@dirs").isEmpty() ? List.of() : List.of(get("@dirs").split(" ", -1));
    }

    public Instant start() {
        double mjd = get("time").isEmpty() ? 56_900 : Double.parseDouble(get("time"));
        return Instant.ofEpochSecond(Math.round((mjd - MJD_OF_1970) * 86_400));
    }
}
