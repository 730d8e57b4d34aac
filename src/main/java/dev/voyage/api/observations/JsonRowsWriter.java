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
import dev.voyage.votable.table.Column;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * One JSON object: {@code search}, {@code rows}, {@code overflow}, the {@code columns} of the catalogue, and under
 * {@code observations} the events of the rows.
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
    private final List<Column> columns;
    private final Function<JournalEntry, String> form;
    private final JsonPieces document = new JsonPieces(LINES);

    /**
     * @param columns those of the catalogue's columns that rows have
     * @param form the event of a row as JSON
     */
    JsonRowsWriter(String search, TableMetadata table, List<Column> columns, Function<JournalEntry, String> form) {
        this.search = search;
        this.table = table;
        this.columns = columns;
        this.form = form;
    }

    @Override
    public void begin(ByteSink out) {
        List<ColumnInfo> infos = columns.stream()
                .map(column -> ColumnReport.of(column, column.name()))
                .toList();
        out.writeBytes(document.write(json -> {
            json.writeStartObject();
            json.writeStringField("search", search);
            json.writeNumberField("rows", table.rows());
            json.writeBooleanField("overflow", table.overflow().isPresent());
            json.writePOJOField("columns", infos);
            json.writeArrayFieldStart("observations");
        }));
    }

    @Override
    public void row(JournalEntry row, ByteSink out) {
        out.writeBytes(document.write(json -> json.writeRawValue(form.apply(row))));
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
