package dev.voyage.search;

import dev.voyage.problem.Advice;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the cone searches of one search share: whose each observation is, how many rows there are, which addresses were
 * met, whether any of them came to its end. A search of one target in one catalogue keeps nothing of this.
 */
final class Parts {

    private final SearchRequest request;
    private final Share share;
    private final long count;
    private final boolean several;
    private final boolean severalCatalogues;
    private final Map<String, Origin> owners = new HashMap<>();
    private final Set<URI> met = ConcurrentHashMap.newKeySet();
    private long rows;
    private boolean searched;
    private Problem failure;

    /**
     * @param rows that were told in earlier lives
     * @param share of the rows that its client may have
     */
    Parts(SearchRequest request, long rows, Share share) {
        this.share = share;
        this.request = request;
        this.count = (long) request.targets().size() * request.catalogues().size();
        this.several = count > 1;
        this.severalCatalogues = request.catalogues().size() > 1;
        this.rows = rows;
    }

    /** Takes over what earlier lives have told. */
    synchronized void remember(Past past) {
        if (!several) {
            return;
        }
        past.selected.values().forEach(known -> owners.put(known.id(), known.origin()));
        met.addAll(past.dealtWith);
        searched = past.cones.values().stream().anyMatch(KnownCone::isSearched);
        if (past.failure != null) {
            Kind kind = Advice.kind(String.valueOf(past.failure.get("type"))).orElse(Kind.UNAVAILABLE);
            failure = Problem.of(kind, String.valueOf(past.failure.get("detail")));
        }
    }

    /** The cone searches of the search; made anew each time, since a search that waits need not have them. */
    List<Pair> pairs() {
        return Pair.of(request);
    }

    /** Whether the observation is this cone search's: that of the first that takes it. */
    synchronized boolean takes(String observation, Origin origin) {
        return !several || owners.computeIfAbsent(observation, first -> origin).equals(origin);
    }

    /** Whose row a selected observation was told as. */
    synchronized Origin origin(String observation) {
        return owners.getOrDefault(observation, Origin.ONLY);
    }

    /** What stands before the paths of an observation's files. */
    String prefix(String observation) {
        return severalCatalogues ? observation.substring(0, observation.indexOf('/') + 1) : "";
    }

    /**
     * The addresses of files that need not be brought a second time.
     *
     * @return empty for one observation; of the whole search where catalogues may lead to the same files
     */
    Set<URI> met() {
        return severalCatalogues ? met : ConcurrentHashMap.newKeySet();
    }

    /**
     * Before a row is told, once for each.
     *
     * @param most of the search; one catalogue's answer has this limit by itself
     * @return what is full, where it may not be told
     */
    synchronized Optional<String> refusesRow(long most) {
        if (several && rows >= most) {
            return Optional.of(fullSearch(most));
        } else if (!share.takesRow()) {
            return Optional.of(fullClient());
        }
        rows++;
        return Optional.empty();
    }

    /** What is full, where there are as many rows as there may be. */
    synchronized Optional<String> full(long most) {
        if (several && rows >= most) {
            return Optional.of(fullSearch(most));
        }
        return share.isFullOfRows() ? Optional.of(fullClient()) : Optional.empty();
    }

    private static String fullSearch(long most) {
        return "this search has " + most + " rows already (voyage.limits.rows)";
    }

    private String fullClient() {
        return "your searches have " + share.mostRows() + " rows together already (voyage.limits.rows-per-client)";
    }

    /** A cone search has come to its end. */
    synchronized void searched() {
        searched = true;
    }

    synchronized void failed(Problem problem) {
        failure = failure == null ? problem : failure;
    }

    /**
     * When all is done.
     *
     * @throws Problem where every cone search failed: of the first one's kind
     */
    synchronized void refuseNothing() {
        if (failure != null && !searched) {
            throw Problem.of(
                    failure.kind(),
                    "none of the " + count + " cone searches came to its end; the first problem: " + failure.detail());
        }
    }
}
