package dev.voyage.search;

import dev.voyage.cone.Cone;
import dev.voyage.cone.ConeQuery;
import dev.voyage.journal.ObservationEvent;
import dev.voyage.journal.SearchEvent;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.registry.Registry;
import dev.voyage.resolve.Resolver;
import dev.voyage.where.Condition;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From names to rows: each target is located, each catalogue's service found, and each asked around each. */
final class Cones {

    /** Columns of a cone search (SCS 1.1, 2.2): the catalogue's usual ones, and all it has. */
    private static final int USUAL = 2;

    private static final int ALL = 3;

    private final Resolver resolver;
    private final Registry registry;
    private final Cone cone;
    private final Limits limits;

    Cones(Resolver resolver, Registry registry, Cone cone, Limits limits) {
        this.resolver = resolver;
        this.registry = registry;
        this.cone = cone;
        this.limits = limits;
    }

    /**
     * Makes the cone searches that earlier lives have left to do, and tells their rows as they are parsed.
     *
     * @return what each brought, when it has come to its end, in any order; one of several that fails is told and
     *     brings nothing. It does not wait for demand, since rows are to be seen before their files come: what is not
     *     taken yet is kept, as many rows as a search may have.
     */
    Multi<Selection> search(Run run) {
        List<Pair> left =
                run.parts().pairs().stream().filter(pair -> isLeft(pair, run)).toList();
        if (left.isEmpty()) {
            return Multi.createFrom().empty();
        }
        return Multi.createFrom().deferred(() -> {
            var destinations = new Destinations(resolver, registry, run);
            return Multi.createFrom()
                    .iterable(left)
                    .onItem()
                    .transformToUni(pair -> one(pair, destinations, run))
                    .merge(limits.cones())
                    .onTermination()
                    .invoke(destinations::hangUp)
                    .onOverflow()
                    .buffer(left.size());
        });
    }

    private static boolean isLeft(Pair pair, Run run) {
        Origin origin = pair.origin();
        if (run.scope().skips(origin) || run.past().isFailed(origin)) {
            return false;
        }
        KnownCone known = run.past().cone(origin);
        boolean toBeLinked = run.request().action() != Action.OBSERVATIONS || known.isFailed();
        boolean ended = known.isSearched() || known.isFailed();
        return !ended || (toBeLinked && !run.past().unlinked(origin).isEmpty());
    }

    private Uni<Selection> one(Pair pair, Destinations destinations, Run run) {
        KnownCone known = run.past().cone(pair.origin());
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

    private Uni<Selection> rows(Pair pair, ConeQuery query, Run run) {
        String where = run.request().where();
        Condition condition = where == null ? null : Condition.parse(where);
        var selection = new Selection(run, pair, condition, query.toUri(), limits.rows());
        KnownCone past = run.past().cone(pair.origin());
        boolean known = past.isSearched();
        return Uni.createFrom()
                .deferred(() -> {
                    refuseWhenFull(past, run);
                    return cone.search(query, run)
                            .onItem()
                            .transformToUniAndConcatenate(selection::take)
                            .onItem()
                            .ignoreAsUni();
                })
                .chain(() -> known ? Uni.createFrom().voidItem() : run.tell(selection.summary()))
                .invoke(run.parts()::searched)
                .replaceWith(selection)
                // a catalogue shows only some of its columns unless asked for all
                .onFailure(problem -> isUnknownColumn(problem) && query.verbosity() < ALL)
                .recoverWithUni(
                        () -> rows(pair, new ConeQuery(query.endpoint(), query.centre(), query.radiusDeg(), ALL), run))
                .onFailure(failure -> isNotTheEnd(failure, pair, known))
                .recoverWithUni(failure -> broken(pair, selection, (Problem) failure, known, run));
    }

    private void refuseWhenFull(KnownCone past, Run run) {
        if (!past.isSearched() && past.rows() == 0) { // the rows it has told are to come to their ends
            run.parts().full(limits.rows()).ifPresent(full -> {
                throw Problem.of(Kind.TOO_LARGE, full);
            });
        }
    }

    private static boolean isUnknownColumn(Throwable failure) {
        return failure instanceof Problem problem && problem.kind() == Kind.UNKNOWN_COLUMN;
    }

    /** Whether the search goes on: there are other cone searches, or this one was at its end in an earlier life. */
    private static boolean isNotTheEnd(Throwable failure, Pair pair, boolean known) {
        return failure instanceof Problem problem
                && problem.kind() != Kind.STORAGE
                && (known || pair.origin().isOneOfSeveral());
    }

    private static Uni<Selection> broken(Pair pair, Selection selection, Problem why, boolean known, Run run) {
        Origin origin = pair.origin();
        Map<String, Object> problem = why.members();
        Uni<Void> told = known
                ? Uni.createFrom().voidItem()
                : run.partFailed(new SearchEvent.CatalogueFailed(origin.target(), origin.catalogue(), problem), why);
        return told.chain(() -> unlinked(pair, selection.ids(), problem, run));
    }

    /** Nothing more comes of the observations that it had told as selected. */
    private static Uni<Selection> unlinked(Pair pair, List<String> now, Map<String, Object> problem, Run run) {
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

    static SearchEvent failed(String observation, Origin origin, Map<String, Object> problem) {
        return new ObservationEvent.Failed(observation, problem, 0, 0, 0, origin.target(), origin.catalogue());
    }
}
