package dev.voyage.search;

import dev.voyage.datalink.Linked;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A selected observation as an earlier life of the search left it. Once it has ended well, nothing
 * but that is kept.
 */
final class KnownObservation {

    /** How far it was. */
    enum State {
        /** Its links have not been told. */
        SELECTED,
        LINKED,
        /** Nothing more will be told of it, and nothing failed. */
        ENDED,
        /** The same, but something of it failed. */
        FAILED
    }

    private final String id;
    private final Origin origin;
    private State state = State.SELECTED;
    private List<Linked.Directory> directories = List.of();
    private final Set<String> listed = new HashSet<>();
    private final List<KnownFile> files = new ArrayList<>();
    private Map<URI, List<KnownFile>> toBeMet;

    KnownObservation(String id, Origin origin) {
        this.id = id;
        this.origin = origin;
    }

    /** Whose row it was told as selected by. */
    Origin origin() {
        return origin;
    }

    String id() {
        return id;
    }

    State state() {
        return state;
    }

    void linked(List<Linked.Directory> there) {
        state = State.LINKED;
        directories = List.copyOf(there);
    }

    void listed(String directory) {
        listed.add(directory);
    }

    boolean isListed(String directory) {
        return listed.contains(directory);
    }

    void found(KnownFile file) {
        files.add(file);
    }

    List<KnownFile> files() {
        return List.copyOf(files);
    }

    void ended(State how) {
        state = how;
        listed.clear();
        directories = List.of();
        if (how == State.ENDED) {
            files.clear();
        }
    }

    /** Its links, as they were told. */
    Linked.Found links() {
        return new Linked.Found(id, directories, List.of());
    }

    /**
     * A listing shows a file: the one that was told for it, each one once, in the order they were
     * told. One thread at a time.
     */
    Optional<KnownFile> meet(URI url) {
        List<KnownFile> same = toBeMet().get(url);
        return same == null || same.isEmpty() ? Optional.empty() : Optional.of(same.remove(0));
    }

    /** Those that no listing shows any more. */
    List<KnownFile> notMet() {
        return toBeMet().values().stream().flatMap(List::stream).toList();
    }

    private Map<URI, List<KnownFile>> toBeMet() {
        if (toBeMet == null) {
            toBeMet = new LinkedHashMap<>();
            for (KnownFile file : files) {
                toBeMet.computeIfAbsent(file.url(), url -> new ArrayList<>()).add(file);
            }
        }
        return toBeMet;
    }
}
