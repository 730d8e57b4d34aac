package dev.voyage.search;

import dev.voyage.http.Rounds;
import dev.voyage.http.Step;
import dev.voyage.journal.Journal;
import dev.voyage.journal.Outcome;
import dev.voyage.journal.Phase;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Who runs, and who waits for it: a bounded number at once. Clients take turns; searches of one
 * client, and of all who are not known, come in the order they were started.
 */
final class Floor {

    private static final Logger LOG = Logger.getLogger(Floor.class);

    private final Pipeline pipeline;
    private final Journal journal;
    private final Limits limits;
    private final Step whole;
    private Consumer<String> endLost = id -> {};
    private final Map<String, Slot> running = new HashMap<>();
    private final Rounds<Run> waiting = new Rounds<>();
    private boolean closed;

    private record Slot(Run run, Cancellable handle) {}

    /**
     * What became of a run.
     *
     * @param phase its phase as it is to be stored; completes when durable
     */
    record Admission(boolean waits, Uni<Void> phase) {}

    /**
     * @param whole what each search is a step of
     */
    Floor(Pipeline pipeline, Journal journal, Limits limits, Step whole) {
        this.pipeline = pipeline;
        this.journal = journal;
        this.limits = limits;
        this.whole = whole;
    }

    /** Who is told of a search whose end the store did not take; before the first is admitted. */
    void onEndLost(Consumer<String> told) {
        endLost = told;
    }

    /**
     * @throws Problem {@code TOO_MANY} when not even waiting is possible
     */
    synchronized void refuseWhenFull() {
        if (closed || (running.size() >= limits.searches() && waiting.size() >= limits.queue())) {
            throw Problem.limit(waiting.size() + " searches are waiting already", "voyage.limits.queue");
        }
    }

    /** Starts it, at once or when others have ended. */
    synchronized Admission admit(Run run) {
        if (closed) {
            run.leave(); // it was being stored when we were told to stop: it is for the next process
            return new Admission(true, Uni.createFrom().voidItem());
        } else if (running.size() >= limits.searches()) {
            waiting.add(run.counted(), run);
            return new Admission(true, journal.phase(run.id(), Phase.QUEUED));
        }
        return new Admission(false, launch(run));
    }

    private Uni<Void> launch(Run run) {
        LOG.infof("search started search=%s", run.id());
        run.begins(whole);
        running.put(run.id(), new Slot(run, () -> {})); // it may end before subscribe() has returned
        Uni<Void> executing = journal.phase(run.id(), Phase.EXECUTING).memoize().indefinitely();
        Cancellable handle = executing
                .chain(run::remember)
                .chain(() -> pipeline.run(run))
                .onItemOrFailure()
                .transformToUni((done, failure) -> ended(run, failure))
                .subscribe()
                .with(ended -> free(run), failure -> {
                    LOG.errorf(failure, "an end could not be stored search=%s", run.id());
                    free(run);
                    endLost.accept(run.id());
                });
        running.computeIfPresent(run.id(), (id, slot) -> new Slot(run, handle));
        return executing;
    }

    private static Uni<Void> ended(Run run, Throwable failure) {
        if (failure == null) {
            return run.finish();
        } else if (failure instanceof Problem problem) {
            return run.end(Outcome.FAILED, problem);
        }
        LOG.errorf(failure, "a bug ended a search search=%s", run.id());
        return run.end(Outcome.FAILED, Problem.of(Kind.INTERNAL, "a bug of ours ended the search; it has been logged"));
    }

    /** Hangs up what runs, takes out of the line what waits; {@link #free} must follow. */
    synchronized Optional<Run> take(String id) {
        Slot slot = running.get(id);
        if (slot != null) {
            slot.handle().cancel();
            return Optional.of(slot.run());
        }
        Optional<Run> queued =
                waiting.inTurn().stream().filter(run -> run.id().equals(id)).findFirst();
        queued.ifPresent(run -> waiting.remove(run.counted(), run));
        return queued;
    }

    /** The next one may run. */
    synchronized void free(Run run) {
        running.remove(run.id());
        while (!closed && running.size() < limits.searches() && !waiting.isEmpty()) {
            launch(waiting.next());
        }
    }

    synchronized int executing() {
        return running.size();
    }

    synchronized int queued() {
        return waiting.size();
    }

    /** How many go before, and one; empty where it does not wait. */
    synchronized OptionalInt placeInLine(String id) {
        int place = 0;
        for (Run run : waiting.inTurn()) {
            place++;
            if (run.id().equals(id)) {
                return OptionalInt.of(place);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Nothing begins any more. What runs may bring the files that are under way to their ends, for
     * so long; then it hangs up. Nothing of it has ended in the journal.
     */
    Uni<Void> close(Duration grace) {
        List<Run> all;
        synchronized (this) {
            closed = true;
            waiting.inTurn().forEach(Run::leave);
            waiting.clear();
            all = running.values().stream().map(Slot::run).toList();
        }
        List<Uni<Void>> drained = all.stream().map(run -> run.drain().close()).toList();
        Uni<Void> quiet = Multi.createFrom()
                .iterable(drained)
                .onItem()
                .transformToUniAndConcatenate(one -> one)
                .onItem()
                .ignoreAsUni();
        Uni<Void> inTime = grace.isZero() || grace.isNegative()
                ? Uni.createFrom().voidItem()
                : quiet.ifNoItem().after(grace).recoverWithItem((Void) null);
        return inTime.invoke(this::hangUp);
    }

    private void hangUp() {
        List<Slot> left;
        synchronized (this) {
            left = new ArrayList<>(running.values());
        }
        for (Slot slot : left) {
            slot.run().leave();
            slot.handle().cancel();
            LOG.infof("search left for the next start search=%s", slot.run().id());
        }
    }
}
