package dev.voyage.search.run;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemAdvice;
import dev.voyage.problem.ProblemType;
import dev.voyage.search.limit.QuotaLease;
import dev.voyage.search.request.ConeKey;
import dev.voyage.search.request.ConeTask;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.resume.ObservationNames;
import dev.voyage.search.resume.RecoveredCone;
import dev.voyage.search.resume.RecoveredState;
import dev.voyage.search.resume.RetryScope;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The state shared by the cone searches of one search: the ids of the rows, their number, the addresses of fetched files, and
 * whether any cone search has succeeded.
 */
public final class CrossConeState {

    private final SearchRequest request;
    private final QuotaLease share;
    private final boolean several;
    private final boolean severalCatalogues;
    private final ObservationNames names = new ObservationNames();
    private final PickedRows picked;
    private final Set<URI> met = ConcurrentHashMap.newKeySet();
    private final Map<URI, Set<String>> asked = new HashMap<>();
    private long rows;
    private boolean searched;
    private Problem failure;

    /**
     * @param rows reported in earlier runs
     * @param share of the client's row quota
     */
    CrossConeState(SearchRequest request, long rows, QuotaLease share) {
        this.share = share;
        this.request = request;
        this.several = (long) request.weight() * request.catalogues().size() > 1;
        this.severalCatalogues = request.catalogues().size() > 1;
        this.picked = new PickedRows(request.select());
        this.rows = rows;
    }

    /** Adopts the state of earlier runs, and the ids of the search that this one retries. */
    synchronized void remember(RecoveredState past, RetryScope scope) {
        past.rows.forEach(names::remember);
        scope.rows().forEach(names::remember);
        past.rows.forEach(known -> picked.picks(known.observation()));
        scope.rows().forEach(known -> picked.picks(known.observation()));
        past.selected.values().forEach(known -> names.selects(known.id(), known.origin()));
        if (!several) {
            return;
        }
        met.addAll(past.dealtWith);
        searched = past.cones.values().stream().anyMatch(RecoveredCone::isSearched);
        if (past.failure != null) {
            ProblemType kind =
                    ProblemAdvice.kind(String.valueOf(past.failure.get("type"))).orElse(ProblemType.UNAVAILABLE);
            failure = Problem.of(kind, String.valueOf(past.failure.get("detail")));
        }
    }

    /** The cone searches of the search; created anew each time, since a waiting search need not hold them. */
    public List<ConeTask> pairs() {
        return ConeTask.of(request);
    }

    /** The ids of the rows, and the owner of each observation. */
    public ObservationNames names() {
        return names;
    }

    /** Whether the request's list of observations, if it has one, contains the id of a row; called for each row. */
    public boolean picks(String observation) {
        return picked.picks(observation);
    }

    /** The problem with the ids in that list that no row has had; called when all have ended. */
    Optional<Problem> unknownPicks() {
        return picked.unknown();
    }

    /** The cone search that reported a selected observation. */
    public ConeKey origin(String observation) {
        return names.owner(observation).orElse(ConeKey.ONLY);
    }

    /**
     * Records the ids requested from a link service.
     *
     * @return those requested by cone searches before this one
     */
    public synchronized Set<String> askedBefore(URI service, List<String> ids) {
        Set<String> all = asked.computeIfAbsent(service, first -> new HashSet<>());
        Set<String> before = Set.copyOf(all);
        if (several) {
            all.addAll(ids);
        }
        return before;
    }

    /** The prefix of the paths of an observation's files. */
    public String prefix(String observation) {
        return severalCatalogues ? observation.substring(0, observation.indexOf('/') + 1) : "";
    }

    /**
     * The addresses of files that need not be fetched a second time.
     *
     * @return empty for one observation; of the whole search if several catalogues may lead to the same files
     */
    public Set<URI> met() {
        return severalCatalogues ? met : ConcurrentHashMap.newKeySet();
    }

    /**
     * Called before a row is reported, once for each.
     *
     * @param most limit of the search; the response of a single catalogue checks this limit itself
     * @return the limit that is reached, if the row must not be reported
     */
    public synchronized Optional<String> refusesRow(long most) {
        if (several && rows >= most) {
            return Optional.of(fullSearch(most));
        } else if (!share.takesRow()) {
            return Optional.of(fullClient());
        }
        rows++;
        return Optional.empty();
    }

    /** The limit that is reached, if the maximum number of rows has been reported. */
    public synchronized Optional<String> full(long most) {
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

    /** A cone search has succeeded. */
    public synchronized void searched() {
        searched = true;
    }

    synchronized void failed(Problem problem) {
        failure = failure == null ? problem : failure;
    }

    /**
     * Called when all have ended.
     *
     * @throws Problem if every cone search failed: of the first one's kind
     */
    public synchronized void refuseNothing() {
        if (failure != null && !searched) {
            throw Problem.of(failure.kind(), "no cone search came to its end; the first problem: " + failure.detail());
        }
    }
}
