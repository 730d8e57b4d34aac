package dev.voyage.condition;

import dev.voyage.votable.table.Row;

/** A criterion bound to the columns of one table, evaluated per row. */
@FunctionalInterface
interface RowPredicate {
    Truth of(Row row);
}
