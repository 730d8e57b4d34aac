package dev.voyage.search;

import dev.voyage.journal.Journal;
import dev.voyage.journal.SearchRecord;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a retry is about: the observations of the search before that have something left to do, and in them the files that are not here. */
final class Scope {

    /** Of a search that is no retry. */
    static final Scope ALL = new Scope(null, Map.of());

    private final Set<String> onlyOrNull;
    private final Map<String, Set<URI>> done;

    private Scope(Set<String> onlyOrNull, Map<String, Set<URI>> done) {
        this.onlyOrNull = onlyOrNull;
        this.done = done;
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
                .map(both -> both.getItem2().leftBy(both.getItem1(), Action.of((String)
                        search.request().get("action"))));
    }

    /** What a search is about that retries this one; everything where it retries none. */
    static Uni<Scope> of(Journal journal, String retryOfOrNull) {
        return retryOfOrNull == null
                ? Uni.createFrom().item(ALL)
                : journal.find(retryOfOrNull).chain(found -> found.map(search -> leftBy(journal, search))
                        .orElseGet(() -> Uni.createFrom().item(ALL)));
    }

    private Scope leftBy(Past past, Action action) {
        if (!past.searched) {
            return this; // it never came to its observations
        }
        var only = new LinkedHashSet<String>();
        var files = new LinkedHashMap<String, Set<URI>>();
        for (KnownObservation observation : past.selected.values()) {
            if (!isDone(observation.state(), action)) {
                only.add(observation.id());
                var here = new HashSet<>(done.getOrDefault(observation.id(), Set.of()));
                observation.files().stream()
                        .filter(file ->
                                file.state() == KnownFile.State.HERE || file.state() == KnownFile.State.LEFT_OUT)
                        .forEach(file -> here.add(file.url()));
                files.put(observation.id(), here);
            }
        }
        return new Scope(only, files);
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
        return onlyOrNull != null && onlyOrNull.isEmpty();
    }

    /** Whether an observation is to be told at all. */
    boolean wants(String observation) {
        return onlyOrNull == null || onlyOrNull.contains(observation);
    }

    /** Those that must be in the catalogue's answer. */
    Set<String> expected() {
        return onlyOrNull == null ? Set.of() : onlyOrNull;
    }

    /** Whether a file has been dealt with before. */
    boolean isDone(String observation, URI url) {
        return done.getOrDefault(observation, Set.of()).contains(url);
    }
}
