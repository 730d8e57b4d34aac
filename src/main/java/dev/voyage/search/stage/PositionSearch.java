package dev.voyage.search.stage;

import dev.voyage.cone.ConeQuery;
import dev.voyage.cone.ConeSearchClient;
import dev.voyage.cone.ImageQuery;
import dev.voyage.cone.PositionQuery;
import dev.voyage.cone.SpectrumQuery;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.registry.ConeService;
import dev.voyage.search.request.ConeTask;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.Via;
import dev.voyage.search.run.SearchRun;
import dev.voyage.sky.SkyPosition;
import io.smallrye.mutiny.Uni;
import java.net.URI;

/**
 * The rows around one position from the service of a catalogue: a cone search, in the newest version of its protocol that does not
 * refuse, or a search for images or spectra.
 */
final class PositionSearch {

    /** Verbosity of a cone search (SCS 1.1, 2.2): the catalogue's usual columns, and all of them. */
    static final int USUAL = 2;

    static final int ALL = 3;

    private final ConeSearchClient cone;
    private final RowRecorder recorder;
    private final ResolvedInputs inputs;
    private final SearchRun run;
    private final long mostRows;

    /**
     * @param mostRows of a search
     */
    PositionSearch(ConeSearchClient cone, RowRecorder recorder, ResolvedInputs inputs, SearchRun run, long mostRows) {
        this.cone = cone;
        this.recorder = recorder;
        this.inputs = inputs;
        this.run = run;
        this.mostRows = mostRows;
    }

    /** The result when it has ended; none if it is one of several and fails, which is recorded. */
    Uni<ConeResult> rows(ConeTask pair, SkyPosition at, CatalogueService service) {
        return switch (service.via()) {
            case SIA -> once(pair, images(service.cone().accessUrl(), at, run.request()), Via.SIA);
            case SSA -> once(pair, spectra(service.cone().accessUrl(), at, run.request()), Via.SSA);
            default -> cone(pair, at, service.cone());
        };
    }

    private PositionQuery images(URI service, SkyPosition at, SearchRequest request) {
        return new ImageQuery(service, at, request.radiusDeg(), request.ranges(), mostRows);
    }

    private PositionQuery spectra(URI service, SkyPosition at, SearchRequest request) {
        return new SpectrumQuery(service, at, request.radiusDeg(), request.ranges(), mostRows);
    }

    private Uni<ConeResult> once(ConeTask pair, PositionQuery query, Via via) {
        ConeResult result = recorder.result(pair, query.toUri(), via);
        return recorder.orBroken(recorder.record(pair, result, cone.search(query, run.context())), pair, result);
    }

    private Uni<ConeResult> cone(ConeTask pair, SkyPosition at, ConeService service) {
        var query = new ConeQuery(service.accessUrl(), at, run.request().radiusDeg(), USUAL, service.table());
        ConeResult result = recorder.result(pair, query.toUri(), Via.CONE);
        Uni<ConeResult> recorded = recorder.record(pair, result, cone.search(query, run.context()))
                // a catalogue returns only some of its columns unless all are requested
                .onFailure(PositionSearch::isUnknownColumn)
                .recoverWithUni(() -> once(pair, query.verbosity(ALL), Via.CONE))
                .onFailure(failure -> isRefusal(failure) && service.version() != null && !hasRows(pair, result))
                .recoverWithUni(failure -> inputs.older(pair, service, (Problem) failure)
                        .chain(older -> older.isEmpty()
                                ? Uni.createFrom().failure(failure)
                                : cone(pair, at, older.get().cone())));
        return recorder.orBroken(recorded, pair, result);
    }

    /** Rows of two versions are not mixed: their columns may differ. */
    private boolean hasRows(ConeTask pair, ConeResult result) {
        return result.hasRows() || run.past().cone(pair.origin()).counts().rows() > 0;
    }

    private static boolean isRefusal(Throwable failure) {
        return Problem.isOf(failure, ProblemType.REFUSED, ProblemType.MALFORMED);
    }

    private static boolean isUnknownColumn(Throwable failure) {
        return Problem.isOf(failure, ProblemType.UNKNOWN_COLUMN);
    }
}
