package dev.voyage.journal.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.voyage.coding.Sha256;
import dev.voyage.journal.transfer.ExportedTable.ExportedColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Writes the lines of an export; see {@link ExportFormat}. One line is in memory at a time. */
final class ExportWriter {

    private final OutputStream out;
    private final MessageDigest digest = Sha256.digest();
    private final Map<ExportedTable, Long> rows = new EnumMap<>(ExportedTable.class);
    private final Map<ExportedTable, List<ExportedColumn>> columnsOf = new EnumMap<>(ExportedTable.class);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);

    ExportWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes one JSON value. */
    private interface LineContent {
        void write(JsonGenerator json) throws IOException, SQLException;
    }

    private void line(LineContent content) throws IOException, SQLException {
        line.reset();
        try (JsonGenerator json = ExportFormat.JSON.createGenerator(line)) {
            content.write(json);
        }
        line.write('\n');
        byte[] bytes = line.toByteArray();
        digest.update(bytes);
        out.write(bytes);
    }

    void header(int schema) throws IOException, SQLException {
        line(json -> {
            json.writeStartObject();
            json.writeStringField(ExportFormat.FORMAT, ExportFormat.NAME);
            json.writeNumberField(ExportFormat.VERSION, ExportFormat.NEWEST);
            json.writeNumberField(ExportFormat.SCHEMA, schema);
            json.writeObjectFieldStart(ExportFormat.TABLES);
            for (ExportedTable table : ExportedTable.values()) {
                json.writeArrayFieldStart(table.table());
                for (String column : table.columnNames()) {
                    json.writeString(column);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    void row(ExportedTable table, ResultSet row) throws IOException, SQLException {
        line(json -> {
            json.writeStartArray();
            json.writeString(table.table());
            List<ExportedColumn> columns = columnsOf.computeIfAbsent(table, ExportedTable::columns);
            for (int i = 1; i <= columns.size(); i++) {
                if (columns.get(i - 1).isNumber()) {
                    long number = row.getLong(i);
                    if (row.wasNull()) {
                        json.writeNull();
                    } else {
                        json.writeNumber(number);
                    }
                } else {
                    json.writeString(row.getString(i)); // null for null
                }
            }
            json.writeEndArray();
        });
        rows.merge(table, 1L, Long::sum);
    }

    /** Writes the last line. */
    TransferReport end() throws IOException, SQLException {
        String sha256 = HexFormat.of().formatHex(digest.digest());
        var report = new TransferReport(rows, 0);
        line(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart(ExportFormat.END);
            for (ExportedTable table : ExportedTable.values()) {
                json.writeNumberField(table.table(), report.of(table));
            }
            json.writeEndObject();
            json.writeStringField(ExportFormat.SHA256, sha256);
            json.writeEndObject();
        });
        return report;
    }
}
