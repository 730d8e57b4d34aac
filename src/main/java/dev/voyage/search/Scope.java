package dev.voyage.search;

import dev.voyage.journal.Journal;
import dev.voyage.journal.SearchRecord;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a retry is about: the observations of the search before that have something left to do, and in them the files that are not here. */
final class Scope {

    /** Of a search that is no retry. */
    static final Scope ALL = new Scope(Map.of(), Map.of(), false);

    /** Of cone searches that had come to their ends; of the others everything is wanted. */
    private final Map<Origin, Set<String>> only;

    private final Map<String, Set<URI>> done;
    private final boolean empty;

    private Scope(Map<Origin, Set<String>> only, Map<String, Set<URI>> done, boolean empty) {
        this.only = only;
        this.done = done;
        this.empty = empty;
    }

    /**
     * What a search that has ended, as its journal tells, has left to do; where it was a retry
     * itself, of what that was about.
     */
    static Uni<Scope> leftBy(Journal journal, SearchRecord search) {
        return Uni.combine()
                .all()
                .unis(PastReader.of(journal, search.id()), of(journal, search.retryOf()))
                .asTuple()
                .map(both -> both.getItem2().leftBy(both.getItem1(), StoredRequest.read(search.request())));
    }

    /** What a search is about that retries this one; everything where it retries none. */
    static Uni<Scope> of(Journal journal, String retryOfOrNull) {
        return retryOfOrNull == null
                ? Uni.createFrom().item(ALL)
                : journal.find(retryOfOrNull).chain(found -> found.map(search -> leftBy(journal, search))
                        .orElseGet(() -> Uni.createFrom().item(ALL)));
    }

    private Scope leftBy(Past past, SearchRequest request) {
        var left = new HashMap<Origin, Set<String>>();
        var files = new LinkedHashMap<String, Set<URI>>(done);
        List<Pair> pairs = Pair.of(request);
        for (Pair pair : pairs) {
            Origin origin = pair.origin();
            if (past.cone(origin).isSearched()) {
                left.put(origin, new LinkedHashSet<>());
            } else if (only.containsKey(origin)) {
                left.put(origin, only.get(origin)); // it never came to its observations
            }
        }
        for (KnownObservation observation : past.selected.values()) {
            boolean listed = past.cone(observation.origin()).isSearched();
            if (listed && !isDone(observation.state(), request.action())) {
                left.get(observation.origin()).add(observation.id());
                files.put(observation.id(), doneOf(observation));
            }
        }
        boolean nothing = pairs.stream()
                .map(Pair::origin)
                .allMatch(origin -> left.containsKey(origin) && left.get(origin).isEmpty());
        return new Scope(left, files, nothing);
    }

    private Set<URI> doneOf(KnownObservation observation) {
        var here = new HashSet<>(done.getOrDefault(observation.id(), Set.of()));
        observation.files().stream()
                .filter(file -> file.state() == KnownFile.State.HERE || file.state() == KnownFile.State.LEFT_OUT)
                .forEach(file -> here.add(file.url()));
        return here;
    }

    private static boolean isDone(KnownObservation.State state, Action action) {
        return switch (state) {
            case ENDED -> true;
            case FAILED -> false;
            case LINKED -> action == Action.LINKS;
            case SELECTED -> action == Action.OBSERVATIONS;
        };
    }

    boolean isEmpty() {
        return empty;
    }

    /** Whether nothing of a cone search is left to do. */
    boolean skips(Origin origin) {
        return only.containsKey(origin) && only.get(origin).isEmpty();
    }

    /** Whether an observation is to be told at all. */
    boolean wants(Origin origin, String observation) {
        return !only.containsKey(origin) || only.get(origin).contains(observation);
    }

    /** Those that must be in the catalogue's answer. */
    Set<String> expected(Origin origin) {
        return only.getOrDefault(origin, Set.of());
    }

    /** Whether a file has been dealt with before. */
    boolean isDone(String observation, URI url) {
        return done.getOrDefault(observation, Set.of()).contains(url);
    }
}
