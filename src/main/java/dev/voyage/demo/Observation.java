package dev.voyage.demo;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One row of a catalogue: its cells, and behind {@code @} what only the archive knows. */
record Observation(Map<String, String> cells) {

    private static final double MJD_OF_1970 = 40_587;

    /** The cell, empty where missing. */
    String get(String column) {
        return cells.getOrDefault(column, "");
    }

    String id() {
        return get("obsid");
    }

    String object() {
        return get("name").isEmpty() ? get("target_name") : get("name");
    }

    /** Right ascension and declination, degrees, by which a search finds it. */
    double[] position() {
        String text = get("ra").isEmpty() ? get("@near") : get("ra") + " " + get("dec");
        return Arrays.stream(text.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** The linked directories below {@code /FTP/}, as they are written in links. */
    List<String> directories() {
        return get("@dirs").isEmpty() ? List.of() : List.of(get("@dirs").split(" ", -1));
    }

    Instant start() {
        double mjd = get("time").isEmpty() ? 56_900 : Double.parseDouble(get("time"));
        return Instant.ofEpochSecond(Math.round((mjd - MJD_OF_1970) * 86_400));
    }
}
