package dev.voyage.cone;

import dev.voyage.problem.Problem;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.Columns;
import dev.voyage.votable.Row;
import dev.voyage.votable.ServiceDescriptor;

/** What a cone search answers, in the order in which it says it. */
public sealed interface ConeEvent {

    /** The table begins; exactly once, before the first observation. */
    record Started(Columns columns) implements ConeEvent {}

    /**
     * One row.
     *
     * @param id unique in its search: the observation's own, {@code ID~2} where it was met before,
     *     {@code row-7} where the row has none
     * @param position null where the row gives none that can be used
     * @param offsetArcmin from the centre of the cone, computed here; null without a position
     */
    record Observation(String id, SkyPosition position, Double offsetArcmin, Row row) implements ConeEvent {}

    /** A row that cannot be read was left out; rows around it are fine. */
    record Refused(Problem problem, long row) implements ConeEvent {}

    /** A service that can be asked about the rows; before or behind them. */
    record Links(ServiceDescriptor descriptor) implements ConeEvent {}

    /** There is more than was sent, or more than is taken here; at most once. */
    record Overflow(String message) implements ConeEvent {}
}
