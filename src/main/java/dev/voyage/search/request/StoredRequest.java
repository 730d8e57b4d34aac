package dev.voyage.search.request;

import dev.voyage.cone.DataRanges;
import dev.voyage.datalink.rule.LinkChoice;
import dev.voyage.sky.SkyPosition;
import java.util.List;
import java.util.Map;

/** Reads a request as {@link SearchRequest#toMap} has written it into the journal. */
public final class StoredRequest {

    private StoredRequest() {}

    /**
     * @throws dev.voyage.problem.Problem {@code BAD_PARAMETER} if an earlier version stored a request that this one does not
     *     accept
     */
    public static SearchRequest read(Map<String, Object> stored) {
        Object files = stored.get("files");
        return new SearchRequest(
                targets(stored),
                catalogues(stored),
                number(stored.get("radiusDeg")),
                (String) stored.get("where"),
                texts(files, "include"),
                texts(files, "exclude"),
                Action.of((String) stored.get("action")),
                SourcePreference.of((String) stored.get("source")),
                links(stored),
                stored.get("via") instanceof String via ? Via.of(via) : Via.AUTO,
                texts(stored, "select"),
                (String) stored.get("adql"),
                DataRanges.of((String) stored.get("band"), (String) stored.get("time")));
    }

    private static LinkChoice links(Map<String, Object> stored) {
        return stored.get("links") instanceof List<?> words
                ? LinkChoice.of(words.stream().map(String.class::cast).toList())
                : LinkChoice.DEFAULT; // of a version without this choice
    }

    private static List<Target> targets(Map<String, Object> stored) {
        if (stored.containsKey("adql")) {
            return List.of();
        } else if (stored.get("targets") instanceof List<?> several) {
            return several.stream().map(StoredRequest::target).toList();
        }
        Object position = stored.get("position");
        return List.of(target(position == null ? stored.get("target") : position));
    }

    private static Target target(Object stored) {
        return stored instanceof Map<?, ?> members
                ? new Target((String) members.get("name"), position(members))
                : new Target((String) stored, null);
    }

    private static List<String> catalogues(Map<String, Object> stored) {
        return stored.get("catalogues") instanceof List<?> several
                ? several.stream().map(String.class::cast).toList()
                : List.of((String) stored.get("catalogue"));
    }

    private static SkyPosition position(Object stored) {
        return stored instanceof Map<?, ?> position
                ? new SkyPosition(number(position.get("raDeg")), number(position.get("decDeg")))
                : null;
    }

    private static double number(Object stored) {
        return stored instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static List<String> texts(Object holder, String name) {
        return holder instanceof Map<?, ?> members && members.get(name) instanceof List<?> texts
                ? texts.stream().map(String.class::cast).toList()
                : List.of();
    }
}
