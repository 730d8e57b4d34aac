package dev.voyage.search.schedule;

import dev.voyage.journal.Journal;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.lease.LeaseWish;
import dev.voyage.journal.record.ClientLoad.ClientTotal;
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
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** The operations on existing searches: pausing, resuming, cancelling, taking over from a process that has ended. */
public final class SearchLifecycle implements SearchRelay.SearchOwner {

    private static final Logger LOG = Logger.getLogger(SearchLifecycle.class);

    private static final String UNSTORED = "the journal could not be written while the search ran; start it again";
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
    private final OrphanSearches orphans;
    private final SearchRelay relay; // null where no replicas share the store
    /** The held searches, each with the key that per-client limits count by. */
    private final Map<String, String> held = new ConcurrentHashMap<>();

    public SearchLifecycle(
            SearchScheduler floor, Journal journal, SearchLimits limits, ClientQuotas allowances, Clock clock) {
        this.floor = floor;
        this.journal = journal;
        this.limits = limits;
        this.allowances = allowances;
        this.clock = clock;
        this.orphans = new OrphanSearches(journal);
        this.relay = journal.leases()
                .map(leases -> new SearchRelay(journal, leases, this))
                .orElse(null);
        floor.onEndLost(this::endLater);
        journal.onLost(id -> {
            floor.leave(id);
            held.remove(id);
        });
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
        return orElsewhere(
                id, LeaseWish.CANCEL, cancelHere(id), now -> now.phase().isEnd());
    }

    private Uni<SearchRecord> orElsewhere(
            String id, LeaseWish wish, Uni<SearchRecord> here, Predicate<SearchRecord> done) {
        return here.onFailure(SearchRelay.DrivenElsewhere.class)
                .recoverWithUni(elsewhere -> relay.relayed(id, wish, done));
    }

    private Uni<SearchRecord> cancelHere(String id) {
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
        return orElsewhere(
                        id,
                        LeaseWish.PAUSE,
                        pauseHere(id),
                        now -> now.phase() == Phase.HELD || now.phase().isEnd())
                .invoke(now -> refuseEnded(now, "paused"));
    }

    private Uni<SearchRecord> pauseHere(String id) {
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
                .orElseGet(() -> known(id).invoke(search -> {
                    if (!search.phase().isEnd()) {
                        throw elsewhere(id);
                    }
                }));
    }

    private RuntimeException elsewhere(String id) {
        return relay == null
                ? Problem.of(ProblemType.CONFLICT, "search " + id + " is driven by another process; ask that one")
                : new SearchRelay.DrivenElsewhere(id);
    }

    private static void refuseEnded(SearchRecord search, String what) {
        if (search.phase().isEnd()) {
            throw Problem.of(ProblemType.CONFLICT, "search " + search.id() + " has ended: it cannot be " + what);
        }
    }

    /** As in {@link Searches}. */
    public Uni<SearchRecord> resume(String id) {
        return orElsewhere(id, LeaseWish.RESUME, resumeHere(id), now -> now.phase() != Phase.HELD);
    }

    private Uni<SearchRecord> resumeHere(String id) {
        return turnstile.pass(() -> known(id).chain(search -> {
            refuseEnded(search, "resumed");
            if (search.phase() != Phase.HELD) {
                return Uni.createFrom().item(search);
            }
            String counted = held.get(id);
            if (counted == null) {
                throw elsewhere(id);
            }
            floor.refuseWhenFull(); // pausing and resuming must not bypass the limits
            return journal.total(counted)
                    .chain(others -> goOn(search, targets -> taken(others, counted, targets), counted))
                    .chain(() -> known(id));
        }));
    }

    private QuotaLease taken(ClientTotal others, String counted, int targets) {
        if (!counted.isEmpty()) {
            allowances.refusal(others, targets).ifPresent(why -> {
                throw why;
            });
        }
        return allowances.take(counted, targets);
    }

    /** As in {@link Searches}. */
    public Uni<Void> recover() {
        if (relay != null) {
            journal.leases().orElseThrow().begin(relay);
            return Uni.createFrom().voidItem();
        }
        return orphans.each(this::recovered);
    }

    @Override
    public int places() {
        return limits.searches() - floor.executing();
    }

    @Override
    public Uni<SearchRecord> granted(String search, LeaseWish wish) {
        return switch (wish) {
            case PAUSE -> pauseHere(search);
            case RESUME -> resumeHere(search);
            case CANCEL -> cancelHere(search);
        };
    }

    /** As in {@link Searches}. */
    public Uni<Void> endOrphans() {
        if (relay != null) {
            return Uni.createFrom().voidItem(); // a server takes them over, and ends them
        }
        return orphans.each(orphan -> orphan.client().equals(TERMINAL)
                ? journal.adopt(orphan).chain(ours -> end(ours, Outcome.FAILED, interrupted()))
                : Uni.createFrom().voidItem());
    }

    private Uni<Void> recovered(SearchRecord orphan) {
        return journal.adopt(orphan).chain(this::continued);
    }

    @Override
    public Uni<Void> continued(SearchRecord ours) {
        if (ours.client().equals(TERMINAL)) {
            return end(ours, Outcome.FAILED, interrupted());
        } else if (ours.phase() == Phase.HELD) {
            held.put(ours.id(), ours.client());
            return Uni.createFrom().voidItem();
        }
        LOG.infof("search resumed search=%s events=%d", ours.id(), ours.lastSeq());
        return goOn(ours, targets -> allowances.again(ours.client(), targets), ours.client());
    }

    @Override
    public Uni<Void> failed(SearchRecord ours, Problem why) {
        return end(ours, Outcome.FAILED, why);
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
        QuotaLease share = take.apply(request.weight());
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
        if (relay != null) {
            return; // its lease expires, and whoever takes it over continues it
        }
        journal.find(id)
                .onItem()
                .transformToUni(found -> found.filter(search -> !search.phase().isEnd())
                        .map(search -> journal.adopt(search)
                                .onFailure(OrphanSearches::isConflict) // the journal has not released it
                                .recoverWithItem(search)
                                .chain(ours -> end(ours, Outcome.FAILED, Problem.of(ProblemType.STORAGE, UNSTORED))))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .onFailure(Problem.class)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(ended -> LOG.infof("end stored search=%s", id), closed -> LOG.debugf(closed, "search=%s", id));
    }

    /** Ends a search of this process that does not run. */
    private Uni<Void> end(SearchRecord search, Outcome outcome, Problem problemOrNull) {
        Instant began = search.started() == null ? search.created() : search.started();
        long millis = Duration.between(began, clock.instant()).toMillis();
        var why = problemOrNull == null ? null : problemOrNull.members();
        return journal.append(search.id(), new SearchEvent.Ended(outcome, journal.tally(search.id()), millis, why));
    }

    public Uni<SearchRecord> known(String id) {
        return journal.find(id).map(found -> found.orElseThrow(() -> unknown(id)));
    }

    static Problem unknown(String id) {
        return Problem.of(ProblemType.NOT_FOUND, "there is no search " + QuotedText.of(id));
    }

    private static Problem interrupted() {
        return Problem.of(
                ProblemType.UNAVAILABLE,
                "voyage stopped while the search ran; start it again: files that are present are not fetched again");
    }
}
