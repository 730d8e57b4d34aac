package dev.voyage.api.observations;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.voyage.api.web.JsonPieces;
import dev.voyage.journal.event.ColumnInfo;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.search.stage.ColumnReport;
import dev.voyage.tablewriter.ByteSink;
import dev.voyage.tablewriter.TableMetadata;
import java.io.IOException;
import java.util.List;

/**
 * One JSON object: {@code search}, {@code rows}, {@code overflow}, the {@code columns} of the catalogue, and under
 * {@code observations} the events of the rows, unchanged.
 */
final class JsonRowsWriter implements RowWriter {

    /** One item of an array a line. */
    private static final PrettyPrinter LINES = new MinimalPrettyPrinter() {
        @Override
        public void beforeArrayValues(JsonGenerator json) throws IOException {
            json.writeRaw('\n');
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(",\n");
        }

        @Override
        public void writeEndArray(JsonGenerator json, int items) throws IOException {
            json.writeRaw("\n]");
        }
    };

    private final String search;
    private final TableMetadata table;
    private final int theirs;
    private final JsonPieces document = new JsonPieces(LINES);

    /** @param theirs number of the catalogue's columns, which are the first ones */
    JsonRowsWriter(String search, TableMetadata table, int theirs) {
        this.search = search;
        this.table = table;
        this.theirs = theirs;
    }

    @Override
    public void begin(ByteSink out) {
        List<ColumnInfo> columns = table.columns().stream()
                .limit(theirs)
                .map(column -> ColumnReport.of(column, column.name()))
                .toList();
        out.writeBytes(document.write(json -> {
            json.writeStartObject();
            json.writeStringField("search", search);
            json.writeNumberField("rows", table.rows());
            json.writeBooleanField("overflow", table.overflow().isPresent());
            json.writePOJOField("columns", columns);
            json.writeArrayFieldStart("observations");
        }));
    }

    @Override
    public void row(JournalEntry row, ByteSink out) {
        out.writeBytes(document.write(json -> json.writeRawValue(row.text())));
    }

    @Override
    public void end(ByteSink out) {
        out.writeBytes(document.end(json -> {
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }));
    }
}
