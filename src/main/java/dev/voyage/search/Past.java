package dev.voyage.search;

import dev.voyage.registry.ConeService;
import dev.voyage.sky.SkyPosition;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What earlier lives of a search have told: ids and states, no rows. A life that follows says none
 * of it again and does only what is left. Filled by {@link PastReader}, read afterwards. Targets and
 * catalogues are called as in {@link Origin}.
 */
final class Past {

    final Map<String, SkyPosition> positions = new HashMap<>();
    final Map<String, ConeService> services = new HashMap<>();
    final Set<String> failedTargets = new HashSet<>();
    final Set<String> failedServices = new HashSet<>();
    final Map<Origin, KnownCone> cones = new HashMap<>();
    /** The first of the targets, services and cone searches that failed among several; or null. */
    Map<String, Object> failure;

    boolean planned;
    /** As {@link Run#incomplete}. */
    boolean incomplete;
    /** As {@link Run#notUnderstood}. */
    boolean notUnderstood;
    /** Wanted files that have ended; bytes of those that are here. */
    long filesEnded;

    long bytesHere;
    final Map<String, KnownObservation> selected = new LinkedHashMap<>();
    final Set<String> paths = new LinkedHashSet<>();
    /** Addresses of the files that were brought or failed, in a search of several catalogues. */
    final Set<URI> dealtWith = new HashSet<>();

    private Map<Origin, List<KnownObservation>> unlinked;

    KnownCone cone(Origin origin) {
        return cones.getOrDefault(origin, KnownCone.NONE);
    }

    /** Whether one of several targets or catalogues could not be had, which was told. */
    boolean isFailed(Origin origin) {
        return failedTargets.contains(origin.target()) || failedServices.contains(origin.catalogue());
    }

    /** Whether an observation was told as a row of this cone search, and if so, whether as selected. */
    Optional<Boolean> selects(Origin origin, String observation) {
        KnownObservation known = selected.get(observation);
        KnownCone cone = cone(origin);
        if ((known != null && known.origin().equals(origin)) || cone.isRepeated(observation)) {
            return Optional.of(true);
        }
        return cone.isNotSelected(observation) ? Optional.of(false) : Optional.empty();
    }

    Optional<KnownObservation> observation(String id) {
        return Optional.ofNullable(selected.get(id));
    }

    /** Selected in this cone search, and links never told. */
    synchronized List<KnownObservation> unlinked(Origin origin) {
        if (unlinked == null) {
            unlinked = in(KnownObservation.State.SELECTED).stream()
                    .collect(Collectors.groupingBy(KnownObservation::origin));
        }
        return unlinked.getOrDefault(origin, List.of());
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
