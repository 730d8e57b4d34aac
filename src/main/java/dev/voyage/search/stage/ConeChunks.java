package dev.voyage.search.stage;

import dev.voyage.cone.ConeSearchClient;
import dev.voyage.cone.upload.ConeUpload;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.registry.ConeService;
import dev.voyage.search.request.Via;
import dev.voyage.sky.SkyPosition;
import dev.voyage.upstream.RequestContext;
import dev.voyage.votable.DividedRows;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A cone search of version 2, which may accept a table of positions. */
record ConeChunks(ConeSearchClient cone, ConeService service, double radiusDeg, int verbosity) implements ChunkService {

    /** Its rows are those of one cone search for each position. */
    @Override
    public Via via() {
        return Via.CONE;
    }

    @Override
    public String name() {
        return "The cone search";
    }

    @Override
    public String manner() {
        return verbosity == PositionSearch.ALL ? "request all columns" : "request the usual columns";
    }

    @Override
    public URI address() {
        return service.accessUrl();
    }

    @Override
    public int targets() {
        return ConeUpload.MOST_POSITIONS;
    }

    @Override
    public Uni<DividedRows> rows(List<SkyPosition> positions, RequestContext notices) {
        return cone.rows(
                new ConeUpload(service.accessUrl(), service.table(), positions, radiusDeg, verbosity), notices);
    }

    /** All columns, where the condition names one that is not among the usual ones. */
    @Override
    public Optional<ChunkService> instead(Problem why) {
        return why.kind() == ProblemType.UNKNOWN_COLUMN && verbosity < PositionSearch.ALL
                ? Optional.of(new ConeChunks(cone, service, radiusDeg, PositionSearch.ALL))
                : Optional.empty();
    }
}
