package dev.voyage.votable;

import dev.voyage.problem.Problem;

/** What a VOTable document says, in the order it says it. */
public sealed interface VotableEvent {

    /** The result table begins; rows follow. At most once in a document. */
    record TableStart(String name, Columns columns) implements VotableEvent {}

    /** One row of the result table. */
    record RowRead(Row row) implements VotableEvent {}

    /**
     * A row that cannot be read, in the place of its {@link RowRead}; the rows behind it are not
     * touched.
     *
     * @param row counted from 1, refused rows too
     * @param problem {@code MALFORMED}, naming the row, the column and the offending text
     */
    record RowRefused(long row, Problem problem) implements VotableEvent {}

    /**
     * The result table has ended.
     *
     * @param rows how many {@link RowRead} there were
     */
    record TableEnd(long rows) implements VotableEvent {}

    /** A further table of the document, which is not read: only one is the result. */
    record TableSkipped(String name) implements VotableEvent {}

    /** QUERY_STATUS=OVERFLOW: there is more than the service sent. Before or behind the rows. */
    record Overflow(String message) implements VotableEvent {}

    /** Any other INFO; {@code text} is its content. */
    record Info(String name, String value, String text) implements VotableEvent {}

    /** A service descriptor; before, inside or behind the results. */
    record Descriptor(ServiceDescriptor descriptor) implements VotableEvent {}
}
