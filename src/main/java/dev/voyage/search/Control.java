package dev.voyage.search;

import dev.voyage.journal.Journal;
import dev.voyage.journal.Outcome;
import dev.voyage.journal.Phase;
import dev.voyage.journal.SearchEvent;
import dev.voyage.journal.SearchRecord;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
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

/** What is done with searches that exist: paused, resumed, cancelled, taken over from a process that is gone. */
final class Control {

    private static final Logger LOG = Logger.getLogger(Control.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** Who asks for a search that is over when its process is: a command in somebody's terminal. */
    static final String TERMINAL = "terminal";

    private final Floor floor;
    private final Journal journal;
    private final Limits limits;
    private final Allowances allowances;
    private final Clock clock;
    private final Turnstile turnstile = new Turnstile();
    /** Of each, whom the limits count it under. */
    private final Map<String, String> held = new ConcurrentHashMap<>();

    Control(Floor floor, Journal journal, Limits limits, Allowances allowances, Clock clock) {
        this.floor = floor;
        this.journal = journal;
        this.limits = limits;
        this.allowances = allowances;
        this.clock = clock;
        floor.onEndLost(this::endLater);
    }

    /** As in {@link Searches}. */
    int count(Phase phase) {
        return switch (phase) {
            case EXECUTING -> floor.executing();
            case QUEUED -> floor.queued();
            case HELD -> held.size();
            case PENDING, COMPLETED, ERROR, ABORTED -> 0;
        };
    }

    /**
     * @param counted as in {@link Asker}
     * @param share of what that one may take; the run closes it
     */
    Run run(SearchRecord search, SearchRequest request, String counted, Share share) {
        OptionalLong mostBytes = limits.bytesPerSearch()
                .map(most -> OptionalLong.of(most.asLongValue()))
                .orElseGet(OptionalLong::empty);
        return new Run(search, request, counted, share, mostBytes, journal, clock);
    }

    /** As in {@link Searches}. */
    Uni<SearchRecord> cancel(String id) {
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
    Uni<SearchRecord> pause(String id) {
        return turnstile.pass(() -> known(id).chain(search -> {
            refuseEnded(search, "paused");
            if (search.phase() == Phase.HELD) {
                return Uni.createFrom().item(search);
            }
            return taken(id, this::hold).invoke(now -> refuseEnded(now, "paused"));
        }));
    }

    private Uni<Void> hold(Run run) {
        if (!run.leave()) {
            return run.end(Outcome.CANCELLED, null); // it is at its end already: that is waited for
        }
        return journal.phase(run.id(), Phase.HELD).invoke(() -> held.put(run.id(), run.counted()));
    }

    private Uni<SearchRecord> taken(String id, Function<Run, Uni<Void>> step) {
        return floor.take(id)
                .map(run -> orEndLater(id, step.apply(run).eventually(() -> floor.free(run)))
                        .chain(() -> known(id)))
                .orElseGet(() -> known(id).invoke(Control::refuseUnlessEnded));
    }

    private static void refuseUnlessEnded(SearchRecord search) {
        if (!search.phase().isEnd()) {
            throw Problem.of(Kind.CONFLICT, "search " + search.id() + " is driven by another process; ask that one");
        }
    }

    private static void refuseEnded(SearchRecord search, String what) {
        if (search.phase().isEnd()) {
            throw Problem.of(Kind.CONFLICT, "search " + search.id() + " has ended: it cannot be " + what);
        }
    }

    /** As in {@link Searches}. */
    Uni<SearchRecord> resume(String id) {
        return turnstile.pass(() -> known(id).chain(search -> {
            refuseEnded(search, "resumed");
            if (search.phase() != Phase.HELD) {
                return Uni.createFrom().item(search);
            }
            String counted = held.get(id);
            if (counted == null) {
                throw Problem.of(Kind.CONFLICT, "search " + id + " is driven by another process; ask that one");
            }
            floor.refuseWhenFull(); // pausing and resuming is no way round the limits
            return goOn(search, targets -> allowances.take(counted, targets), counted)
                    .chain(() -> known(id));
        }));
    }

    /** As in {@link Searches}. */
    Uni<Void> recover() {
        return eachOrphan(this::recovered);
    }

    /** As in {@link Searches}. */
    Uni<Void> endOrphans() {
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
                        .onFailure(Control::isConflict)
                        .recoverWithNull())
                .onItem()
                .ignoreAsUni();
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof Problem problem && problem.kind() == Kind.CONFLICT;
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
            LOG.infof("search goes on search=%s events=%d", ours.id(), ours.lastSeq());
            return goOn(ours, targets -> allowances.again(ours.client(), targets), ours.client());
        });
    }

    /**
     * @param take of what its client may have, by how many targets it has
     */
    private Uni<Void> goOn(SearchRecord search, IntFunction<Share> take, String counted) {
        SearchRequest request;
        try {
            request = StoredRequest.read(search.request());
        } catch (Problem unreadable) {
            held.remove(search.id());
            return end(search, Outcome.FAILED, unreadable); // what an earlier version took and this one does not
        }
        Share share = take.apply(request.targets().size());
        held.remove(search.id());
        return floor.admit(run(search, request, counted, share)).phase();
    }

    /** Where the store does not take what is done to a search that runs no more. */
    private Uni<Void> orEndLater(String id, Uni<Void> done) {
        return done.onFailure(Problem.class).invoke(() -> endLater(id));
    }

    /** The store did not take an end or a pause, as when the disk is full: the search ends by name as soon as it can. */
    private void endLater(String id) {
        journal.find(id)
                .onItem()
                .transformToUni(found -> found.filter(search -> !search.phase().isEnd())
                        .map(search -> journal.adopt(search)
                                .onFailure(Control::isConflict) // the journal has not let it go
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
        return Problem.of(Kind.STORAGE, "the journal could not be written while the search ran; start it again");
    }

    /** Ends a search of ours that does not run. */
    private Uni<Void> end(SearchRecord search, Outcome outcome, Problem problemOrNull) {
        Instant began = search.started() == null ? search.created() : search.started();
        long millis = Duration.between(began, clock.instant()).toMillis();
        var why = problemOrNull == null ? null : problemOrNull.members();
        return journal.append(search.id(), new SearchEvent.Ended(outcome, journal.tally(search.id()), millis, why));
    }

    Uni<SearchRecord> known(String id) {
        return journal.find(id)
                .map(found ->
                        found.orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "there is no search " + Quoted.of(id))));
    }

    private static Problem interrupted() {
        return Problem.of(
                Kind.UNAVAILABLE,
                "voyage stopped while the search ran; start it again, what is here is not fetched again");
    }
}
