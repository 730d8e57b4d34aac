package dev.voyage.votable;

/** What a VOTable document says, in the order it says it. */
public sealed interface VotableEvent {

    /** The result table begins; rows follow. At most once in a document. */
    record TableStart(String name, Columns columns) implements VotableEvent {}

    /** One row of the result table. */
    record RowRead(Row row) implements VotableEvent {}

    /** The result table has ended. */
    record TableEnd(long rows) implements VotableEvent {}

    /** QUERY_STATUS=OVERFLOW: there is more than the service sent. Before or behind the rows. */
    record Overflow(String message) implements VotableEvent {}

    /** Any other INFO; {@code text} is its content. */
    record Info(String name, String value, String text) implements VotableEvent {}

    /** A service descriptor; before, inside or behind the results. */
    record Descriptor(ServiceDescriptor descriptor) implements VotableEvent {}
}
