package dev.voyage.search.resume;

import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The files of observations that a retry is about.
 *
 * @param done by observation: files that are not in scope
 * @param only by observation: the only files in scope; an observation without an entry has no such limit
 */
record FileScope(Map<String, Set<URI>> done, Map<String, Set<URI>> only) {

    /** All files. */
    static final FileScope ALL = new FileScope(Map.of(), Map.of());

    boolean isDone(String observation, URI url) {
        Set<URI> limit = only.get(observation);
        return done.getOrDefault(observation, Set.of()).contains(url) || (limit != null && !limit.contains(url));
    }

    /** The same without more files. */
    FileScope without(Map<String, Set<URI>> more) {
        var all = new HashMap<String, Set<URI>>(done);
        more.forEach((observation, files) -> all.merge(observation, files, (some, others) -> {
            var both = new HashSet<>(some);
            both.addAll(others);
            return both;
        }));
        return new FileScope(all, only);
    }
}
