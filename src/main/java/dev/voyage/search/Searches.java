package dev.voyage.search;

import dev.voyage.download.mirror.Mirror;
import dev.voyage.journal.Journal;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.lease.SearchLeases;
import dev.voyage.journal.record.ClientLoad;
import dev.voyage.journal.record.FileRecord;
import dev.voyage.journal.record.NewSearch;
import dev.voyage.journal.record.SearchIds;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.limit.ClientQuotas;
import dev.voyage.search.limit.QuotaLease;
import dev.voyage.search.limit.SearchLimits;
import dev.voyage.search.request.SearchName;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.StoredRequest;
import dev.voyage.search.request.Submitter;
import dev.voyage.search.resume.RetryLimit;
import dev.voyage.search.resume.RetryScope;
import dev.voyage.search.run.SearchRun;
import dev.voyage.search.run.UniquePaths;
import dev.voyage.search.schedule.Pipeline;
import dev.voyage.search.schedule.SearchLifecycle;
import dev.voyage.search.schedule.SearchScheduler;
import dev.voyage.search.schedule.SerialExecutor;
import dev.voyage.upstream.TraceSpan;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * All searches of this process: starts them, runs a limited number at once, pauses, resumes, cancels and retries them, continues
 * those that another process has left, and finds their files.
 */
public final class Searches {

    private static final Uni<Void> DONE = Uni.createFrom().voidItem();

    private final Pipeline pipeline;
    private final Journal journal;
    private final SearchLimits limits;
    private final Mirror mirror;
    private final UnaryOperator<String> addressOf;
    private final SearchIds ids;
    private final SearchScheduler floor;
    private final ClientQuotas allowances;
    private final SearchLifecycle control;

    /**
     * @param addressOf from the id of a search to its address, which its first event reports
     * @param whole parent trace span of each search
     */
    public Searches(
            Pipeline pipeline,
            Journal journal,
            Mirror mirror,
            SearchLimits limits,
            Clock clock,
            UnaryOperator<String> addressOf,
            TraceSpan whole) {
        this.addressOf = addressOf;
        this.pipeline = pipeline;
        this.journal = journal;
        this.limits = limits;
        this.mirror = mirror;
        this.ids = new SearchIds(clock);
        this.floor = new SearchScheduler(pipeline, journal, limits, whole);
        this.allowances = new ClientQuotas(limits);
        this.control = new SearchLifecycle(floor, journal, limits, allowances, clock);
    }

    /**
     * Stores the search and starts it, at once or when others have ended. A catalogue that the request names twice, as a table
     * and as an ivoid, is searched once, under its first name.
     *
     * @param idempotencyKey or null; the same key and request return the search that was started with it before, whatever limit
     *     is reached now
     * @return the search, durable; fails with {@code TOO_MANY}, {@code KEY_REUSED}, {@code BAD_PARAMETER} or {@code STORAGE}.
     *     Once begun, the start completes even if the subscriber cancels.
     */
    public Uni<StartedSearch> start(SearchRequest request, String idempotencyKey) {
        return start(request, Submitter.NOBODY, idempotencyKey);
    }

    /**
     * As {@link #start(SearchRequest, String)}, for a given submitter.
     *
     * @param asker the owner of the search and of the key
     */
    public Uni<StartedSearch> start(SearchRequest request, Submitter asker, String idempotencyKey) {
        return start(ids::next, request.eachCatalogueOnce(), asker, idempotencyKey, Retried.NONE);
    }

    public String newId() {
        return ids.next();
    }

    /** As {@link #start}, with an id of {@link #newId}. */
    public Uni<StartedSearch> startAs(String id, SearchRequest request, Submitter asker) {
        return start(() -> id, request.eachCatalogueOnce(), asker, null, Retried.NONE);
    }

    /**
     * As {@link #start}, for a command that waits for the search: if this process ends before the search does, no other process
     * continues it.
     */
    public Uni<StartedSearch> startHere(SearchRequest request) {
        return start(
                ids::next,
                request.eachCatalogueOnce(),
                new Submitter(SearchLifecycle.TERMINAL, ""),
                null,
                Retried.NONE);
    }

    private Uni<StartedSearch> start(
            Supplier<String> name, SearchRequest request, Submitter asker, String idempotencyKey, Retried retried) {
        return Uni.createFrom().deferred(() -> {
            pipeline.lacks(request.source()).ifPresent(what -> {
                throw Problem.invalidField(
                        "source", "source " + request.source().word() + ": " + what);
            });
            refuseMore(request);
            String id = name.get();
            var fresh = new NewSearch(
                    id,
                    request.toMap(),
                    addressOf.apply(id),
                    asker.id(),
                    idempotencyKey,
                    retried.search(),
                    load(request, asker.counted()),
                    request.name(),
                    retried.limit().toMap());
            return journal.earlier(fresh)
                    .chain(earlier -> earlier.isPresent()
                            ? Uni.createFrom().item(new StartedSearch(earlier.get(), false)) // works at the limits too
                            : SerialExecutor.toItsEnd(() -> begun(fresh, request, asker.counted())));
        });
    }

    private ClientLoad load(SearchRequest request, String counted) {
        int targets = request.weight();
        return counted.isEmpty()
                ? null
                : new ClientLoad(counted, targets, others -> allowances.refusal(others, targets));
    }

    private Uni<StartedSearch> begun(NewSearch fresh, SearchRequest request, String counted) {
        floor.refuseWhenFull();
        QuotaLease share = allowances.take(counted, request.weight());
        return pipeline.room(request)
                .chain(() -> journal.create(fresh))
                .onFailure()
                .invoke(share::close)
                .chain(stored -> {
                    boolean isFresh = stored.id().equals(fresh.id());
                    if (!isFresh) {
                        share.close(); // it was started just now, with the same key
                    }
                    Uni<Void> admitted = isFresh ? admitted(control.run(stored, request, counted, share)) : DONE;
                    return admitted.replaceWith(new StartedSearch(stored, isFresh));
                });
    }

    private void refuseMore(SearchRequest request) {
        int targets = request.targets().size();
        int catalogues = request.catalogues().size();
        if (targets > limits.targets()) {
            throw Problem.invalidField(
                    "targets",
                    "a search has at most " + limits.targets() + " targets (voyage.limits.targets), not " + targets);
        } else if (catalogues > limits.catalogues()) {
            throw Problem.invalidField(
                    "catalogues",
                    "a search has at most " + limits.catalogues() + " catalogues (voyage.limits.catalogues), not "
                            + catalogues);
        }
    }

    private Uni<Void> admitted(SearchRun run) {
        SearchScheduler.Admission admission = floor.admit(run);
        return admission.waits() ? admission.phase() : DONE;
    }

    /**
     * Cancels: every connection of the search is closed, finished files stay.
     *
     * @return the search afterwards, unchanged if it had ended; fails with {@code NOT_FOUND}, or with {@code CONFLICT} if another
     *     process runs it
     */
    public Uni<SearchRecord> cancel(String id) {
        return control.cancel(id);
    }

    /**
     * Pauses: every connection of the search is closed, finished files and parts stay; the search is HELD, also after restarts,
     * until it is resumed or cancelled. Pausing again changes nothing.
     *
     * @return the search afterwards; fails with {@code NOT_FOUND}, or with {@code CONFLICT} if it has ended or another process
     *     runs it
     */
    public Uni<SearchRecord> pause(String id) {
        return control.pause(id);
    }

    /**
     * Resumes a paused search where it was, at once or when others have ended; a running or queued search is left alone.
     *
     * @return the search afterwards; fails with {@code NOT_FOUND}, with {@code CONFLICT} if it has ended or belongs to another
     *     process, or with {@code TOO_MANY} if no more searches may run or wait: then it stays as it is
     */
    public Uni<SearchRecord> resume(String id) {
        return control.resume(id);
    }

    /**
     * Continues the unfinished searches of processes that have ended: first those that were running, then those that were queued,
     * both in the order of their creation; paused ones stay paused. Those of terminal commands end explicitly. Completes when this
     * process drives all of them; where searches are leased, at once.
     */
    public Uni<Void> recover() {
        return control.recover();
    }

    /**
     * Ends explicitly the searches of terminal commands that have ended; for a process that runs only one command, and leaves the
     * other searches to a server.
     */
    public Uni<Void> endOrphans() {
        return control.endOrphans();
    }

    /**
     * Runs the failed or unfinished parts of an ended search again: as a new search, about those observations and files only,
     * with the same owner and name.
     *
     * @param asker the submitter that the limits apply to
     * @return fails with {@code NOT_FOUND}, with {@code CONFLICT} if there is nothing to run again, and as {@link #start}
     */
    public Uni<StartedSearch> retry(String id, Submitter asker) {
        return retry(id, asker, RetryLimit.NONE);
    }

    /**
     * As {@link #retry(String, Submitter)}; with a limit about these observations and files, whether they failed or not. Files that
     * the archive has not changed are skipped.
     *
     * @return fails also with {@code BAD_PARAMETER} if the search has no observation or file of the limit
     */
    public Uni<StartedSearch> retry(String id, Submitter asker, RetryLimit limit) {
        return control.known(id).chain(search -> {
            boolean isWhole = search.outcome() == Outcome.COMPLETE || search.outcome() == Outcome.EMPTY;
            if (!search.phase().isEnd()) {
                throw Problem.of(ProblemType.CONFLICT, "search " + id + " has not ended: it cannot be retried yet");
            } else if (limit.isNone() && isWhole) {
                throw nothingLeft(id);
            }
            return RetryScope.of(journal, search, limit).chain(scope -> {
                if (scope.isEmpty()) {
                    throw nothingLeft(id);
                }
                String client = search.client().equals(SearchLifecycle.TERMINAL) ? "" : search.client();
                var again = new Submitter(client, asker.counted());
                SearchRequest request = StoredRequest.read(search.request()).named(search.name());
                return start(ids::next, request, again, null, new Retried(id, limit));
            });
        });
    }

    /** The search that another one retries, and what of it. */
    private record Retried(String search, RetryLimit limit) {

        static final Retried NONE = new Retried(null, RetryLimit.NONE);
    }

    private static Problem nothingLeft(String id) {
        return Problem.of(ProblemType.CONFLICT, "nothing of search " + id + " has failed: there is nothing to retry");
    }

    /** Pins an ended search, so that it is kept whatever its age, or unpins it. Fails with {@code NOT_FOUND}. */
    public Uni<SearchRecord> pin(String id, boolean pinned) {
        return journal.retention().pin(id, pinned).chain(() -> control.known(id));
    }

    /**
     * Gives a search another name.
     *
     * @param name null for none
     * @return the search afterwards; fails with {@code NOT_FOUND}, or with {@code BAD_PARAMETER} if it cannot be a name
     */
    public Uni<SearchRecord> rename(String id, String name) {
        return Uni.createFrom()
                .item(() -> Optional.ofNullable(SearchName.checked(name)))
                .chain(checked -> journal.rename(id, checked.orElse(null)))
                .chain(() -> control.known(id));
    }

    /** The number of searches of this process in a phase: running, queued or held. */
    public int count(Phase phase) {
        return control.count(phase);
    }

    /** The search's position in the queue, from 1; empty if it is not QUEUED here. */
    public OptionalInt placeInLine(String id) {
        return floor.placeInLine(id);
    }

    /**
     * A complete file of the search.
     *
     * @param path as its events name it
     * @return fails with {@code NOT_FOUND} if the search has no such file, or it is not complete (yet)
     */
    public Uni<FileOnDisk> file(String id, String path) {
        return journal.files()
                .find(id, path)
                .map(found -> found.filter(FileRecord::isHere)
                        .orElseThrow(() -> Problem.of(
                                ProblemType.NOT_FOUND,
                                "search " + id + " has no finished file " + QuotedText.of(path))))
                .map(this::onDisk);
    }

    /** The location of a complete file of a manifest; the disk is not checked. */
    public FileOnDisk onDisk(FileRecord file) {
        return new FileOnDisk(
                mirror.placeOf(Urls.parse(file.url()), UniquePaths.nameIn(file.file())),
                file.bytes(),
                file.sha256(),
                file.modified());
    }

    /** Without a grace period. */
    public Uni<Void> close() {
        return close(Duration.ZERO);
    }

    /**
     * Stops: files in progress may finish within this time while no others begin, then all connections are closed. Searches that
     * have not ended stay unfinished in the journal, for the next process or a replica; nothing can be started afterwards.
     */
    public Uni<Void> close(Duration grace) {
        Optional<SearchLeases> leases = journal.leases();
        leases.ifPresent(SearchLeases::drain);
        return floor.close(grace).chain(() -> leases.map(SearchLeases::release).orElse(DONE));
    }
}
