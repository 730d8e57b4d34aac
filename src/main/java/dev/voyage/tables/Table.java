package dev.voyage.tables;

import dev.voyage.votable.Column;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of a table besides its rows.
 *
 * @param infos where it comes from, name to text, in order
 * @param rows how many will be written, or {@link #UNCOUNTED}, which a FITS table cannot be
 * @param overflow why there are more than will be written; empty where these are all
 * @param links a DataLink service that can be asked about the rows, if there is one
 */
public record Table(
        String name,
        String description,
        List<Column> columns,
        Map<String, String> infos,
        long rows,
        Optional<String> overflow,
        Optional<Links> links) {

    public static final long UNCOUNTED = -1;

    public Table {
        columns = List.copyOf(columns);
    }

    /**
     * @param accessUrl of the {links} endpoint
     * @param column whose cells it takes as {@code ID}; its XML ID must be set
     */
    public record Links(String accessUrl, Column column) {}
}
