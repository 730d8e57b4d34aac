package dev.voyage.tablewriter;

/**
 * Writes the rows of one table in one pass: {@code begin}, {@code row} for each, {@code end}. Used by one thread at a
 * time.
 *
 * <p>Cells have the types of {@link dev.voyage.votable.table.Datatype}; a missing one is null.
 */
public interface TableWriter {

    /** Writes the part before the rows. */
    void begin(ByteSink out);

    void row(Object[] cells, ByteSink out);

    /** Writes the part behind the rows. */
    void end(ByteSink out);
}
