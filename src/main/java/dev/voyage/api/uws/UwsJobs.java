package dev.voyage.api.uws;

import dev.voyage.api.events.OpenStreams;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.searches.SearchQueryParser;
import dev.voyage.api.uws.UwsPendingJobs.State;
import dev.voyage.api.web.CallerContext;
import dev.voyage.auth.Caller;
import dev.voyage.journal.Journal;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.Searches;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.Submitter;
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
import java.util.stream.Stream;

/** Searches as jobs: creates, runs, awaits and stops them. Fails with {@code NOT_FOUND} for an unknown one. */
@ApplicationScoped
class UwsJobs {

    private final Searches searches;
    private final Journal journal;
    private final UwsPendingJobs drafts;
    private final OpenStreams readers;

    UwsJobs(Searches searches, Journal journal, UwsPendingJobs drafts, OpenStreams readers) {
        this.readers = readers;
        this.searches = searches;
        this.journal = journal;
        this.drafts = drafts;
    }

    /**
     * @param run at once; else it is only recorded, and its parameters may still be invalid
     * @return its id
     */
    Uni<String> create(RoutingContext exchange, QueryParameters parameters, boolean run) {
        if (!run) {
            String client = CallerContext.of(exchange).id();
            return Uni.createFrom()
                    .item(drafts.add(searches.newId(), client, parameters).id());
        }
        SearchRequest request = SearchQueryParser.read(parameters);
        return searches.start(request, CallerContext.asker(exchange), null)
                .map(started -> started.search().id());
    }

    Uni<UwsJob> find(String id) {
        Optional<UwsPendingJobs.Draft> draft = drafts.find(id);
        return draft.isPresent()
                ? Uni.createFrom().item(UwsJob.of(draft.get()))
                : journal.find(id).map(found -> found.map(this::job)
                        .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no job " + QuotedText.of(id))));
    }

    private UwsJob job(SearchRecord search) {
        return UwsJob.of(search, searches.placeInLine(search.id()));
    }

    /**
     * The job as soon as its phase differs from the current one, at the timeout, or when the server stops.
     *
     * @param only waits only in this phase; in any phase if null
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

    /** Every change of phase comes with an event, which triggers a check. */
    private Uni<Void> changed(UwsJob job) {
        Optional<UwsPendingJobs.Draft> draft = drafts.find(job.id());
        if (draft.isPresent()) {
            return Uni.createFrom().completionStage(() -> draft.get().left().copy());
        }
        return journal.find(job.id())
                .onItem()
                .transformToMulti(found -> journal.batches(
                        job.id(), found.map(SearchRecord::lastSeq).orElse(0L)))
                .filter(batch -> batch.stream().anyMatch(JournalEntry::isStored))
                .onItem()
                .transformToUniAndConcatenate(batch -> find(job.id()))
                .filter(now -> now.phase() != job.phase())
                .toUni()
                .replaceWithVoid();
    }

    /**
     * Starts a pending job and resumes a held one; any other job is left as it is. A subscriber must not cancel it: a pending
     * job whose search was stored has to be forgotten.
     */
    Uni<Void> run(RoutingContext exchange, String id) {
        Optional<UwsPendingJobs.Draft> draft = drafts.find(id);
        if (draft.isEmpty() || !drafts.move(id, State.PENDING, State.STARTING)) {
            return find(id).chain(job -> job.phase() == Phase.HELD
                    ? searches.resume(id).replaceWithVoid()
                    : Uni.createFrom().voidItem());
        }
        return Uni.createFrom()
                .deferred(() -> {
                    SearchRequest request = SearchQueryParser.read(draft.get().parameters());
                    String client = draft.get().client();
                    var asker = new Submitter(client, CallerContext.counted(exchange));
                    return searches.startAs(id, request, asker);
                })
                .invoke(() -> drafts.forget(id))
                .onFailure()
                .invoke(() -> drafts.move(id, State.STARTING, State.PENDING))
                .replaceWithVoid();
    }

    /** Sets parameters of a pending job. */
    Uni<Void> refine(String id, QueryParameters parameters) {
        return find(id).invoke(job -> {
                    if (!drafts.refine(id, parameters)) {
                        throw Problem.of(
                                ProblemType.CONFLICT,
                                "job " + id + " is " + job.phase() + "; parameters are set before it runs");
                    }
                })
                .replaceWithVoid();
    }

    /** Cancels the job; an ended one stays as it is. */
    Uni<Void> abort(String id) {
        if (drafts.move(id, State.PENDING, State.ABORTED) || drafts.find(id).isPresent()) {
            return Uni.createFrom().voidItem();
        }
        return searches.cancel(id).replaceWithVoid();
    }

    /** Stops it; the record of a search stays, a job that never ran is removed. */
    Uni<Void> delete(String id) {
        return drafts.forget(id)
                ? Uni.createFrom().voidItem()
                : searches.cancel(id).replaceWithVoid();
    }

    /**
     * The caller's newest jobs, in the order of their creation.
     *
     * @param phases only jobs in one of them; in any phase if empty
     * @param after only jobs created after that time, or null
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
