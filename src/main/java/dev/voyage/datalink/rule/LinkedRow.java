package dev.voyage.datalink.rule;

import dev.voyage.votable.table.Row;
import java.net.URI;

/**
 * An observation with wanted links.
 *
 * @param observation its id in the search; the answer has the same
 * @param row from the cone search
 * @param document the source of the row, the base of relative addresses in it; null if not known
 */
public record LinkedRow(String observation, Row row, URI document) {

    /** A row of an unknown source. */
    public LinkedRow(String observation, Row row) {
        this(observation, row, null);
    }
}
