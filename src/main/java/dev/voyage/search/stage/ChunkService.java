package dev.voyage.search.stage;

import dev.voyage.problem.Problem;
import dev.voyage.search.request.Via;
import dev.voyage.sky.SkyPosition;
import dev.voyage.upstream.RequestContext;
import dev.voyage.votable.DividedRows;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A service that answers about many positions in one request. */
interface ChunkService {

    /** The protocol of its rows. */
    Via via();

    /** Its name in notices. */
    String name();

    /** How it is asked: the end of a sentence about its queries, for notices. */
    String manner();

    /** Where its rows come from. */
    URI address();

    /** Most positions in one request. */
    int targets();

    /** Fails with a {@code Problem}: with {@code TOO_LARGE} when fewer positions may work. */
    Uni<DividedRows> rows(List<SkyPosition> positions, RequestContext notices);

    /**
     * Another way to ask this service, which may succeed where this one failed.
     *
     * @return empty if there is none
     */
    Optional<ChunkService> instead(Problem why);
}
