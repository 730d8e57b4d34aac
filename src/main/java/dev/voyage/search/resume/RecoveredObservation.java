package dev.voyage.search.resume;

import dev.voyage.cone.identity.RowHash;
import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.search.request.ConeKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A selected observation as an earlier run of the search left it. Once it has ended without failures, only that fact is kept. */
public final class RecoveredObservation {

    /** The state of the observation. */
    public enum State {
        /** Its links have not been recorded. */
        SELECTED,
        LINKED,
        /** It has ended, and nothing failed. */
        ENDED,
        /** It has ended, and part of it failed. */
        FAILED
    }

    private final String id;
    private final ConeKey origin;
    private final RowHash content;
    private State state = State.SELECTED;
    private long refused;
    private List<LinkResult.Directory> directories = List.of();
    private List<LinkResult.Other> linkedFiles = List.of();
    private final Set<String> listed = new HashSet<>();
    private final List<RecoveredFile> files = new ArrayList<>();
    private Map<URI, List<RecoveredFile>> toBeMet;

    RecoveredObservation(String id, ConeKey origin, RowHash content) {
        this.id = id;
        this.origin = origin;
        this.content = content;
    }

    /** The content of its row. */
    RowHash content() {
        return content;
    }

    /** The cone search that reported its row as selected. */
    public ConeKey origin() {
        return origin;
    }

    public String id() {
        return id;
    }

    public State state() {
        return state;
    }

    void linked(List<LinkResult.Directory> there, List<LinkResult.Other> linked) {
        state = State.LINKED;
        directories = List.copyOf(there);
        linkedFiles = List.copyOf(linked);
    }

    /** @param lost entries of it that could not be fetched */
    void listed(String directory, long lost) {
        listed.add(directory);
        refused += lost;
    }

    /** The number of entries that could not be fetched, of all recorded directories. */
    public long refused() {
        return refused;
    }

    public boolean isListed(String directory) {
        return listed.contains(directory);
    }

    void found(RecoveredFile file) {
        files.add(file);
    }

    List<RecoveredFile> files() {
        return List.copyOf(files);
    }

    void ended(State how) {
        state = how;
        listed.clear();
        directories = List.of();
        linkedFiles = List.of();
        if (how == State.ENDED) {
            files.clear();
        }
    }

    /** Its recorded links. */
    public LinkResult.Found links() {
        return new LinkResult.Found(id, directories, linkedFiles);
    }

    /**
     * The recorded file for an address in a listing; each one is returned once, in the order of the records. One thread at a
     * time.
     */
    public Optional<RecoveredFile> meet(URI url) {
        List<RecoveredFile> same = toBeMet().get(url);
        return same == null || same.isEmpty() ? Optional.empty() : Optional.of(same.remove(0));
    }

    /** Whether a recorded file has this address and has not been returned by {@link #meet}. */
    public boolean isToBeMet(URI url) {
        return !toBeMet().getOrDefault(url, List.of()).isEmpty();
    }

    /** The recorded files that no listing shows any more. */
    public List<RecoveredFile> notMet() {
        return toBeMet().values().stream().flatMap(List::stream).toList();
    }

    private Map<URI, List<RecoveredFile>> toBeMet() {
        if (toBeMet == null) {
            toBeMet = new LinkedHashMap<>();
            for (RecoveredFile file : files) {
                toBeMet.computeIfAbsent(file.url(), url -> new ArrayList<>()).add(file);
            }
        }
        return toBeMet;
    }
}
