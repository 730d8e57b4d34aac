package dev.voyage.search.request;

import dev.voyage.problem.Problem;
import dev.voyage.sky.SkyPosition;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A position to search around.
 *
 * @param name to be resolved, or coordinates as text; if there is a position, only a label; null if it has no name
 * @param position null if the name determines it
 */
public record Target(String name, SkyPosition position) {

    /** @throws Problem {@code BAD_PARAMETER} for {@code target} if both are missing, or the name is invalid */
    public Target {
        if (name == null && position == null) {
            throw Problem.invalidField(
                    "target", "give exactly one of a target (a name or coordinates) and a position (ra and dec)");
        }
        name = name == null ? null : SearchRequest.text("target", name);
    }

    /** A name, or coordinates as text. */
    public static Target named(String name) {
        return new Target(name, null);
    }

    /** Its label in events: its name, or its position as text. */
    public String label() {
        return name == null ? coordinates() : name;
    }

    /** Its position as text; to be called only if it has one. */
    public String coordinates() {
        return position.raDeg() + " " + position.decDeg();
    }

    /** Its form in a request: the name alone, or an object. */
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
