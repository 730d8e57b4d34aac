package dev.voyage.search;

import dev.voyage.download.Mirror;
import dev.voyage.http.Urls;
import dev.voyage.journal.FileRecord;
import dev.voyage.journal.Journal;
import dev.voyage.journal.NewSearch;
import dev.voyage.journal.Outcome;
import dev.voyage.journal.Phase;
import dev.voyage.journal.SearchEvent;
import dev.voyage.journal.SearchIds;
import dev.voyage.journal.SearchRecord;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * All searches of this process: starts them, lets a bounded number run at once, cancels them, finds
 * their files.
 */
public final class Searches {

    private static final Logger LOG = Logger.getLogger(Searches.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Pipeline pipeline;
    private final Journal journal;
    private final Mirror mirror;
    private final Limits limits;
    private final Clock clock;
    private final SearchIds ids;
    private final Map<String, Slot> running = new HashMap<>();
    private final Deque<Run> waiting = new ArrayDeque<>();
    private boolean closed;

    public Searches(Pipeline pipeline, Journal journal, Mirror mirror, Limits limits, Clock clock) {
        this.pipeline = pipeline;
        this.journal = journal;
        this.mirror = mirror;
        this.limits = limits;
        this.clock = clock;
        this.ids = new SearchIds(clock);
    }

    /**
     * Stores the search and starts it, at once or when others have ended.
     *
     * @param idempotencyKey or null; the same key and request give the search that was started with
     *     it before
     * @return the search, durable; fails with {@code TOO_MANY}, {@code KEY_REUSED}, {@code
     *     BAD_PARAMETER} or {@code STORAGE}
     */
    public Uni<Started> start(SearchRequest request, String idempotencyKey) {
        return Uni.createFrom().deferred(() -> startAs(ids.next(), request, idempotencyKey));
    }

    /** A name for a search that is to be started later. */
    public String newId() {
        return ids.next();
    }

    /** As {@link #start}, under a name of {@link #newId}. */
    public Uni<Started> startAs(String id, SearchRequest request, String idempotencyKey) {
        return Uni.createFrom().deferred(() -> {
            refuseWhatCannotRun(request);
            var fresh = new NewSearch(id, request.toMap(), "/v1/searches/" + id, "", idempotencyKey);
            return journal.create(fresh).chain(stored -> {
                boolean isFresh = stored.id().equals(id);
                Uni<Void> admitted = isFresh
                        ? admit(new Run(id, request, mostBytes(), journal, clock))
                        : Uni.createFrom().voidItem();
                return admitted.replaceWith(new Started(stored, isFresh));
            });
        });
    }

    private OptionalLong mostBytes() {
        return limits.bytesPerSearch()
                .map(most -> OptionalLong.of(most.asLongValue()))
                .orElseGet(OptionalLong::empty);
    }

    private synchronized void refuseWhatCannotRun(SearchRequest request) {
        pipeline.lacks(request.source()).ifPresent(what -> {
            throw Problem.badParameter("source", "source " + request.source().word() + ": " + what);
        });
        if (closed || (running.size() >= limits.searches() && waiting.size() >= limits.queue())) {
            throw Problem.of(
                    Kind.TOO_MANY, waiting.size() + " searches are waiting already (voyage.limits.queue); try later");
        }
    }

    private synchronized Uni<Void> admit(Run run) {
        if (closed) {
            return run.end(Outcome.FAILED, interrupted()); // it was being stored when we were told to stop
        }
        if (running.size() >= limits.searches()) {
            waiting.add(run);
            return journal.phase(run.id(), Phase.QUEUED);
        }
        launch(run);
        return Uni.createFrom().voidItem();
    }

    private void launch(Run run) {
        LOG.infof("search started search=%s", run.id());
        running.put(run.id(), new Slot(run, () -> {})); // it may end before subscribe() has returned
        Cancellable handle = journal.phase(run.id(), Phase.EXECUTING)
                .chain(() -> pipeline.run(run))
                .onItemOrFailure()
                .transformToUni((done, failure) -> ended(run, failure))
                .subscribe()
                .with(ended -> next(run), failure -> {
                    LOG.errorf(failure, "an end could not be stored search=%s", run.id());
                    next(run);
                    endLater(run.id());
                });
        running.computeIfPresent(run.id(), (id, slot) -> new Slot(run, handle));
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

    /** The store did not take an end, as when the disk is full: the search ends by name as soon as it can. */
    private void endLater(String id) {
        journal.find(id)
                .onItem()
                .transformToUni(found -> found.filter(search -> !search.phase().isEnd())
                        .map(search -> adopted(search, unstored()))
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

    private synchronized void next(Run run) {
        running.remove(run.id());
        while (!closed && running.size() < limits.searches() && !waiting.isEmpty()) {
            launch(waiting.poll());
        }
    }

    /**
     * Cancels: every request in flight hangs up, finished files stay.
     *
     * @return the search afterwards, unchanged where it had ended; fails with {@code NOT_FOUND}, or
     *     with {@code CONFLICT} where another process runs it
     */
    public Uni<SearchRecord> cancel(String id) {
        return known(id)
                .chain(search -> search.phase().isEnd() ? Uni.createFrom().item(search) : stop(id));
    }

    private Uni<SearchRecord> stop(String id) {
        return hangUp(id)
                .map(run -> run.end(Outcome.CANCELLED, null)
                        .eventually(() -> next(run))
                        .chain(() -> known(id)))
                .orElseGet(() -> known(id).map(Searches::endedMeanwhile));
    }

    private static SearchRecord endedMeanwhile(SearchRecord search) {
        if (!search.phase().isEnd()) {
            throw Problem.of(Kind.CONFLICT, "search " + search.id() + " runs in another process; cancel it there");
        }
        return search;
    }

    private synchronized Optional<Run> hangUp(String id) {
        Slot slot = running.get(id);
        if (slot != null) {
            slot.handle().cancel();
            return Optional.of(slot.run());
        }
        Optional<Run> queued =
                waiting.stream().filter(run -> run.id().equals(id)).findFirst();
        queued.ifPresent(waiting::remove);
        return queued;
    }

    private Uni<SearchRecord> known(String id) {
        return journal.find(id)
                .map(found ->
                        found.orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "there is no search " + Quoted.of(id))));
    }

    /**
     * A file of the search that is here, whole.
     *
     * @param path as its events name it
     * @return fails with {@code NOT_FOUND} where the search has no such file, or it is not here
     *     (yet)
     */
    public Uni<FileOnDisk> file(String id, String path) {
        return journal.file(id, path)
                .map(found -> found.filter(FileRecord::isHere)
                        .orElseThrow(() -> Problem.of(
                                Kind.NOT_FOUND, "search " + id + " has no finished file " + Quoted.of(path))))
                .map(this::onDisk);
    }

    /** Where a file of a manifest that is here lies; nothing is looked at. */
    public FileOnDisk onDisk(FileRecord file) {
        return new FileOnDisk(mirror.placeOf(Urls.parse(file.url())), file.bytes(), file.sha256(), file.modified());
    }

    /**
     * Ends what a process that is gone has left unfinished, by name: its files are kept, and the
     * same search started again fetches only what is missing.
     */
    public Uni<Void> endOrphans() {
        return journal.orphans()
                .onItem()
                .transformToMulti(orphans -> Multi.createFrom().iterable(orphans))
                .onItem()
                .transformToUniAndConcatenate(this::endOrphan)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> endOrphan(SearchRecord orphan) {
        return adopted(orphan, interrupted())
                // another process that starts just now was faster
                .onFailure(Problem.class)
                .recoverWithNull();
    }

    private Uni<Void> adopted(SearchRecord left, Problem why) {
        long millis = Duration.between(left.created(), clock.instant()).toMillis();
        return journal.adopt(left)
                .chain(search -> journal.append(
                        search.id(), new SearchEvent.Ended(Outcome.FAILED, search.tally(), millis, why.members())));
    }

    /**
     * Hangs up everything that runs or waits and ends it by name; nothing can be started
     * afterwards.
     */
    public Uni<Void> close() {
        List<Run> all = new ArrayList<>();
        synchronized (this) {
            closed = true;
            for (Slot slot : running.values()) {
                slot.handle().cancel();
                all.add(slot.run());
            }
            all.addAll(waiting);
        }
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(run -> run.end(Outcome.FAILED, interrupted()))
                .onItem()
                .ignoreAsUni();
    }

    private static Problem interrupted() {
        return Problem.of(
                Kind.UNAVAILABLE,
                "voyage stopped while the search ran; start it again, what is here is not fetched again");
    }

    private record Slot(Run run, Cancellable handle) {}
}
