package dev.voyage.votable;

import dev.voyage.votable.event.ServiceDescriptor;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.util.List;
import java.util.Set;

/**
 * The rows of a whole answer about several positions, divided among them.
 *
 * @param columns of the table, without one that was added to name the position
 * @param rows around each position, in the order of the positions
 * @param descriptors services for the rows
 * @param undecided indices of positions for which the answer does not tell whether one of its rows is theirs
 */
public record DividedRows(
        Columns columns, List<List<Row>> rows, List<ServiceDescriptor> descriptors, Set<Integer> undecided) {

    /** The number of all rows. */
    public int size() {
        return rows.stream().mapToInt(List::size).sum();
    }

    /** Whether there is no row around any of them. */
    public boolean isEmpty() {
        return rows.stream().allMatch(List::isEmpty);
    }
}
