package dev.voyage.search.resume;

import dev.voyage.journal.record.FileRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.uri.Urls;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The observations and files of a search that a retry is limited to.
 *
 * @param found the files of the limit that the search has
 */
record LimitedScope(String search, RetryLimit limit, List<FileRecord> found) {

    LimitedScope {
        Set<String> paths = new HashSet<>();
        found.forEach(file -> paths.add(file.file()));
        for (String path : limit.files()) {
            if (!paths.contains(path)) {
                throw Problem.badParameter("file", "search " + search + " has no file " + QuotedText.of(path));
            }
        }
    }

    /** In the order of the limit, also those of its files. */
    List<RecoveredObservation> observations(RecoveredState past) {
        Set<String> ids = new LinkedHashSet<>(limit.observations());
        found.forEach(file -> ids.add(file.observation()));
        List<RecoveredObservation> all = new ArrayList<>();
        for (String id : ids) {
            RecoveredObservation known = past.selected.get(id);
            if (known == null) {
                throw Problem.badParameter(
                        "observation", "search " + search + " has not selected an observation " + QuotedText.of(id));
            }
            all.add(known);
        }
        return all;
    }

    /** Of an observation of the limit all files; of another one those of the limit. */
    FileScope files() {
        Map<String, Set<URI>> only = new HashMap<>();
        for (FileRecord file : found) {
            if (!limit.observations().contains(file.observation())) {
                only.computeIfAbsent(file.observation(), observation -> new HashSet<>())
                        .add(Urls.parse(file.url()));
            }
        }
        return new FileScope(Map.of(), only);
    }
}
