package dev.voyage.search.resume;

import dev.voyage.problem.Problem;
import java.util.List;
import java.util.Map;

/**
 * The observations and files that a retry is limited to, whether they failed or not; none of both: everything that failed.
 *
 * @param observations ids, each with all of its files
 * @param files paths as the events of the retried search name them
 */
public record RetryLimit(List<String> observations, List<String> files) {

    /** No limit. */
    public static final RetryLimit NONE = new RetryLimit(List.of(), List.of());

    private static final String OBSERVATIONS = "observations";
    private static final String FILES = "files";
    private static final int MOST = 10_000;
    private static final int LONGEST = 4096;

    /** @throws Problem {@code BAD_PARAMETER} that names the parameter of the API */
    public RetryLimit {
        observations = checked("observation", observations);
        files = checked("file", files);
    }

    private static List<String> checked(String name, List<String> given) {
        if (given.size() > MOST) {
            throw Problem.badParameter(name, "at most " + MOST + " of " + name + ", not " + given.size());
        } else if (given.stream().anyMatch(text -> text.isBlank() || text.length() > LONGEST)) {
            throw Problem.badParameter(name, name + " must have 1 to " + LONGEST + " characters");
        }
        return given.stream().distinct().toList();
    }

    public boolean isNone() {
        return observations.isEmpty() && files.isEmpty();
    }

    /** The limit in its stored form, JSON-ready; null for none. */
    public Map<String, Object> toMap() {
        return isNone() ? null : Map.of(OBSERVATIONS, observations, FILES, files);
    }

    /** @param stored as by {@link #toMap} */
    public static RetryLimit read(Map<String, Object> stored) {
        return stored == null ? NONE : new RetryLimit(texts(stored, OBSERVATIONS), texts(stored, FILES));
    }

    private static List<String> texts(Map<String, Object> stored, String name) {
        return stored.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
