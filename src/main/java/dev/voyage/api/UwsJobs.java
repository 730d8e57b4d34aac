package dev.voyage.api;

import dev.voyage.access.Caller;
import dev.voyage.api.UwsDrafts.State;
import dev.voyage.journal.Entry;
import dev.voyage.journal.Journal;
import dev.voyage.journal.Phase;
import dev.voyage.journal.SearchRecord;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import dev.voyage.search.Asker;
import dev.voyage.search.SearchRequest;
import dev.voyage.search.Searches;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Searches as jobs: made, run, waited for, stopped. Fails with {@code NOT_FOUND} for an unknown one. */
@ApplicationScoped
class UwsJobs {

    private final Searches searches;
    private final Journal journal;
    private final UwsDrafts drafts;
    private final Readers readers;

    UwsJobs(Searches searches, Journal journal, UwsDrafts drafts, Readers readers) {
        this.readers = readers;
        this.searches = searches;
        this.journal = journal;
        this.drafts = drafts;
    }

    /**
     * @param run at once; else it is only taken down, and its parameters may still be wrong
     * @return its id
     */
    Uni<String> create(RoutingContext exchange, Query parameters, boolean run) {
        if (!run) {
            String client = Callers.of(exchange).id();
            return Uni.createFrom()
                    .item(drafts.add(searches.newId(), client, parameters).id());
        }
        SearchRequest request = FlatForm.read(parameters);
        return searches.start(request, Callers.asker(exchange), null)
                .map(started -> started.search().id());
    }

    Uni<UwsJob> find(String id) {
        Optional<UwsDrafts.Draft> draft = drafts.find(id);
        return draft.isPresent()
                ? Uni.createFrom().item(UwsJob.of(draft.get()))
                : journal.find(id).map(found -> found.map(this::job)
                        .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "there is no job " + Quoted.of(id))));
    }

    private UwsJob job(SearchRecord search) {
        return UwsJob.of(search, searches.placeInLine(search.id()));
    }

    /**
     * The job as soon as it is in another phase than now, when the time is over, or when the server stops.
     *
     * @param only waits only in this phase; in any where null
     */
    Uni<UwsJob> await(String id, Duration longest, Phase only) {
        return find(id).chain(job -> {
            boolean waits = job.isActive() && (only == null || only == job.phase()) && !longest.isZero();
            return waits
                    ? Uni.combine()
                            .any()
                            .of(changed(job), readers.stops())
                            .ifNoItem()
                            .after(longest)
                            .recoverWithItem((Void) null)
                            .chain(() -> find(id))
                    : Uni.createFrom().item(job);
        });
    }

    /** Every change of phase comes with an event, which says that it is time to look. */
    private Uni<Void> changed(UwsJob job) {
        Optional<UwsDrafts.Draft> draft = drafts.find(job.id());
        if (draft.isPresent()) {
            return Uni.createFrom().completionStage(() -> draft.get().left().copy());
        }
        return journal.find(job.id())
                .onItem()
                .transformToMulti(found -> journal.batches(
                        job.id(), found.map(SearchRecord::lastSeq).orElse(0L)))
                .filter(batch -> batch.stream().anyMatch(Entry::isStored))
                .onItem()
                .transformToUniAndConcatenate(batch -> find(job.id()))
                .filter(now -> now.phase() != job.phase())
                .toUni()
                .replaceWithVoid();
    }

    /** Starts what has only been taken down, and goes on with what is held; any other job is left as it is. */
    Uni<Void> run(RoutingContext exchange, String id) {
        Optional<UwsDrafts.Draft> draft = drafts.find(id);
        if (draft.isEmpty() || !drafts.move(id, State.PENDING, State.STARTING)) {
            return find(id).chain(job -> job.phase() == Phase.HELD
                    ? searches.resume(id).replaceWithVoid()
                    : Uni.createFrom().voidItem());
        }
        Uni<Void> started = Uni.createFrom()
                .deferred(() -> {
                    SearchRequest request = FlatForm.read(draft.get().parameters());
                    String client = draft.get().client();
                    var asker = new Asker(client, Callers.counted(exchange));
                    return searches.startAs(id, request, asker);
                })
                .invoke(() -> drafts.forget(id))
                .onFailure()
                .invoke(() -> drafts.move(id, State.STARTING, State.PENDING))
                .replaceWithVoid();
        // whoever goes away meanwhile leaves no draft behind that is a search too
        var result = new CompletableFuture<Void>();
        started.subscribe().with(result::complete, result::completeExceptionally);
        return Uni.createFrom().completionStage(result.minimalCompletionStage());
    }

    /** Gives parameters to what has only been taken down. */
    Uni<Void> refine(String id, Query parameters) {
        return find(id).invoke(job -> {
                    if (!drafts.refine(id, parameters)) {
                        throw Problem.of(
                                Kind.CONFLICT,
                                "job " + id + " is " + job.phase() + "; parameters are set before it runs");
                    }
                })
                .replaceWithVoid();
    }

    /** Stops it for good; what has ended stays as it is. */
    Uni<Void> abort(String id) {
        if (drafts.move(id, State.PENDING, State.ABORTED) || drafts.find(id).isPresent()) {
            return Uni.createFrom().voidItem();
        }
        return searches.cancel(id).replaceWithVoid();
    }

    /** Stops it; the record of a search stays, a job that never ran is forgotten. */
    Uni<Void> delete(String id) {
        return drafts.forget(id)
                ? Uni.createFrom().voidItem()
                : searches.cancel(id).replaceWithVoid();
    }

    /**
     * The newest jobs of who asks, in the order of their creation.
     *
     * @param phases in any of them; in any at all where empty
     * @param after created after that, or null
     */
    Uni<List<UwsJob>> newest(Caller caller, Set<Phase> phases, Instant after, int most) {
        List<UwsJob> waiting = drafts.all().stream()
                .filter(draft -> caller.owns(draft.client()))
                .map(UwsJob::of)
                .filter(job -> phases.isEmpty() || phases.contains(job.phase()))
                .toList();
        Stream<Phase> asked = phases.isEmpty() ? Stream.of((Phase) null) : phases.stream();
        return Multi.createFrom()
                .iterable(asked.map(Optional::ofNullable).toList())
                .onItem()
                .transformToUniAndConcatenate(phase -> journal.list(caller.filter(), phase.orElse(null), null, most))
                .collect()
                .asList()
                .map(lists -> Stream.concat(
                                waiting.stream(),
                                lists.stream().flatMap(List::stream).map(this::job))
                        .filter(job -> after == null || job.created().isAfter(after))
                        .sorted(Comparator.comparing(UwsJob::id).reversed())
                        .limit(most)
                        .sorted(Comparator.comparing(UwsJob::id))
                        .toList());
    }
}
