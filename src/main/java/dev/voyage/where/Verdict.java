package dev.voyage.where;

import dev.voyage.votable.Row;

/** A criterion bound to the columns of one table: what it says of a row. */
@FunctionalInterface
interface Verdict {
    Truth of(Row row);
}
