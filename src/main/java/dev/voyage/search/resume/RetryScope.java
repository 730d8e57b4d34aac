package dev.voyage.search.resume;

import dev.voyage.journal.Journal;
import dev.voyage.journal.record.FileRecord;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.ConeKey;
import dev.voyage.search.request.ConeTask;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.StoredRequest;
import dev.voyage.search.request.Via;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The scope of a retry: the observations of the earlier search with remaining work, and in them the files that are missing. */
public final class RetryScope {

    /** The scope of a search that is not a retry. */
    public static final RetryScope ALL = new RetryScope(Map.of(), Map.of(), FileScope.ALL, List.of(), List.of(), false);

    /** For cone searches that had ended; all observations of the others are in scope. */
    private final Map<ConeKey, Set<String>> only;

    /** The protocols of the rows reported by the earlier searches. */
    private final Map<ConeKey, Via> protocols;

    private final FileScope files;

    /** The ids that the earlier search gave its rows. */
    private final List<KnownRow> rows;

    /** That search and those that it retried, the latest first. */
    private final List<String> searches;

    private final boolean empty;

    private RetryScope(
            Map<ConeKey, Set<String>> only,
            Map<ConeKey, Via> protocols,
            FileScope files,
            List<KnownRow> rows,
            List<String> searches,
            boolean empty) {
        this.only = only;
        this.protocols = protocols;
        this.files = files;
        this.rows = rows;
        this.searches = searches;
        this.empty = empty;
    }

    /** The remaining work of an ended search, according to its journal; if it was a retry itself, within its own scope. */
    public static Uni<RetryScope> leftBy(Journal journal, SearchRecord search) {
        return Uni.combine()
                .all()
                .unis(JournalReplay.of(journal, search.id()), of(journal, search))
                .asTuple()
                .map(both ->
                        both.getItem2().leftBy(search.id(), both.getItem1(), StoredRequest.read(search.request())));
    }

    /** The scope of a search; everything if it is not a retry. */
    public static Uni<RetryScope> of(Journal journal, SearchRecord search) {
        if (search.retryOf() == null) {
            return Uni.createFrom().item(ALL);
        }
        var limit = RetryLimit.read(search.retryOnly());
        return journal.find(search.retryOf()).chain(found -> found.map(retried -> of(journal, retried, limit))
                .orElseGet(() -> Uni.createFrom().item(ALL)));
    }

    /**
     * The scope of a retry of this ended search.
     *
     * @return fails with {@code BAD_PARAMETER} if the search has not selected an observation of the limit, or has no such file
     */
    public static Uni<RetryScope> of(Journal journal, SearchRecord search, RetryLimit limit) {
        if (limit.isNone()) {
            return leftBy(journal, search);
        }
        return Uni.combine()
                .all()
                .unis(JournalReplay.of(journal, search.id()), of(journal, search), files(journal, search.id(), limit))
                .asTuple()
                .map(all -> all.getItem2()
                        .limited(search, all.getItem1(), new LimitedScope(search.id(), limit, all.getItem3())));
    }

    private static Uni<List<FileRecord>> files(Journal journal, String search, RetryLimit limit) {
        return Multi.createFrom()
                .iterable(limit.files())
                .onItem()
                .transformToUniAndConcatenate(path -> journal.files().find(search, path))
                .select()
                .where(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asList();
    }

    private RetryScope limited(SearchRecord search, RecoveredState past, LimitedScope limit) {
        var left = new HashMap<ConeKey, Set<String>>();
        ConeTask.of(StoredRequest.read(search.request()))
                .forEach(pair -> left.put(pair.origin(), new LinkedHashSet<>()));
        limit.observations(past).forEach(each -> left.get(each.origin()).add(each.id()));
        return after(search.id(), past, left, limit.files(), false);
    }

    private RetryScope leftBy(String search, RecoveredState past, SearchRequest request) {
        var left = new HashMap<ConeKey, Set<String>>();
        var done = new LinkedHashMap<String, Set<URI>>();
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
                done.put(observation.id(), doneOf(observation));
            }
        }
        boolean nothing = pairs.stream()
                .map(ConeTask::origin)
                .allMatch(origin -> left.containsKey(origin) && left.get(origin).isEmpty());
        return after(search, past, left, files.without(done), nothing);
    }

    /** The scope of a retry of the search that has this scope. */
    private RetryScope after(
            String search, RecoveredState past, Map<ConeKey, Set<String>> left, FileScope wanted, boolean nothing) {
        var told = new ArrayList<KnownRow>(rows);
        told.addAll(past.rows);
        var all = new ArrayList<String>(List.of(search));
        all.addAll(searches);
        var by = new HashMap<ConeKey, Via>(protocols);
        past.cones.forEach((origin, cone) -> by.computeIfAbsent(origin, first -> cone.via()));
        return new RetryScope(left, by, wanted, told, all, nothing);
    }

    private static Set<URI> doneOf(RecoveredObservation observation) {
        var here = new HashSet<URI>();
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

    /** Whether a file is not in scope: it was completed or skipped before, or the retry is limited to other files. */
    public boolean isDone(String observation, URI url) {
        return files.isDone(observation, url);
    }
}
