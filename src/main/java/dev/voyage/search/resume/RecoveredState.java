package dev.voyage.search.resume;

import dev.voyage.cone.identity.RowHash;
import dev.voyage.registry.ConeService;
import dev.voyage.search.request.ConeKey;
import dev.voyage.search.request.Via;
import dev.voyage.search.run.SearchRun;
import dev.voyage.sky.SkyPosition;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The recorded state of a search from its earlier runs: ids and states, no rows. A later run repeats no event and does only the
 * remaining work. Filled by {@link JournalReplay}, read afterwards. Targets and catalogues are named as in {@link ConeKey}.
 */
public final class RecoveredState {

    public final Map<String, SkyPosition> positions = new HashMap<>();
    public final Map<String, ConeService> services = new HashMap<>();
    /** The protocols of the services, as in the events; cone searches in those of earlier versions. */
    public final Map<String, Via> protocols = new HashMap<>();
    /** The tables that are queried by TAP, as in the events. */
    public final Map<String, String> taps = new HashMap<>();

    final Set<String> failedTargets = new HashSet<>();
    final Set<String> failedServices = new HashSet<>();
    public final Map<ConeKey, RecoveredCone> cones = new HashMap<>();
    /** The first failure of a target, service or cone search among several; or null. */
    public Map<String, Object> failure;

    public boolean planned;
    /** As {@link SearchRun#incomplete}. */
    public boolean incomplete;
    /** As {@link SearchRun#notUnderstood}. */
    public boolean notUnderstood;
    /** Files that have ended, without the excluded ones; bytes of the complete ones. */
    public long filesEnded;

    public long bytesHere;
    /** Every reported row, once for each observation. */
    public final List<KnownRow> rows = new ArrayList<>();

    public final Map<String, RecoveredObservation> selected = new LinkedHashMap<>();
    /** The observation that each file belongs to. */
    public final Map<String, String> paths = new LinkedHashMap<>();

    /** Addresses of the files that were fetched or failed, in a search of several catalogues. */
    public final Set<URI> dealtWith = new HashSet<>();

    private Map<ConeKey, List<RecoveredObservation>> unlinked;

    public RecoveredCone cone(ConeKey origin) {
        return cones.getOrDefault(origin, RecoveredCone.NONE);
    }

    /** Whether one of several targets or catalogues was recorded as failed. */
    public boolean isFailed(ConeKey origin) {
        return failedTargets.contains(origin.target()) || failedServices.contains(origin.catalogue());
    }

    /**
     * Whether a row was reported for this cone search, and if so, whether as selected.
     *
     * @param observation its id
     * @param occurrence 1 for the first row of its response with this content, 2 for the next
     */
    public Optional<Boolean> selects(ConeKey origin, String observation, RowHash content, int occurrence) {
        RecoveredCone cone = cone(origin);
        RecoveredObservation known = selected.get(observation);
        boolean isIts = known != null && known.origin().equals(origin);
        // of a cone search that has ended only the selected rows are remembered; one that has changed is recognized by
        // its id
        return isIts && (cone.isSearched() || !known.content().equals(content))
                ? Optional.of(true)
                : cone.selects(content, occurrence);
    }

    public Optional<RecoveredObservation> observation(String id) {
        return Optional.ofNullable(selected.get(id));
    }

    /** Selected in this cone search, without recorded links. */
    public synchronized List<RecoveredObservation> unlinked(ConeKey origin) {
        if (unlinked == null) {
            unlinked = in(RecoveredObservation.State.SELECTED).stream()
                    .collect(Collectors.groupingBy(RecoveredObservation::origin));
        }
        return unlinked.getOrDefault(origin, List.of());
    }

    /** Linked, and not ended. */
    public List<RecoveredObservation> underWay() {
        return in(RecoveredObservation.State.LINKED);
    }

    private List<RecoveredObservation> in(RecoveredObservation.State state) {
        return selected.values().stream()
                .filter(observation -> observation.state() == state)
                .toList();
    }
}
