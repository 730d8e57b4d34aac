package dev.voyage.cone;

import dev.voyage.cone.identity.RowIdentity;
import dev.voyage.problem.Problem;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.event.ServiceDescriptor;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;

/** The events of a cone search, in the order of the answer. */
public sealed interface ConeEvent {

    /** Calls the visitor's method for this event. */
    <R> R accept(ConeVisitor<R> visitor);

    /** The start of the table; exactly once, before the first observation. */
    record Started(Columns columns) implements ConeEvent {
        @Override
        public <R> R accept(ConeVisitor<R> visitor) {
            return visitor.started(this);
        }
    }

    /**
     * One row.
     *
     * @param ownId the value of its id column, which other rows may have too; null if it is not a usable id
     * @param identity identifies the row in other answers
     * @param position null if the row has no usable one
     * @param offsetArcmin from the centre of the cone, computed here; null without a position
     * @param outside whether it is outside the radius; false without a position, since this is unknown
     */
    record Observation(
            String ownId, RowIdentity identity, SkyPosition position, Double offsetArcmin, boolean outside, Row row)
            implements ConeEvent {
        @Override
        public <R> R accept(ConeVisitor<R> visitor) {
            return visitor.observation(this);
        }
    }

    /**
     * A row was left out: the whole row, or its identifier, position or own link, cannot be read. Other rows are not
     * affected.
     *
     * @param row its number in the document, from 1
     * @param cells as far as they can be read; null when the row cannot be read at all
     */
    record Refused(Problem problem, long row, Row cells) implements ConeEvent {
        @Override
        public <R> R accept(ConeVisitor<R> visitor) {
            return visitor.refused(this);
        }
    }

    /**
     * A further table of the document, which is not read: a cone search has one.
     *
     * @param rows the number of its rows; negative if not known
     */
    record Skipped(String table, long rows) implements ConeEvent {
        @Override
        public <R> R accept(ConeVisitor<R> visitor) {
            return visitor.skipped(this);
        }
    }

    /** A service for the rows; before or behind them. */
    record Links(ServiceDescriptor descriptor) implements ConeEvent {
        @Override
        public <R> R accept(ConeVisitor<R> visitor) {
            return visitor.links(this);
        }
    }

    /** There are more rows than were sent, or than are accepted here; at most once. */
    record Overflow(String message) implements ConeEvent {
        @Override
        public <R> R accept(ConeVisitor<R> visitor) {
            return visitor.overflow(this);
        }
    }
}
