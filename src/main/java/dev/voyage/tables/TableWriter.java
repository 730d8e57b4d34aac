package dev.voyage.tables;

/**
 * Goes through the rows of one table once and writes what its form wants of them: {@code begin},
 * {@code row} for each, {@code end}. Used by one thread at a time.
 *
 * <p>Cells are typed as {@link dev.voyage.votable.Datatype} says; a missing one is null.
 */
public interface TableWriter {

    /** What stands before the rows. */
    void begin(Bytes out);

    void row(Object[] cells, Bytes out);

    /** What stands behind the rows. */
    void end(Bytes out);
}
