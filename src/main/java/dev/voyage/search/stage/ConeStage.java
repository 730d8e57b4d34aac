package dev.voyage.search.stage;

import dev.voyage.condition.Condition;
import dev.voyage.cone.ConeConfig;
import dev.voyage.cone.ConeQuery;
import dev.voyage.cone.ConeSearchClient;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.registry.Registry;
import dev.voyage.resolve.Resolver;
import dev.voyage.search.limit.SearchLimits;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.ConeKey;
import dev.voyage.search.request.ConeTask;
import dev.voyage.search.resume.RecoveredCone;
import dev.voyage.search.run.SearchRun;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stage from names to rows: each target is located, each catalogue's service found, and each service queried around each
 * target.
 */
public final class ConeStage {

    /** Verbosity of a cone search (SCS 1.1, 2.2): the catalogue's usual columns, and all of them. */
    private static final int USUAL = 2;

    private static final int ALL = 3;

    private final Resolver resolver;
    private final Registry registry;
    private final ConeSearchClient cone;
    private final ConeConfig rows;
    private final SearchLimits limits;

    public ConeStage(
            Resolver resolver, Registry registry, ConeSearchClient cone, ConeConfig rows, SearchLimits limits) {
        this.resolver = resolver;
        this.registry = registry;
        this.cone = cone;
        this.rows = rows;
        this.limits = limits;
    }

    /**
     * Makes the cone searches that earlier runs have left, and records their rows as they are parsed.
     *
     * @return the result of each, when it has ended, in any order; if one of several fails, the failure is recorded and it has no
     *     result. It does not wait for demand, since rows should be visible before their files arrive: results not requested yet
     *     are kept, at most as many rows as a search may have.
     */
    public Multi<ConeResult> search(SearchRun run) {
        List<ConeTask> left =
                run.parts().pairs().stream().filter(pair -> isLeft(pair, run)).toList();
        if (left.isEmpty()) {
            return Multi.createFrom().empty();
        }
        return Multi.createFrom().deferred(() -> {
            var destinations = new ResolvedInputs(resolver, registry, run);
            return Multi.createFrom()
                    .iterable(left)
                    .onItem()
                    .transformToUni(pair -> one(pair, destinations, run))
                    .merge(limits.cones())
                    .onTermination()
                    .invoke(() -> {
                        destinations.hangUp();
                        run.parts().names().end();
                    })
                    .onOverflow()
                    .buffer(left.size());
        });
    }

    private static boolean isLeft(ConeTask pair, SearchRun run) {
        ConeKey origin = pair.origin();
        if (run.scope().skips(origin) || run.past().isFailed(origin)) {
            return false;
        }
        RecoveredCone known = run.past().cone(origin);
        boolean toBeLinked = run.request().action() != Action.OBSERVATIONS || known.isFailed();
        boolean ended = known.isSearched() || known.isFailed();
        return !ended || (toBeLinked && !run.past().unlinked(origin).isEmpty());
    }

    private Uni<ConeResult> one(ConeTask pair, ResolvedInputs destinations, SearchRun run) {
        RecoveredCone known = run.past().cone(pair.origin());
        if (known.isFailed()) {
            return unlinked(pair, List.of(), known.problem(), run);
        }
        return Uni.combine()
                .all()
                .unis(destinations.position(pair), destinations.service(pair))
                .asTuple()
                .chain(both -> both.getItem1().isEmpty() || both.getItem2().isEmpty()
                        ? Uni.createFrom().nullItem()
                        : rows(
                                pair,
                                new ConeQuery(
                                        both.getItem2().get().accessUrl(),
                                        both.getItem1().get(),
                                        run.request().radiusDeg(),
                                        USUAL),
                                run));
    }

    private Uni<ConeResult> rows(ConeTask pair, ConeQuery query, SearchRun run) {
        String where = run.request().where();
        Condition condition = where == null ? null : Condition.parse(where);
        var selection = new ConeResult(run, pair, condition, query, limits.rows(), rows.outside());
        RecoveredCone past = run.past().cone(pair.origin());
        boolean known = past.isSearched();
        return Uni.createFrom()
                .deferred(() -> {
                    refuseWhenFull(past, run);
                    return cone.search(query, run.context())
                            .onItem()
                            .transformToUniAndConcatenate(selection::take)
                            .onItem()
                            .ignoreAsUni();
                })
                .chain(selection::settle)
                .chain(() -> known ? Uni.createFrom().voidItem() : run.tell(selection.summary()))
                .invoke(run.parts()::searched)
                .replaceWith(selection)
                // a catalogue returns only some of its columns unless all are requested
                .onFailure(problem -> isUnknownColumn(problem) && query.verbosity() < ALL)
                .recoverWithUni(
                        () -> rows(pair, new ConeQuery(query.endpoint(), query.centre(), query.radiusDeg(), ALL), run))
                .onFailure(failure -> isNotTheEnd(failure, pair, known))
                .recoverWithUni(failure -> broken(pair, selection, (Problem) failure, known, run));
    }

    private void refuseWhenFull(RecoveredCone past, SearchRun run) {
        if (!past.isSearched() && past.counts().rows() == 0) { // the rows it has reported must be completed
            run.parts().full(limits.rows()).ifPresent(full -> {
                throw Problem.of(ProblemType.TOO_LARGE, full);
            });
        }
    }

    private static boolean isUnknownColumn(Throwable failure) {
        return failure instanceof Problem problem && problem.kind() == ProblemType.UNKNOWN_COLUMN;
    }

    /** Whether the search continues: it has other cone searches, or this one had ended in an earlier run. */
    private static boolean isNotTheEnd(Throwable failure, ConeTask pair, boolean known) {
        return failure instanceof Problem problem
                && problem.kind() != ProblemType.STORAGE
                && (known || pair.origin().isOneOfSeveral());
    }

    private static Uni<ConeResult> broken(
            ConeTask pair, ConeResult selection, Problem why, boolean known, SearchRun run) {
        ConeKey origin = pair.origin();
        Map<String, Object> problem = why.members();
        Uni<Void> told = known
                ? Uni.createFrom().voidItem()
                : run.partFailed(new SearchEvent.CatalogueFailed(origin.target(), origin.catalogue(), problem), why);
        return told.chain(() -> unlinked(pair, selection.ids(), problem, run));
    }

    /** Ends the observations that it had reported as selected. */
    private static Uni<ConeResult> unlinked(
            ConeTask pair, List<String> now, Map<String, Object> problem, SearchRun run) {
        Set<String> ids = new LinkedHashSet<>(now);
        run.past().unlinked(pair.origin()).forEach(observation -> ids.add(observation.id()));
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(id -> run.tell(failed(id, pair.origin(), problem)))
                .onItem()
                .ignoreAsUni()
                .chain(() -> Uni.createFrom().nullItem());
    }

    public static SearchEvent failed(String observation, ConeKey origin, Map<String, Object> problem) {
        return new ObservationEvent.Failed(observation, problem, 0, 0, 0, origin.target(), origin.catalogue());
    }
}
