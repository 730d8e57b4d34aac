package dev.voyage.search.schedule;

import dev.voyage.journal.Journal;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.Phase;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.search.limit.SearchLimits;
import dev.voyage.search.run.SearchRun;
import dev.voyage.upstream.TraceSpan;
import dev.voyage.upstream.politeness.RoundRobinQueue;
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
 * Decides which searches run and which wait: a limited number runs at once. Clients take turns; searches of one client, and of
 * all unknown clients, run in the order they were started.
 */
public final class SearchScheduler {

    private static final Logger LOG = Logger.getLogger(SearchScheduler.class);

    private final Pipeline pipeline;
    private final Journal journal;
    private final SearchLimits limits;
    private final TraceSpan whole;
    private Consumer<String> endLost = id -> {};
    private final Map<String, Slot> running = new HashMap<>();
    private final RoundRobinQueue<SearchRun> waiting = new RoundRobinQueue<>();
    private boolean closed;

    private record Slot(SearchRun run, Cancellable handle) {}

    /**
     * The result of an admission.
     *
     * @param phase the phase to be stored; completes when durable
     */
    public record Admission(boolean waits, Uni<Void> phase) {}

    /** @param whole parent trace span of each search */
    public SearchScheduler(Pipeline pipeline, Journal journal, SearchLimits limits, TraceSpan whole) {
        this.pipeline = pipeline;
        this.journal = journal;
        this.limits = limits;
        this.whole = whole;
    }

    /** Sets the callback for a search with an end that could not be stored; before the first is admitted. */
    void onEndLost(Consumer<String> told) {
        endLost = told;
    }

    /** @throws Problem {@code TOO_MANY} when the queue is full too */
    public synchronized void refuseWhenFull() {
        if (closed || (running.size() >= limits.searches() && waiting.size() >= limits.queue())) {
            throw Problem.limit(waiting.size() + " searches are waiting already", "voyage.limits.queue");
        }
    }

    /** Starts it, at once or when others have ended. */
    public synchronized Admission admit(SearchRun run) {
        if (closed) {
            run.leave(); // it was being stored when the shutdown began: it is left for the next process
            return new Admission(true, Uni.createFrom().voidItem());
        } else if (running.size() >= limits.searches()) {
            waiting.add(run.counted(), run);
            return new Admission(true, journal.phase(run.id(), Phase.QUEUED));
        }
        return new Admission(false, launch(run));
    }

    private Uni<Void> launch(SearchRun run) {
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
        running.computeIfPresent(run.id(), (id, slot) -> slot.run() == run ? new Slot(run, handle) : slot);
        return executing;
    }

    private static Uni<Void> ended(SearchRun run, Throwable failure) {
        if (failure == null) {
            return run.finish();
        } else if (failure instanceof Problem problem) {
            return run.end(Outcome.FAILED, problem);
        }
        LOG.errorf(failure, "a bug ended a search search=%s", run.id());
        return run.end(
                Outcome.FAILED,
                Problem.of(ProblemType.INTERNAL, "an internal error ended the search; details are in the server log"));
    }

    /** Cancels a running search, or removes a waiting one from the queue; {@link #free} must follow. */
    synchronized Optional<SearchRun> take(String id) {
        Slot slot = running.get(id);
        if (slot != null) {
            slot.handle().cancel();
            return Optional.of(slot.run());
        }
        Optional<SearchRun> queued =
                waiting.inTurn().stream().filter(run -> run.id().equals(id)).findFirst();
        queued.ifPresent(run -> waiting.remove(run.counted(), run));
        return queued;
    }

    /** Stops a search that another replica drives, or will: without an end. */
    void leave(String id) {
        take(id).ifPresent(run -> {
            run.leave();
            free(run);
        });
    }

    /** Frees the place of a search, and starts the next one. */
    synchronized void free(SearchRun run) {
        running.computeIfPresent(run.id(), (id, slot) -> slot.run() == run ? null : slot); // it may run here anew
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

    /** The search's position in the queue, from 1; empty if it does not wait. */
    public synchronized OptionalInt placeInLine(String id) {
        int place = 0;
        for (SearchRun run : waiting.inTurn()) {
            place++;
            if (run.id().equals(id)) {
                return OptionalInt.of(place);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Starts no more files. Running searches may finish their files in progress within this time; then their connections are
     * closed. The searches do not end in the journal; other replicas get each as soon as it has no files in progress.
     */
    public Uni<Void> close(Duration grace) {
        List<SearchRun> queued;
        List<SearchRun> all;
        synchronized (this) {
            closed = true;
            queued = waiting.inTurn();
            waiting.clear();
            all = running.values().stream().map(Slot::run).toList();
        }
        queued.forEach(SearchRun::leave);
        List<Uni<Void>> drained = new ArrayList<>();
        queued.forEach(run -> drained.add(handedOver(run)));
        all.forEach(run -> drained.add(run.drain().close().chain(() -> handedOver(run))));
        Uni<Void> quiet = Multi.createFrom()
                .iterable(drained)
                .onItem()
                .transformToUniAndMerge(one -> one)
                .onItem()
                .ignoreAsUni();
        Uni<Void> inTime = grace.isZero() || grace.isNegative()
                ? Uni.createFrom().voidItem()
                : quiet.ifNoItem().after(grace).recoverWithItem((Void) null);
        return inTime.invoke(this::hangUp);
    }

    private Uni<Void> handedOver(SearchRun run) {
        return journal.leases()
                .map(leases -> {
                    leave(run.id());
                    return leases.release(run.id());
                })
                .orElseGet(() -> Uni.createFrom().voidItem());
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
