package dev.voyage.search.schedule;

import dev.voyage.journal.Journal;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.Searches;
import dev.voyage.search.limit.ClientQuotas;
import dev.voyage.search.limit.QuotaLease;
import dev.voyage.search.limit.SearchLimits;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.StoredRequest;
import dev.voyage.search.request.Submitter;
import dev.voyage.search.run.SearchRun;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;

/** The operations on existing searches: pausing, resuming, cancelling, taking over from a process that has ended. */
public final class SearchLifecycle {

    private static final Logger LOG = Logger.getLogger(SearchLifecycle.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** The client of a search that ends with its process: a terminal command. */
    public static final String TERMINAL = "terminal";

    private final SearchScheduler floor;
    private final Journal journal;
    private final SearchLimits limits;
    private final ClientQuotas allowances;
    private final Clock clock;
    private final SerialExecutor turnstile = new SerialExecutor();
    /** The held searches, each with the key that per-client limits count by. */
    private final Map<String, String> held = new ConcurrentHashMap<>();

    public SearchLifecycle(
            SearchScheduler floor, Journal journal, SearchLimits limits, ClientQuotas allowances, Clock clock) {
        this.floor = floor;
        this.journal = journal;
        this.limits = limits;
        this.allowances = allowances;
        this.clock = clock;
        floor.onEndLost(this::endLater);
    }

    /** As in {@link Searches}. */
    public int count(Phase phase) {
        return switch (phase) {
            case EXECUTING -> floor.executing();
            case QUEUED -> floor.queued();
            case HELD -> held.size();
            case PENDING, COMPLETED, ERROR, ABORTED -> 0;
        };
    }

    /**
     * @param counted as in {@link Submitter}
     * @param share of the client's quota; closed by the run
     */
    public SearchRun run(SearchRecord search, SearchRequest request, String counted, QuotaLease share) {
        OptionalLong mostBytes = limits.bytesPerSearch()
                .map(most -> OptionalLong.of(most.asLongValue()))
                .orElseGet(OptionalLong::empty);
        return new SearchRun(search, request, counted, share, mostBytes, journal, clock);
    }

    /** As in {@link Searches}. */
    public Uni<SearchRecord> cancel(String id) {
        return turnstile.pass(() -> known(id).chain(search -> {
            if (search.phase().isEnd()) {
                return Uni.createFrom().item(search);
            } else if (held.remove(id) != null) {
                return orEndLater(id, end(search, Outcome.CANCELLED, null)).chain(() -> known(id));
            }
            return taken(id, run -> run.end(Outcome.CANCELLED, null));
        }));
    }

    /** As in {@link Searches}. */
    public Uni<SearchRecord> pause(String id) {
        return turnstile.pass(() -> known(id).chain(search -> {
            refuseEnded(search, "paused");
            if (search.phase() == Phase.HELD) {
                return Uni.createFrom().item(search);
            }
            return taken(id, this::hold).invoke(now -> refuseEnded(now, "paused"));
        }));
    }

    private Uni<Void> hold(SearchRun run) {
        if (!run.leave()) {
            return run.end(Outcome.CANCELLED, null); // it is ending already: wait for that
        }
        return journal.phase(run.id(), Phase.HELD).invoke(() -> held.put(run.id(), run.counted()));
    }

    private Uni<SearchRecord> taken(String id, Function<SearchRun, Uni<Void>> step) {
        return floor.take(id)
                .map(run -> orEndLater(id, step.apply(run).eventually(() -> floor.free(run)))
                        .chain(() -> known(id)))
                .orElseGet(() -> known(id).invoke(SearchLifecycle::refuseUnlessEnded));
    }

    private static void refuseUnlessEnded(SearchRecord search) {
        if (!search.phase().isEnd()) {
            throw Problem.of(
                    ProblemType.CONFLICT, "search " + search.id() + " is driven by another process; ask that one");
        }
    }

    private static void refuseEnded(SearchRecord search, String what) {
        if (search.phase().isEnd()) {
            throw Problem.of(ProblemType.CONFLICT, "search " + search.id() + " has ended: it cannot be " + what);
        }
    }

    /** As in {@link Searches}. */
    public Uni<SearchRecord> resume(String id) {
        return turnstile.pass(() -> known(id).chain(search -> {
            refuseEnded(search, "resumed");
            if (search.phase() != Phase.HELD) {
                return Uni.createFrom().item(search);
            }
            String counted = held.get(id);
            if (counted == null) {
                throw Problem.of(ProblemType.CONFLICT, "search " + id + " is driven by another process; ask that one");
            }
            floor.refuseWhenFull(); // pausing and resuming must not bypass the limits
            return goOn(search, targets -> allowances.take(counted, targets), counted)
                    .chain(() -> known(id));
        }));
    }

    /** As in {@link Searches}. */
    public Uni<Void> recover() {
        return eachOrphan(this::recovered);
    }

    /** As in {@link Searches}. */
    public Uni<Void> endOrphans() {
        return eachOrphan(orphan -> isOfTerminal(orphan)
                ? journal.adopt(orphan).chain(ours -> end(ours, Outcome.FAILED, interrupted()))
                : Uni.createFrom().voidItem());
    }

    private Uni<Void> eachOrphan(Function<SearchRecord, Uni<Void>> then) {
        return journal.orphans()
                .onItem()
                .transformToMulti(orphans -> Multi.createFrom()
                        .items(orphans.stream()
                                .sorted(Comparator.comparing(search -> search.phase() != Phase.EXECUTING))))
                .onItem()
                .transformToUniAndConcatenate(orphan -> then.apply(orphan)
                        // another process that starts just now was faster
                        .onFailure(SearchLifecycle::isConflict)
                        .recoverWithNull())
                .onItem()
                .ignoreAsUni();
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof Problem problem && problem.kind() == ProblemType.CONFLICT;
    }

    private static boolean isOfTerminal(SearchRecord search) {
        return search.client().equals(TERMINAL);
    }

    private Uni<Void> recovered(SearchRecord orphan) {
        return journal.adopt(orphan).chain(ours -> {
            if (isOfTerminal(ours)) {
                return end(ours, Outcome.FAILED, interrupted());
            } else if (ours.phase() == Phase.HELD) {
                held.put(ours.id(), ours.client());
                return Uni.createFrom().voidItem();
            }
            LOG.infof("search resumed search=%s events=%d", ours.id(), ours.lastSeq());
            return goOn(ours, targets -> allowances.again(ours.client(), targets), ours.client());
        });
    }

    /** @param take returns the lease of the client's quota, by the number of targets */
    private Uni<Void> goOn(SearchRecord search, IntFunction<QuotaLease> take, String counted) {
        SearchRequest request;
        try {
            request = StoredRequest.read(search.request());
        } catch (Problem unreadable) {
            held.remove(search.id());
            return end(search, Outcome.FAILED, unreadable); // an earlier version accepted it and this one does not
        }
        QuotaLease share = take.apply(request.targets().size());
        held.remove(search.id());
        return floor.admit(run(search, request, counted, share)).phase();
    }

    /** Handles a store that does not accept a change of a search that no longer runs. */
    private Uni<Void> orEndLater(String id, Uni<Void> done) {
        return done.onFailure(Problem.class).invoke(() -> endLater(id));
    }

    /**
     * The store did not accept an end or a pause, as when the disk is full: the search is ended explicitly as soon as possible.
     */
    private void endLater(String id) {
        journal.find(id)
                .onItem()
                .transformToUni(found -> found.filter(search -> !search.phase().isEnd())
                        .map(search -> journal.adopt(search)
                                .onFailure(SearchLifecycle::isConflict) // the journal has not released it
                                .recoverWithItem(search)
                                .chain(ours -> end(ours, Outcome.FAILED, unstored())))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .onFailure(Problem.class)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(ended -> LOG.infof("end stored search=%s", id), closed -> LOG.debugf(closed, "search=%s", id));
    }

    private static Problem unstored() {
        return Problem.of(ProblemType.STORAGE, "the journal could not be written while the search ran; start it again");
    }

    /** Ends a search of this process that does not run. */
    private Uni<Void> end(SearchRecord search, Outcome outcome, Problem problemOrNull) {
        Instant began = search.started() == null ? search.created() : search.started();
        long millis = Duration.between(began, clock.instant()).toMillis();
        var why = problemOrNull == null ? null : problemOrNull.members();
        return journal.append(search.id(), new SearchEvent.Ended(outcome, journal.tally(search.id()), millis, why));
    }

    public Uni<SearchRecord> known(String id) {
        return journal.find(id)
                .map(found -> found.orElseThrow(
                        () -> Problem.of(ProblemType.NOT_FOUND, "there is no search " + QuotedText.of(id))));
    }

    private static Problem interrupted() {
        return Problem.of(
                ProblemType.UNAVAILABLE,
                "voyage stopped while the search ran; start it again: files that are present are not fetched again");
    }
}
