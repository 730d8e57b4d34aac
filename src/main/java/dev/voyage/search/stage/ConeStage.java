package dev.voyage.search.stage;

import dev.voyage.cone.ConeConfig;
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
import dev.voyage.search.request.Via;
import dev.voyage.search.resume.RecoveredCone;
import dev.voyage.search.run.SearchRun;
import dev.voyage.sky.SkyPosition;
import dev.voyage.tap.TapClient;
import dev.voyage.upstream.DeferredMulti;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The stage from names to rows: each target is located, each catalogue's service found, and each service queried around each
 * target, by a cone search or a search for images or spectra for each, or by one query for many at once.
 */
public final class ConeStage {

    private final Resolver resolver;
    private final Registry registry;
    private final ConeSearchClient cone;
    private final TapClient tap;
    private final ConeConfig rows;
    private final SearchLimits limits;

    public ConeStage(
            Resolver resolver,
            Registry registry,
            ConeSearchClient cone,
            TapClient tap,
            ConeConfig rows,
            SearchLimits limits) {
        this.tap = tap;
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
        if (run.request().adql() != null) {
            return byQuery(left.get(0), run);
        }
        return Multi.createFrom().deferred(() -> {
            var inputs = new ResolvedInputs(resolver, new ServiceChoice(registry, tap, run), run, targetsOf(left));
            return results(left, inputs, run)
                    .onTermination()
                    .invoke(() -> {
                        inputs.hangUp();
                        run.parts().names().end();
                    })
                    .onOverflow()
                    .buffer(left.size());
        });
    }

    private Multi<ConeResult> byQuery(ConeTask pair, SearchRun run) {
        return new AdqlStage(registry, tap, cone, run, limits.rows())
                .search(pair, new RowRecorder(run, rows, limits))
                .onTermination()
                .invoke(run.parts().names()::end)
                .toMulti();
    }

    /** The number of targets of each catalogue, by its name in events. */
    private static Map<String, Integer> targetsOf(List<ConeTask> left) {
        var targets = new HashMap<String, Integer>();
        left.forEach(pair -> targets.merge(pair.origin().catalogue(), 1, Integer::sum));
        return targets;
    }

    private Multi<ConeResult> results(List<ConeTask> left, ResolvedInputs inputs, SearchRun run) {
        Map<String, List<ConeTask>> ofCatalogues = left.stream()
                .collect(Collectors.groupingBy(ConeTask::catalogue, LinkedHashMap::new, Collectors.toList()));
        List<ConeTask> unknown = ofCatalogues.values().stream()
                .filter(pairs -> mayUseTap(pairs, run))
                .map(pairs -> pairs.get(0))
                .toList();
        if (unknown.isEmpty()) {
            return byCones(left, inputs, run);
        }
        return Multi.createFrom()
                .iterable(unknown)
                .onItem()
                .transformToUni(pair -> inputs.service(pair).map(found -> found.filter(service -> service.takesTables(
                                ofCatalogues.get(pair.catalogue()).size()))
                        .map(service -> new Asked(pair.catalogue(), service))
                        .orElse(null)))
                .merge(limits.cones())
                .collect()
                .asList()
                .onItem()
                .transformToMulti(asked -> results(left, asked, inputs, run));
    }

    /** A catalogue to be asked about many targets at once. */
    private record Asked(String catalogue, CatalogueService service) {}

    private Multi<ConeResult> results(List<ConeTask> left, List<Asked> asked, ResolvedInputs inputs, SearchRun run) {
        if (asked.stream().anyMatch(each -> each.service().tap() != null)) {
            run.parts().names().ofSeveralProtocols();
        }
        var rest = new ArrayList<ConeTask>(left);
        var parts = new ArrayList<Multi<ConeResult>>();
        for (Asked each : asked) {
            List<ConeTask> pairs = left.stream()
                    .filter(pair -> pair.catalogue().equals(each.catalogue()) && !isByCone(pair, run))
                    .toList();
            rest.removeAll(Set.copyOf(pairs));
            parts.add(DeferredMulti.of(inChunks(pairs, each.service(), inputs, run)));
        }
        if (!rest.isEmpty()) {
            parts.add(DeferredMulti.of(byCones(rest, inputs, run)));
        }
        return Multi.createBy().merging().withConcurrency(parts.size()).streams(parts);
    }

    private static boolean mayUseTap(List<ConeTask> pairs, SearchRun run) {
        ConeTask first = pairs.get(0);
        return switch (run.request().via()) {
            case CONE, SIA, SSA -> false;
            case TAP -> true;
            case AUTO ->
                pairs.size() >= ServiceChoice.FEWEST_TARGETS
                        || run.past().taps.containsKey(first.origin().catalogue())
                        || first.catalogue().contains("#"); // it may be a table of a TAP service
        };
    }

    /** Whether its rows were reported from a cone search, or it only has observations to end. */
    private static boolean isByCone(ConeTask pair, SearchRun run) {
        return protocol(pair, run) == Via.CONE || run.past().cone(pair.origin()).isFailed();
    }

    /** The protocol of the rows reported for it in earlier runs, or by the search that this one retries; or null. */
    private static Via protocol(ConeTask pair, SearchRun run) {
        Via via = run.past().cone(pair.origin()).via();
        return via == null ? run.scope().via(pair.origin()) : via;
    }

    private Multi<ConeResult> byCones(List<ConeTask> pairs, ResolvedInputs inputs, SearchRun run) {
        return Multi.createFrom()
                .iterable(pairs)
                .onItem()
                .transformToUni(pair -> one(pair, inputs, run))
                .merge(limits.cones());
    }

    private Multi<ConeResult> inChunks(
            List<ConeTask> pairs, CatalogueService service, ResolvedInputs inputs, SearchRun run) {
        var check = new CoverageCheck(run);
        Multi<ChunkStage.Located> located = Multi.createFrom()
                .iterable(pairs)
                .onItem()
                .transformToUni(pair -> inputs.position(pair)
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().<ChunkStage.Located>nullItem()
                                : check.skips(pair, found.get(), service.cone())
                                        .map(skipped -> skipped ? null : new ChunkStage.Located(pair, found.get()))))
                .merge(limits.cones());
        var recorder = new RowRecorder(run, rows, limits);
        return new ChunkStage(cone, chunks(service, run, recorder), run, recorder, left -> byCones(left, inputs, run))
                .search(located, service.cone() != null);
    }

    private ChunkService chunks(CatalogueService service, SearchRun run, RowRecorder recorder) {
        double radiusDeg = run.request().radiusDeg();
        return service.tap() == null
                ? new ConeChunks(cone, service.cone(), radiusDeg, PositionSearch.USUAL)
                : new TapChunks(tap, service.tap(), radiusDeg, recorder.condition());
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

    private Uni<ConeResult> one(ConeTask pair, ResolvedInputs inputs, SearchRun run) {
        RecoveredCone known = run.past().cone(pair.origin());
        var recorder = new RowRecorder(run, rows, limits);
        if (known.isFailed()) {
            return recorder.unlinked(pair, List.of(), known.problem());
        } else if (known.via() == Via.TAP && !known.isSearched()) { // rows of cone searches have other content
            Problem why = Problem.of(
                    ProblemType.UNAVAILABLE,
                    "some of its rows were reported from TAP, which does not answer about the others");
            return recorder.orBroken(Uni.createFrom().failure(why), pair, null);
        }
        return Uni.combine()
                .all()
                .unis(inputs.position(pair), inputs.service(pair))
                .asTuple()
                .chain(both -> both.getItem1().isEmpty() || both.getItem2().isEmpty()
                        ? Uni.createFrom().nullItem()
                        : unlessSkipped(
                                pair, both.getItem1().get(), both.getItem2().get(), recorder, inputs, run));
    }

    private Uni<ConeResult> unlessSkipped(
            ConeTask pair,
            SkyPosition at,
            CatalogueService service,
            RowRecorder recorder,
            ResolvedInputs inputs,
            SearchRun run) {
        return new CoverageCheck(run)
                .skips(pair, at, service.cone())
                .chain(skipped -> skipped
                        ? Uni.createFrom().nullItem()
                        : new PositionSearch(cone, recorder, inputs, run, limits.rows()).rows(pair, at, service));
    }

    public static SearchEvent failed(String observation, ConeKey origin, Map<String, Object> problem) {
        return new ObservationEvent.Failed(observation, problem, 0, 0, 0, origin.target(), origin.catalogue());
    }
}
