package dev.voyage.search.resume;

import dev.voyage.journal.Journal;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.ConeKey;
import dev.voyage.search.request.ConeTask;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.StoredRequest;
import dev.voyage.search.request.Via;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The scope of a retry: the observations of the earlier search with remaining work, and in them the files that are missing. */
public final class RetryScope {

    /** The scope of a search that is not a retry. */
    public static final RetryScope ALL = new RetryScope(Map.of(), Map.of(), Map.of(), List.of(), List.of(), false);

    /** For cone searches that had ended; all observations of the others are in scope. */
    private final Map<ConeKey, Set<String>> only;

    /** The protocols of the rows reported by the earlier searches. */
    private final Map<ConeKey, Via> protocols;

    private final Map<String, Set<URI>> done;

    /** The ids that the earlier search gave its rows. */
    private final List<KnownRow> rows;

    /** That search and those that it retried, the latest first. */
    private final List<String> searches;

    private final boolean empty;

    private RetryScope(
            Map<ConeKey, Set<String>> only,
            Map<ConeKey, Via> protocols,
            Map<String, Set<URI>> done,
            List<KnownRow> rows,
            List<String> searches,
            boolean empty) {
        this.only = only;
        this.protocols = protocols;
        this.done = done;
        this.rows = rows;
        this.searches = searches;
        this.empty = empty;
    }

    /** The remaining work of an ended search, according to its journal; if it was a retry itself, within its own scope. */
    public static Uni<RetryScope> leftBy(Journal journal, SearchRecord search) {
        return Uni.combine()
                .all()
                .unis(JournalReplay.of(journal, search.id()), of(journal, search.retryOf()))
                .asTuple()
                .map(both ->
                        both.getItem2().leftBy(search.id(), both.getItem1(), StoredRequest.read(search.request())));
    }

    /** The scope of a search that retries this one; everything if it is not a retry. */
    public static Uni<RetryScope> of(Journal journal, String retryOfOrNull) {
        return retryOfOrNull == null
                ? Uni.createFrom().item(ALL)
                : journal.find(retryOfOrNull).chain(found -> found.map(search -> leftBy(journal, search))
                        .orElseGet(() -> Uni.createFrom().item(ALL)));
    }

    private RetryScope leftBy(String search, RecoveredState past, SearchRequest request) {
        var left = new HashMap<ConeKey, Set<String>>();
        var files = new LinkedHashMap<String, Set<URI>>(done);
        List<ConeTask> pairs = ConeTask.of(request);
        for (ConeTask pair : pairs) {
            ConeKey origin = pair.origin();
            if (past.cone(origin).isSearched()) {
                left.put(origin, new LinkedHashSet<>());
            } else if (only.containsKey(origin)) {
                left.put(origin, only.get(origin)); // it never reached its observations
            }
        }
        for (RecoveredObservation observation : past.selected.values()) {
            boolean listed = past.cone(observation.origin()).isSearched();
            if (listed && !isDone(observation.state(), request.action())) {
                left.get(observation.origin()).add(observation.id());
                files.put(observation.id(), doneOf(observation));
            }
        }
        boolean nothing = pairs.stream()
                .map(ConeTask::origin)
                .allMatch(origin -> left.containsKey(origin) && left.get(origin).isEmpty());
        var told = new ArrayList<KnownRow>(rows);
        told.addAll(past.rows);
        var all = new ArrayList<String>(List.of(search));
        all.addAll(searches);
        var by = new HashMap<ConeKey, Via>(protocols);
        past.cones.forEach((origin, cone) -> by.computeIfAbsent(origin, first -> cone.via()));
        return new RetryScope(left, by, files, told, all, nothing);
    }

    private Set<URI> doneOf(RecoveredObservation observation) {
        var here = new HashSet<>(done.getOrDefault(observation.id(), Set.of()));
        observation.files().stream()
                .filter(file -> !file.isOpen()
                        && file.state() != RecoveredFile.State.FAILED
                        && file.state() != RecoveredFile.State.DIRECTORY)
                .forEach(file -> here.add(file.url()));
        return here;
    }

    private static boolean isDone(RecoveredObservation.State state, Action action) {
        return switch (state) {
            case ENDED -> true;
            case FAILED -> false;
            case LINKED -> action == Action.LINKS;
            case SELECTED -> action == Action.OBSERVATIONS;
        };
    }

    public boolean isEmpty() {
        return empty;
    }

    /** Whether a cone search has no remaining work. */
    public boolean skips(ConeKey origin) {
        return only.containsKey(origin) && only.get(origin).isEmpty();
    }

    /** The ids of the rows that the earlier search has reported. */
    public List<KnownRow> rows() {
        return rows;
    }

    /** The searches with journals that contain them, the latest first. */
    public List<String> searches() {
        return searches;
    }

    /** Whether only some observations of a cone search are in scope. */
    public boolean isLimited(ConeKey origin) {
        return only.containsKey(origin);
    }

    /** Whether an observation is in scope. */
    public boolean wants(ConeKey origin, String observation) {
        return !only.containsKey(origin) || only.get(origin).contains(observation);
    }

    /** The protocol of the rows that earlier searches have reported for a cone search; null if there are none. */
    public Via via(ConeKey origin) {
        return protocols.get(origin);
    }

    /** The observations that must be in the catalogue's response. */
    public Set<String> expected(ConeKey origin) {
        return only.getOrDefault(origin, Set.of());
    }

    /** Whether a file was completed or skipped before. */
    public boolean isDone(String observation, URI url) {
        return done.getOrDefault(observation, Set.of()).contains(url);
    }
}
