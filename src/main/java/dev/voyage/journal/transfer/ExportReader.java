package dev.voyage.journal.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.coding.Sha256;
import dev.voyage.journal.transfer.ExportedTable.ExportedColumn;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Reads an export, one row at a time, and checks that it is whole; see {@link ExportFormat}. */
final class ExportReader {

    private static final ObjectMapper MAPPER = new ObjectMapper(ExportFormat.JSON);

    private final ExportLines lines;
    private final MessageDigest digest = Sha256.digest();
    private final Map<ExportedTable, List<ExportedColumn>> columns = new EnumMap<>(ExportedTable.class);
    private final Map<ExportedTable, Long> rows = new EnumMap<>(ExportedTable.class);
    private ExportedTable table = ExportedTable.SEARCHES;
    private Object[] values = {};

    /**
     * Reads the first line.
     *
     * @param schema the newest migration that this program knows
     * @throws Problem {@code BAD_PARAMETER} if this is something else or too new, {@code CORRUPT} if it is cut or damaged
     */
    ExportReader(InputStream file, int schema) throws IOException {
        lines = new ExportLines(file);
        byte[] first = lines.next();
        if (first == null) {
            throw ExportFormat.foreign("it has no lines");
        }
        digest.update(first);
        header(first, schema);
    }

    private void header(byte[] line, int schema) throws IOException {
        JsonNode header = first(line);
        if (!header.path(ExportFormat.FORMAT).asText().equals(ExportFormat.NAME)) {
            throw ExportFormat.foreign("its first line does not name the format " + ExportFormat.NAME);
        }
        int version = header.path(ExportFormat.VERSION).asInt();
        int given = header.path(ExportFormat.SCHEMA).asInt();
        if (version > ExportFormat.NEWEST || given > schema) {
            throw Problem.badParameter(
                    "FILE",
                    "the export is of a newer voyage: format " + version + ", schema " + given
                            + "; this one reads format " + ExportFormat.NEWEST + " and schemas up to " + schema
                            + "; nothing was imported");
        } else if (version < ExportFormat.NEWEST || given < ExportFormat.OLDEST_SCHEMA) {
            throw ExportFormat.damaged("it names format " + version + " and schema " + given + ", which do not exist");
        }
        for (var named : header.path(ExportFormat.TABLES).properties()) {
            ExportedTable one = ExportedTable.named(named.getKey())
                    .orElseThrow(() -> ExportFormat.damaged("unknown table " + QuotedText.of(named.getKey())));
            columns.put(one, columns(one, named.getValue()));
        }
    }

    private static List<ExportedColumn> columns(ExportedTable one, JsonNode names) {
        var found = new ArrayList<ExportedColumn>();
        for (JsonNode name : names) {
            found.add(one.columns().stream()
                    .filter(column -> column.name().equals(name.asText()))
                    .findFirst()
                    .orElseThrow(() -> ExportFormat.damaged(
                            "unknown column " + QuotedText.of(one.table() + "." + name.asText()))));
        }
        return List.copyOf(found);
    }

    /** A first line that is not JSON makes the file a foreign one. */
    private static JsonNode first(byte[] line) throws IOException {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException notJson) {
            throw ExportFormat.foreign("its first line is not JSON");
        }
    }

    /**
     * Reads the next row.
     *
     * @return false after the last one: then the file is whole, and its numbers of rows and its hash are right
     * @throws Problem {@code CORRUPT} if it is not
     */
    boolean next() throws IOException {
        byte[] line = lines.next();
        if (line == null) {
            throw ExportFormat.damaged("its last line is missing");
        } else if (line[0] == '{') {
            end(line);
            return false;
        }
        digest.update(line);
        try (JsonParser json = ExportFormat.JSON.createParser(line)) {
            row(json);
        } catch (JsonProcessingException broken) {
            throw ExportFormat.damaged("line " + lines.number() + " is not JSON");
        }
        rows.merge(table, 1L, Long::sum);
        return true;
    }

    private void row(JsonParser json) throws IOException {
        boolean begins = json.nextToken() == JsonToken.START_ARRAY && json.nextToken() == JsonToken.VALUE_STRING;
        ExportedTable one = begins ? ExportedTable.named(json.getText()).orElse(null) : null;
        List<ExportedColumn> expected = one == null ? null : columns.get(one);
        if (expected == null || one.compareTo(table) < 0) {
            throw ExportFormat.damaged("line " + lines.number() + " is not a row of the next table");
        }
        table = one;
        values = new Object[expected.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(json, expected.get(i));
        }
        if (json.nextToken() != JsonToken.END_ARRAY) {
            throw ExportFormat.damaged("line " + lines.number() + " has too many values");
        }
    }

    private Object value(JsonParser json, ExportedColumn column) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        } else if (token == JsonToken.VALUE_NUMBER_INT && column.isNumber()) {
            return json.getLongValue();
        } else if (token == JsonToken.VALUE_STRING && !column.isNumber()) {
            return json.getText();
        }
        throw ExportFormat.damaged("line " + lines.number() + " has no value for " + column.name());
    }

    private void end(byte[] line) throws IOException {
        String sha256 = HexFormat.of().formatHex(digest.digest());
        JsonNode end;
        try {
            end = MAPPER.readTree(line);
        } catch (JsonProcessingException broken) {
            throw ExportFormat.damaged("its last line is not JSON");
        }
        if (!sha256.equals(end.path(ExportFormat.SHA256).asText())) {
            throw ExportFormat.damaged("its lines do not have the hash that the last one names");
        }
        for (ExportedTable one : columns.keySet()) {
            long named = end.path(ExportFormat.END).path(one.table()).asLong(-1);
            if (named != count(one)) {
                throw ExportFormat.damaged(
                        "it has " + count(one) + " rows of " + one.table() + ", and should have " + named);
            }
        }
        if (lines.next() != null) {
            throw ExportFormat.damaged("something follows its last line");
        }
    }

    /** The rows of a table read so far. */
    private long count(ExportedTable one) {
        return rows.getOrDefault(one, 0L);
    }

    /** The table of the row. */
    ExportedTable table() {
        return table;
    }

    /** The columns of a table in this export. */
    List<ExportedColumn> columns(ExportedTable one) {
        return columns.get(one);
    }

    /** The values of the row, in the order of its columns: text, Long or null. */
    Object[] values() {
        return values.clone();
    }

    /** The value of a column of the row; null if it is null or the export has no such column. */
    String text(String column) {
        List<ExportedColumn> named = columns.get(table);
        for (int i = 0; i < named.size(); i++) {
            if (named.get(i).name().equals(column)) {
                return (String) values[i];
            }
        }
        return null;
    }

    Map<ExportedTable, Long> rows() {
        return rows;
    }
}
