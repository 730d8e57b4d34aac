package dev.voyage.search;

import dev.voyage.problem.Problem;
import dev.voyage.sky.SkyPosition;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A place that is searched around.
 *
 * @param name to be resolved, or coordinates as text; where there is a position, only what it is called; null where it
 *     has no name
 * @param position null where the name says where it is
 */
public record Target(String name, SkyPosition position) {

    /**
     * @throws Problem {@code BAD_PARAMETER} for {@code target} where there is neither, or the name is none
     */
    public Target {
        if (name == null && position == null) {
            throw Problem.badParameter(
                    "target", "give exactly one of a target (a name or coordinates) and a position (ra and dec)");
        }
        name = name == null ? null : SearchRequest.text("target", name);
    }

    /** A name, or coordinates as text. */
    public static Target named(String name) {
        return new Target(name, null);
    }

    /** What it is called in events: its name, or its position as text. */
    String label() {
        return name == null ? coordinates() : name;
    }

    /** Its position as text; to be asked only where it has one. */
    String coordinates() {
        return position.raDeg() + " " + position.decDeg();
    }

    /** As it stands in a request: the name alone, or an object. */
    Object toJson() {
        if (position == null) {
            return name;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        if (name != null) {
            json.put("name", name);
        }
        json.put("raDeg", position.raDeg());
        json.put("decDeg", position.decDeg());
        return json;
    }
}
