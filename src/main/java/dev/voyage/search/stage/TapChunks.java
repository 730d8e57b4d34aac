package dev.voyage.search.stage;

import dev.voyage.condition.Condition;
import dev.voyage.problem.Problem;
import dev.voyage.search.request.Via;
import dev.voyage.sky.SkyPosition;
import dev.voyage.tap.TapClient;
import dev.voyage.tap.TapTable;
import dev.voyage.upstream.RequestContext;
import dev.voyage.votable.DividedRows;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A table of a TAP service.
 *
 * @param condition on the rows, or null
 */
record TapChunks(TapClient tap, TapTable table, double radiusDeg, Condition condition) implements ChunkService {

    @Override
    public Via via() {
        return Via.TAP;
    }

    @Override
    public String name() {
        return "TAP";
    }

    @Override
    public String manner() {
        return table.byJobs() ? "run as jobs" : "are synchronous";
    }

    @Override
    public URI address() {
        return table.address().sync();
    }

    @Override
    public int targets() {
        return table.targets();
    }

    @Override
    public Uni<DividedRows> rows(List<SkyPosition> positions, RequestContext notices) {
        return tap.rows(table, positions, radiusDeg, condition, notices);
    }

    /** Jobs, for synchronous queries that take too long. */
    @Override
    public Optional<ChunkService> instead(Problem why) {
        return !table.byJobs() && TapClient.isTooSlow(why)
                ? Optional.of(new TapChunks(tap, table.asJobs(), radiusDeg, condition))
                : Optional.empty();
    }
}
