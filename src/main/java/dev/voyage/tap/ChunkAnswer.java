package dev.voyage.tap;

import dev.voyage.votable.event.ServiceDescriptor;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.util.List;

/**
 * A whole answer to a query around several positions.
 *
 * @param columns of the table, without the one that names the position
 * @param rows around each position, in the order of the positions
 * @param descriptors services for the rows
 */
public record ChunkAnswer(Columns columns, List<List<Row>> rows, List<ServiceDescriptor> descriptors) {

    /** The number of all rows. */
    public int size() {
        return rows.stream().mapToInt(List::size).sum();
    }

    /** Whether there is no row around any of them. */
    public boolean isEmpty() {
        return rows.stream().allMatch(List::isEmpty);
    }
}
