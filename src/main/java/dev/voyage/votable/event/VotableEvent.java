package dev.voyage.votable.event;

import dev.voyage.problem.Problem;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;

/** The events of a VOTable document, in document order. */
public sealed interface VotableEvent {

    /** The number of rows is not known. */
    long UNCOUNTED = -1;

    /** Calls the visitor's method for this event. */
    <R> R accept(VotableVisitor<R> visitor);

    /**
     * The start of the result table; rows follow. At most once in a document: before the first row of the first table
     * with rows, or at the end of the document if there is none.
     */
    record TableStart(String name, Columns columns) implements VotableEvent {
        @Override
        public <R> R accept(VotableVisitor<R> visitor) {
            return visitor.start(this);
        }
    }

    /** One row of the result table. */
    record RowRead(Row row) implements VotableEvent {
        @Override
        public <R> R accept(VotableVisitor<R> visitor) {
            return visitor.row(this);
        }
    }

    /**
     * A row that cannot be read, in the place of its {@link RowRead}; the rows behind it are not affected.
     *
     * @param row counted from 1, refused rows too
     * @param problem {@code MALFORMED}, naming the row, the column and the offending text
     */
    record RowRefused(long row, Problem problem) implements VotableEvent {
        @Override
        public <R> R accept(VotableVisitor<R> visitor) {
            return visitor.refused(this);
        }
    }

    /**
     * The end of the result table.
     *
     * @param rows the number of {@link RowRead} events
     */
    record TableEnd(long rows) implements VotableEvent {
        @Override
        public <R> R accept(VotableVisitor<R> visitor) {
            return visitor.end(this);
        }
    }

    /**
     * A further table of the document with rows, which is not read: only one is the result.
     *
     * @param rows the number of its rows; {@link #UNCOUNTED} when they are not in TABLEDATA
     */
    record TableSkipped(String name, long rows) implements VotableEvent {
        @Override
        public <R> R accept(VotableVisitor<R> visitor) {
            return visitor.skipped(this);
        }
    }

    /**
     * There is more than the service sent. Before or behind the rows.
     *
     * @param isDamage true: the table has fewer rows than it announces; false: QUERY_STATUS=OVERFLOW
     */
    record Overflow(String message, boolean isDamage) implements VotableEvent {

        public Overflow(String message) {
            this(message, false);
        }

        @Override
        public <R> R accept(VotableVisitor<R> visitor) {
            return visitor.overflow(this);
        }
    }

    /** Any other INFO; {@code text} is its content. */
    record Info(String name, String value, String text) implements VotableEvent {
        @Override
        public <R> R accept(VotableVisitor<R> visitor) {
            return visitor.info(this);
        }
    }

    /** A service descriptor; before, inside or behind the results. */
    record Descriptor(ServiceDescriptor descriptor) implements VotableEvent {
        @Override
        public <R> R accept(VotableVisitor<R> visitor) {
            return visitor.descriptor(this);
        }
    }
}
