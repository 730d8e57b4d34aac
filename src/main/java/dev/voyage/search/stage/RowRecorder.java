package dev.voyage.search.stage;

import dev.voyage.condition.Condition;
import dev.voyage.cone.ConeConfig;
import dev.voyage.cone.ConeEvent;
import dev.voyage.datalink.rule.LinkedRow;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.search.limit.SearchLimits;
import dev.voyage.search.request.ConeKey;
import dev.voyage.search.request.ConeTask;
import dev.voyage.search.request.Via;
import dev.voyage.search.resume.RecoveredCone;
import dev.voyage.search.run.SearchRun;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records the rows of searches around positions and of TAP, and those of them that fail. */
final class RowRecorder {

    private final SearchRun run;
    private final ConeConfig rows;
    private final SearchLimits limits;
    private final Condition condition;

    RowRecorder(SearchRun run, ConeConfig rows, SearchLimits limits) {
        this.run = run;
        this.rows = rows;
        this.limits = limits;
        String where = run.request().where();
        this.condition = where == null ? null : Condition.parse(where);
    }

    /** The condition of the request, or null. */
    Condition condition() {
        return condition;
    }

    /**
     * An empty result.
     *
     * @param document where its rows come from
     * @param via their protocol
     */
    ConeResult result(ConeTask pair, URI document, Via via) {
        return new ConeResult(run, pair, condition, document, limits.rows(), rows.outside(), via);
    }

    /** Records the rows and their end; the result when it has ended. */
    Uni<ConeResult> record(ConeTask pair, ConeResult result, Multi<ConeEvent> events) {
        RecoveredCone past = run.past().cone(pair.origin());
        return Uni.createFrom()
                .deferred(() -> {
                    refuseWhenFull(past);
                    return events.onItem()
                            .transformToUniAndConcatenate(event -> event.accept(result))
                            .onItem()
                            .ignoreAsUni();
                })
                .chain(result::settle)
                .chain(() -> past.isSearched() ? Uni.createFrom().voidItem() : run.tell(result.summary()))
                .invoke(run.parts()::searched)
                .replaceWith(result);
    }

    /**
     * Records a failure of one of several, which then has no result.
     *
     * @param result so far, or null
     */
    Uni<ConeResult> orBroken(Uni<ConeResult> search, ConeTask pair, ConeResult result) {
        boolean known = run.past().cone(pair.origin()).isSearched();
        return search.onFailure(failure -> isNotTheEnd(failure, pair, known))
                .recoverWithUni(failure ->
                        broken(pair, result == null ? List.of() : result.selected(), (Problem) failure, known));
    }

    private void refuseWhenFull(RecoveredCone past) {
        if (!past.isSearched() && past.counts().rows() == 0) { // the rows it has reported must be completed
            run.parts().full(limits.rows()).ifPresent(full -> {
                throw Problem.of(ProblemType.TOO_LARGE, full);
            });
        }
    }

    /** Whether the search continues: it has other cone searches, or this one had ended in an earlier run. */
    private static boolean isNotTheEnd(Throwable failure, ConeTask pair, boolean known) {
        return failure instanceof Problem problem
                && problem.kind() != ProblemType.STORAGE
                && (known || pair.origin().isOneOfSeveral());
    }

    private Uni<ConeResult> broken(ConeTask pair, List<LinkedRow> selected, Problem why, boolean known) {
        ConeKey origin = pair.origin();
        Map<String, Object> problem = why.members();
        Uni<Void> told = known
                ? Uni.createFrom().voidItem()
                : run.partFailed(new SearchEvent.CatalogueFailed(origin.target(), origin.catalogue(), problem), why);
        return told.chain(() ->
                unlinked(pair, selected.stream().map(LinkedRow::observation).toList(), problem));
    }

    /** Ends the observations that it had reported as selected. */
    Uni<ConeResult> unlinked(ConeTask pair, List<String> now, Map<String, Object> problem) {
        Set<String> ids = new LinkedHashSet<>(now);
        run.past().unlinked(pair.origin()).forEach(observation -> ids.add(observation.id()));
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(id -> run.tell(ConeStage.failed(id, pair.origin(), problem)))
                .onItem()
                .ignoreAsUni()
                .chain(() -> Uni.createFrom().nullItem());
    }
}
