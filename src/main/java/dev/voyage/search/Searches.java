package dev.voyage.search;

import dev.voyage.download.Mirror;
import dev.voyage.http.Step;
import dev.voyage.http.Urls;
import dev.voyage.journal.FileRecord;
import dev.voyage.journal.Journal;
import dev.voyage.journal.NewSearch;
import dev.voyage.journal.Outcome;
import dev.voyage.journal.Phase;
import dev.voyage.journal.SearchIds;
import dev.voyage.journal.SearchRecord;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * All searches of this process: starts them, lets a bounded number run at once, pauses, resumes, cancels and retries them,
 * goes on with those that another process has left, finds their files.
 */
public final class Searches {

    private final Pipeline pipeline;
    private final Journal journal;
    private final Limits limits;
    private final Mirror mirror;
    private final SearchIds ids;
    private final Floor floor;
    private final Allowances allowances;
    private final Control control;

    public Searches(Pipeline pipeline, Journal journal, Mirror mirror, Limits limits, Clock clock) {
        this(pipeline, journal, mirror, limits, clock, Step.NONE);
    }

    /**
     * @param whole what each search is a step of
     */
    public Searches(Pipeline pipeline, Journal journal, Mirror mirror, Limits limits, Clock clock, Step whole) {
        this.pipeline = pipeline;
        this.journal = journal;
        this.limits = limits;
        this.mirror = mirror;
        this.ids = new SearchIds(clock);
        this.floor = new Floor(pipeline, journal, limits, whole);
        this.allowances = new Allowances(limits);
        this.control = new Control(floor, journal, limits, allowances, clock);
    }

    /**
     * Stores the search and starts it, at once or when others have ended. A catalogue that the request names twice, as a
     * table and as an ivoid, is searched once, by its first name.
     *
     * @param idempotencyKey or null; the same key and request give the search that was started with
     *     it before, whatever limit is reached now
     * @return the search, durable; fails with {@code TOO_MANY}, {@code KEY_REUSED}, {@code
     *     BAD_PARAMETER} or {@code STORAGE}. Once begun it comes to its end, whoever goes away meanwhile.
     */
    public Uni<Started> start(SearchRequest request, String idempotencyKey) {
        return start(request, Asker.NOBODY, idempotencyKey);
    }

    /**
     * As {@link #start(SearchRequest, String)}, for somebody in particular.
     *
     * @param asker whose search it is, and whose key
     */
    public Uni<Started> start(SearchRequest request, Asker asker, String idempotencyKey) {
        return start(ids::next, request.eachCatalogueOnce(), asker, idempotencyKey, null);
    }

    /** A name for a search that is to be started later. */
    public String newId() {
        return ids.next();
    }

    /** As {@link #start}, under a name of {@link #newId}. */
    public Uni<Started> startAs(String id, SearchRequest request, Asker asker) {
        return start(() -> id, request.eachCatalogueOnce(), asker, null, null);
    }

    /**
     * As {@link #start}, for somebody who waits for it: where this process ends before the search
     * does, no other goes on with it.
     */
    public Uni<Started> startHere(SearchRequest request) {
        return start(ids::next, request.eachCatalogueOnce(), new Asker(Control.TERMINAL, ""), null, null);
    }

    private Uni<Started> start(
            Supplier<String> name, SearchRequest request, Asker asker, String idempotencyKey, String retryOf) {
        return Uni.createFrom().deferred(() -> {
            pipeline.lacks(request.source()).ifPresent(what -> {
                throw Problem.badParameter(
                        "source", "source " + request.source().word() + ": " + what);
            });
            refuseMore(request);
            String id = name.get();
            var fresh = new NewSearch(id, request.toMap(), "/v1/searches/" + id, asker.id(), idempotencyKey, retryOf);
            return journal.earlier(fresh)
                    .chain(earlier -> earlier.isPresent()
                            ? Uni.createFrom()
                                    .item(new Started(earlier.get(), false)) // takes nothing, whatever is full
                            : Turnstile.toItsEnd(() -> begun(fresh, request, asker.counted())));
        });
    }

    private Uni<Started> begun(NewSearch fresh, SearchRequest request, String counted) {
        floor.refuseWhenFull();
        Share share = allowances.take(counted, request.targets().size());
        return pipeline.room(request)
                .chain(() -> journal.create(fresh))
                .onFailure()
                .invoke(share::close)
                .chain(stored -> {
                    boolean isFresh = stored.id().equals(fresh.id());
                    if (!isFresh) {
                        share.close(); // it was started just now, with the same key
                    }
                    Uni<Void> admitted = isFresh
                            ? admitted(control.run(stored, request, counted, share))
                            : Uni.createFrom().voidItem();
                    return admitted.replaceWith(new Started(stored, isFresh));
                });
    }

    private void refuseMore(SearchRequest request) {
        int targets = request.targets().size();
        int catalogues = request.catalogues().size();
        if (targets > limits.targets()) {
            throw Problem.badParameter(
                    "targets",
                    "a search has at most " + limits.targets() + " targets (voyage.limits.targets), not " + targets);
        } else if (catalogues > limits.catalogues()) {
            throw Problem.badParameter(
                    "catalogues",
                    "a search has at most " + limits.catalogues() + " catalogues (voyage.limits.catalogues), not "
                            + catalogues);
        }
    }

    private Uni<Void> admitted(Run run) {
        Floor.Admission admission = floor.admit(run);
        return admission.waits() ? admission.phase() : Uni.createFrom().voidItem();
    }

    /**
     * Cancels: every request in flight hangs up, finished files stay.
     *
     * @return the search afterwards, unchanged where it had ended; fails with {@code NOT_FOUND}, or
     *     with {@code CONFLICT} where another process runs it
     */
    public Uni<SearchRecord> cancel(String id) {
        return control.cancel(id);
    }

    /**
     * Pauses: every request in flight hangs up, finished files and parts stay; the search is HELD,
     * over restarts too, until it is resumed or cancelled. Pausing again changes nothing.
     *
     * @return the search afterwards; fails with {@code NOT_FOUND}, or with {@code CONFLICT} where it
     *     has ended or another process runs it
     */
    public Uni<SearchRecord> pause(String id) {
        return control.pause(id);
    }

    /**
     * Lets a paused search go on where it was, at once or when others have ended; one that runs or
     * waits is left alone.
     *
     * @return the search afterwards; fails with {@code NOT_FOUND}, with {@code CONFLICT} where it
     *     has ended or belongs to another process, or with {@code TOO_MANY} where as many run or
     *     wait as may: then it stays as it is
     */
    public Uni<SearchRecord> resume(String id) {
        return control.resume(id);
    }

    /**
     * Goes on with what processes that are gone have left unfinished: what ran first, then what
     * waited, both in the order they were made; what was paused stays so. A search that somebody
     * was waiting for in a terminal is ended by name. Completes when all of them are ours.
     */
    public Uni<Void> recover() {
        return control.recover();
    }

    /**
     * Ends by name what terminals that are gone have left; for a process that does nothing but one
     * command, and leaves the rest to one that stays.
     */
    public Uni<Void> endOrphans() {
        return control.endOrphans();
    }

    /**
     * Runs again what of an ended search has failed or was left undone: a search of its own, about
     * those observations and files only, of whom that one was.
     *
     * @param asker whose limits it counts against
     * @return fails with {@code NOT_FOUND}, with {@code CONFLICT} where there is nothing to run
     *     again, and as {@link #start}
     */
    public Uni<Started> retry(String id, Asker asker) {
        return control.known(id).chain(search -> {
            if (!search.phase().isEnd()) {
                throw Problem.of(Kind.CONFLICT, "search " + id + " has not ended: it cannot be retried yet");
            } else if (search.outcome() == Outcome.COMPLETE || search.outcome() == Outcome.EMPTY) {
                throw nothingLeft(id);
            }
            return Scope.leftBy(journal, search).chain(scope -> {
                if (scope.isEmpty()) {
                    throw nothingLeft(id);
                }
                String client = search.client().equals(Control.TERMINAL) ? "" : search.client();
                var again = new Asker(client, asker.counted());
                return start(ids::next, StoredRequest.read(search.request()), again, null, id);
            });
        });
    }

    private static Problem nothingLeft(String id) {
        return Problem.of(Kind.CONFLICT, "nothing of search " + id + " has failed by name: there is nothing to retry");
    }

    /** Keeps an ended search whatever its age, or no longer. Fails with {@code NOT_FOUND}. */
    public Uni<SearchRecord> pin(String id, boolean pinned) {
        return journal.retention().pin(id, pinned).chain(() -> control.known(id));
    }

    /** How many searches of this process run, wait and are held now. */
    public int count(Phase phase) {
        return control.count(phase);
    }

    /** How many searches are started before this one, and itself; empty where it is not QUEUED here. */
    public OptionalInt placeInLine(String id) {
        return floor.placeInLine(id);
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

    /** As {@link #close(Duration)}, without grace. */
    public Uni<Void> close() {
        return close(Duration.ZERO);
    }

    /**
     * Stops: files under way may come to their ends for so long while no others begin, then every
     * request hangs up. Searches that have not ended stay unfinished in the journal, for the next
     * process to go on with; nothing can be started afterwards.
     */
    public Uni<Void> close(Duration grace) {
        return floor.close(grace);
    }
}
