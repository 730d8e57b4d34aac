package dev.voyage.api.observations;

import dev.voyage.journal.Journal;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rows of a search as a document: columns and rows are looked up first, then written on demand. */
public final class TableExport {

    private static final int MOST_BYTES = 256 * 1024;

    private final ObservationsTable table;
    private final ObservationRows rows;

    private TableExport(ObservationsTable table, ObservationRows rows) {
        this.table = table;
        this.rows = rows;
    }

    /**
     * The document of all rows of a search that has ended, for a command.
     *
     * @param format json, ndjson, csv, votable or fits
     * @param software the writing program, with its version
     * @return its bytes in pieces; fails with {@code BAD_PARAMETER} if the search has several catalogues, and with {@code
     *     CONFLICT} if it has no table
     */
    public static Multi<Buffer> bytes(Journal journal, SearchRecord search, String format, String software) {
        return Uni.createFrom()
                .deferred(() -> of(journal, search, TableQuery.of("format=" + format, null), "", software))
                .onItem()
                .transformToMulti(export -> export.rows.bytes(export.table.passes()));
    }

    /**
     * A small table of JSON, as a text.
     *
     * @param query as of {@code /v1/searches/{id}/observations}, with a limit
     * @return fails as a query does, and with {@code BAD_PARAMETER} if the rows have more than 256 KiB
     */
    public static Uni<String> json(Journal journal, SearchRecord search, String query) {
        return Uni.createFrom()
                .deferred(() -> of(journal, search, TableQuery.of(query, null), "", ""))
                .onItem()
                .transformToMulti(export -> export.bytes(export.passes()))
                .collect()
                .in(Buffer::buffer, TableExport::appendBounded)
                .map(document -> document.toString(StandardCharsets.UTF_8));
    }

    private static void appendBounded(Buffer document, Buffer piece) {
        if (document.length() + piece.length() > MOST_BYTES) {
            throw Problem.badParameter(
                    "limit", "these rows have more than " + MOST_BYTES + " bytes: set a lower limit, or fewer columns");
        }
        document.appendBuffer(piece);
    }

    /**
     * @param base scheme and authority of the service, or empty if there is none
     * @return fails with {@code CONFLICT} if the columns are not known (yet)
     */
    static Uni<TableExport> of(Journal journal, SearchRecord search, TableQuery asked, String base, String software) {
        RowFilter rows = RowFilter.of(search, asked);
        Uni<RecordedColumns> columns = journal.events(
                        search.id(), RecordedColumns.TYPES, search.lastSeq(), Long.MAX_VALUE)
                .collect()
                .in(() -> new RecordedColumns(rows), RecordedColumns::take);
        return columns.chain(told -> {
            if (!told.isTold()) {
                throw ObservationsTable.notYet(search);
            }
            var selection = new RowSelection(rows, told, asked.rows());
            return selection.select(search, journal, asked.most()).map(found -> {
                var table =
                        new ObservationsTable(search, told, asked, selection.chosen(), found.there(), base, software);
                return new TableExport(
                        table, new ObservationRows(journal, search, selection, found.sorted(), table.rows()));
            });
        });
    }

    /** The passes to be made over the rows. */
    List<RowWriter> passes() {
        return table.passes();
    }

    /** The bytes of the passes, on demand. */
    Multi<Buffer> bytes(List<RowWriter> passes) {
        return rows.bytes(passes);
    }
}
