package dev.voyage.search.stage;

import dev.voyage.condition.Condition;
import dev.voyage.cone.ConeQuery;
import dev.voyage.cone.ConeSearchClient;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.ConeTask;
import dev.voyage.search.request.Via;
import dev.voyage.search.run.SearchRun;
import dev.voyage.sky.SkyPosition;
import dev.voyage.upstream.DeferredMulti;
import dev.voyage.upstream.uri.Urls;
import dev.voyage.votable.DividedRows;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.table.Row;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The cone searches of one catalogue by one query for many targets. Rows are recorded only when their answer is
 * known to be whole; a chunk of targets without such an answer is halved, or left to cone searches. Used by one stream.
 */
final class ChunkStage {

    /** Failures in a row after which it is not asked any more; of failures that cannot pass, one is enough. */
    private static final int MOST_FAILURES = 2;

    private static final Set<String> ACCESS = Set.of("access_url", "accref");

    private final ConeSearchClient cone;
    private ChunkService service;
    private final Condition condition;
    private final SearchRun run;
    private final RowRecorder recorder;
    private final Function<List<ConeTask>, Multi<ConeResult>> byCones;
    private final Set<Object> doubtfulSizes = new HashSet<>(); // of answers about several targets
    private int failures;

    /** A target with its position. */
    record Located(ConeTask pair, SkyPosition position) {}

    /**
     * @param byCones makes the cone searches of targets that have a position
     */
    ChunkStage(
            ConeSearchClient cone,
            ChunkService service,
            SearchRun run,
            RowRecorder recorder,
            Function<List<ConeTask>, Multi<ConeResult>> byCones) {
        this.byCones = byCones;
        this.cone = cone;
        this.service = service;
        this.condition = recorder.condition();
        this.run = run;
        this.recorder = recorder;
    }

    /**
     * Searches around all targets, one chunk after the other.
     *
     * @param hasCones whether the catalogue has a cone search too
     */
    Multi<ConeResult> search(Multi<Located> targets, boolean hasCones) {
        boolean mayFallBack = hasCones && run.request().via() != Via.TAP;
        return targets.group()
                .intoLists()
                .of(service.targets())
                .onItem()
                .transformToMultiAndConcatenate(chunk -> DeferredMulti.of(chunk(chunk, mayFallBack)));
    }

    private Multi<ConeResult> chunk(List<Located> chunk, boolean mayFallBack) {
        return Multi.createFrom().deferred(() -> {
            if (failures >= MOST_FAILURES && mayFallBack) {
                return byCones.apply(pairs(chunk));
            }
            return service.rows(chunk.stream().map(Located::position).toList(), run.context())
                    .invoke(answer -> refuseUseless(answer, mayFallBack))
                    .map(answer -> {
                        failures = 0;
                        return recorded(chunk, answer);
                    })
                    .onFailure(Problem.class)
                    .recoverWithItem(why -> otherwise(chunk, why, mayFallBack))
                    .onItem()
                    .transformToMulti(results -> results);
        });
    }

    /** Whether a cone search may do better: its answers may have other columns, and describe links. */
    private void refuseUseless(DividedRows answer, boolean mayFallBack) {
        if (!mayFallBack) {
            return;
        }
        if (condition != null) {
            var unused = condition.on(answer.columns());
        }
        boolean needsLinks =
                service.via() == Via.TAP && run.request().action() != Action.OBSERVATIONS && !answer.isEmpty();
        boolean hasLinks = answer.descriptors().stream().anyMatch(service -> service.isDatalink())
                || ACCESS.stream().anyMatch(name -> answer.columns().named(name).isPresent());
        if (needsLinks && !hasLinks) {
            throw Problem.of(ProblemType.MALFORMED, "its answers describe no links");
        }
    }

    private Multi<ConeResult> recorded(List<Located> chunk, DividedRows answer) {
        List<ConeTask> undecided = answer.undecided().stream()
                .sorted()
                .map(i -> chunk.get(i).pair())
                .toList();
        Multi<ConeResult> decided = Multi.createFrom()
                .range(0, chunk.size())
                .select()
                .where(i -> !answer.undecided().contains(i))
                .onItem()
                .transformToUniAndConcatenate(i -> Uni.createFrom()
                        .item(i)
                        .emitOn(
                                Infrastructure
                                        .getDefaultWorkerPool()) // a thousand targets are too many for an event loop
                        .chain(() ->
                                recorded(chunk.get(i), answer, answer.rows().get(i))));
        return undecided.isEmpty()
                ? decided
                : Multi.createBy().concatenating().streams(decided, DeferredMulti.of(byCones.apply(undecided)));
    }

    private Uni<ConeResult> recorded(Located target, DividedRows answer, List<Row> rows) {
        var document = new ArrayList<VotableEvent>();
        document.add(new VotableEvent.TableStart("", answer.columns()));
        rows.forEach(row -> document.add(new VotableEvent.RowRead(row)));
        answer.descriptors().forEach(service -> document.add(new VotableEvent.Descriptor(service)));
        if (answer.rows().size() == 1 && doubtfulSizes.contains(answer.size())) {
            document.add(new VotableEvent.Overflow("the answer about one target has exactly " + answer.size()
                    + " rows, as one about several targets: that seems to be a limit of the service"));
        }
        var query = new ConeQuery(
                service.address(), target.position(), run.request().radiusDeg(), PositionSearch.USUAL);
        ConeResult result = recorder.result(target.pair(), query.endpoint(), service.via());
        return recorder.orBroken(
                recorder.record(target.pair(), result, cone.events(query, document, run.context())),
                target.pair(),
                result);
    }

    private Multi<ConeResult> otherwise(List<Located> chunk, Problem why, boolean mayFallBack) {
        Optional<ChunkService> instead = service.instead(why);
        if (instead.isPresent()) {
            service = instead.get();
            run.degraded(
                    Urls.authority(service.address()),
                    "queries about many targets " + service.manner() + " from now on: " + why.detail());
            return chunk(chunk, mayFallBack);
        }
        boolean cut = why.kind() == ProblemType.TOO_LARGE;
        if (why.members().containsKey("rows")) {
            doubtfulSizes.add(why.members().get("rows"));
        }
        int fewest = mayFallBack ? 2 * ServiceChoice.FEWEST_TARGETS : 2;
        if (cut && chunk.size() >= fewest) {
            int half = chunk.size() / 2;
            return Multi.createBy()
                    .concatenating()
                    .streams(
                            chunk(chunk.subList(0, half), mayFallBack),
                            chunk(chunk.subList(half, chunk.size()), mayFallBack));
        }
        failures += cut ? 0 : why.retryable() ? 1 : MOST_FAILURES;
        if (!mayFallBack) {
            return Multi.createFrom()
                    .iterable(chunk)
                    .onItem()
                    .transformToUniAndConcatenate(
                            target -> recorder.orBroken(Uni.createFrom().failure(why), target.pair(), null));
        }
        run.degraded(
                Urls.authority(service.address()),
                service.name() + " does not answer about " + chunk.size()
                        + " targets, so that they are asked for by cone searches: " + why.detail());
        return byCones.apply(pairs(chunk));
    }

    private static List<ConeTask> pairs(List<Located> chunk) {
        return chunk.stream().map(Located::pair).toList();
    }
}
