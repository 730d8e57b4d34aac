package dev.voyage.cone.position;

import java.util.Locale;
import java.util.OptionalDouble;

/** The units of angles, in VOUnit and in common notations. */
final class AngleUnit {

    private AngleUnit() {}

    /** The degrees in one unit; 1 if nothing is written; empty if it is not a unit of angles. */
    static OptionalDouble degrees(String unit) {
        String plain = unit.strip().toLowerCase(Locale.ROOT).replaceAll("^[\"'\\[(]+|[\"'\\])]+$", "");
        return switch (plain) {
            case "", "deg", "degs", "degree", "degrees", "\u00b0", "decimal degrees", "ddeg", "d" ->
                OptionalDouble.of(1);
            case "rad", "radian", "radians" -> OptionalDouble.of(Math.toDegrees(1));
            case "h", "hr", "hrs", "hour", "hours", "hourangle" -> OptionalDouble.of(15);
            case "arcmin" -> OptionalDouble.of(1 / 60.0);
            case "arcsec" -> OptionalDouble.of(1 / 3600.0);
            case "mas" -> OptionalDouble.of(1 / 3_600_000.0);
            // formats of texts, which never apply to a number
            case "h:m:s", "d:m:s", "hms", "dms", "h m s", "d m s", "hh:mm:ss", "dd:mm:ss", "hh:mm:ss.s", "dd:mm:ss.s" ->
                OptionalDouble.of(1);
            default -> OptionalDouble.empty();
        };
    }
}
