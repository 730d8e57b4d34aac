package dev.voyage.tablewriter;

import dev.voyage.votable.table.ArrayShape;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metadata of a table.
 *
 * @param infos where it comes from, name to text, in order
 * @param rows the number of rows to be written, or {@link #UNCOUNTED}, which a FITS table cannot be
 * @param overflow why there are more rows than will be written; empty if these are all
 * @param links a DataLink service for the rows, if there is one
 */
public record TableMetadata(
        String name,
        String description,
        List<Column> columns,
        Map<String, String> infos,
        long rows,
        Optional<String> overflow,
        Optional<Links> links) {

    public static final long UNCOUNTED = -1;

    public TableMetadata {
        columns = columns.stream().map(TableMetadata::written).toList();
    }

    /** A single bit is written as a boolean: STIL stops at single bits in BINARY2, and astropy misreads them. */
    private static Column written(Column column) {
        boolean singleBit =
                column.datatype() == Datatype.BIT && ArrayShape.of(column).single();
        return singleBit ? column.datatype(Datatype.BOOLEAN).arraysize("") : column;
    }

    /**
     * @param accessUrl of the {links} endpoint
     * @param column the column with the values for {@code ID}; its XML ID must be set
     */
    public record Links(String accessUrl, Column column) {}
}
