package dev.voyage.search;

import dev.voyage.registry.ConeService;
import dev.voyage.sky.SkyPosition;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What earlier lives of a search have told: ids and states, no rows. A life that follows says none
 * of it again and does only what is left. Filled by {@link PastReader}, read afterwards.
 */
final class Past {

    SkyPosition position;
    ConeService service;
    /** The catalogue was read to its end: there are no other observations. */
    boolean searched;

    boolean planned;
    /** As {@link Run#incomplete}. */
    boolean incomplete;
    /** As {@link Run#notUnderstood}. */
    boolean notUnderstood;
    /** Wanted files that have ended; bytes of those that are here. */
    long filesEnded;

    long bytesHere;
    final Map<String, KnownObservation> selected = new LinkedHashMap<>();
    final Set<String> notSelected = new LinkedHashSet<>();
    final Set<String> paths = new LinkedHashSet<>();

    /** Whether an observation was told, and if so, whether as selected. */
    Optional<Boolean> selects(String observation) {
        if (selected.containsKey(observation)) {
            return Optional.of(true);
        }
        return notSelected.contains(observation) ? Optional.of(false) : Optional.empty();
    }

    Optional<KnownObservation> observation(String id) {
        return Optional.ofNullable(selected.get(id));
    }

    /** Selected, and links never told. */
    List<KnownObservation> unlinked() {
        return in(KnownObservation.State.SELECTED);
    }

    /** Linked, and not at their end. */
    List<KnownObservation> underWay() {
        return in(KnownObservation.State.LINKED);
    }

    private List<KnownObservation> in(KnownObservation.State state) {
        return selected.values().stream()
                .filter(observation -> observation.state() == state)
                .toList();
    }
}
