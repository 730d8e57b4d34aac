package dev.voyage.cone;

import dev.voyage.cone.identity.IdentifierColumn;
import dev.voyage.cone.position.RowPositions;
import dev.voyage.votable.table.Columns;

/** The columns of a table, and which of them a search uses. */
final class TableShape {

    final Columns columns;
    final RowPositions positions;
    final IdentifierColumn ids;
    final NeededColumns needed;

    private TableShape(Columns columns) {
        this.columns = columns;
        this.positions = RowPositions.in(columns);
        this.ids = IdentifierColumn.in(columns);
        this.needed = new NeededColumns(columns, ids, positions);
    }

    /** Whether another table has the same columns, in the same order. */
    boolean isOf(Columns others) {
        return columns == others || columns.all().equals(others.all());
    }

    /**
     * Keeps the shape of the last table: the answers about a thousand targets have the same columns, and finding positions in
     * them costs more than writing the rows. Thread-safe.
     */
    static final class Memory {

        private volatile TableShape last;

        TableShape of(Columns columns) {
            TableShape shape = last;
            if (shape == null || !shape.isOf(columns)) {
                shape = new TableShape(columns);
                last = shape;
            }
            return shape;
        }
    }
}
