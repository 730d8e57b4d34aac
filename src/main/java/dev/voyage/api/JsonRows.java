package dev.voyage.api;

import dev.voyage.journal.ColumnInfo;
import dev.voyage.journal.Entry;
import dev.voyage.tables.Bytes;
import dev.voyage.tables.Table;
import dev.voyage.votable.Column;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * One JSON object: {@code search}, {@code rows}, {@code overflow}, the {@code columns} of the
 * catalogue, and under {@code observations} the events that told the rows, as they are.
 */
final class JsonRows implements RowPass {

    private final String search;
    private final Table table;
    private final int theirs;
    private boolean first = true;

    /**
     * @param theirs how many of the table's columns are the catalogue's; the first ones
     */
    JsonRows(String search, Table table, int theirs) {
        this.search = search;
        this.table = table;
        this.theirs = theirs;
    }

    @Override
    public void begin(Bytes out) {
        List<ColumnInfo> columns =
                table.columns().stream().limit(theirs).map(JsonRows::info).toList();
        var head = new LinkedHashMap<String, Object>();
        head.put("search", search);
        head.put("rows", table.rows());
        head.put("overflow", table.overflow().isPresent());
        head.put("columns", columns);
        byte[] json = Answers.json(head);
        out.write(json, 0, json.length - 1); // goes on before its last brace
        out.text(",\"observations\":[");
    }

    private static ColumnInfo info(Column column) {
        return new ColumnInfo(
                column.name(),
                column.datatype().written(),
                orNull(column.arraysize()),
                orNull(column.unit()),
                orNull(column.ucd()),
                orNull(column.description()));
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    @Override
    public void row(Entry row, Bytes out) {
        out.text(first ? "\n" : ",\n").text(row.text());
        first = false;
    }

    @Override
    public void end(Bytes out) {
        out.text("\n]}\n");
    }
}
