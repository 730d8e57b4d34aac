package dev.voyage.tablewriter;

import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;
import java.util.List;

/**
 * Writes comma-separated values (RFC 4180): a header, CRLF, quotes where needed. A missing cell is empty; a text that
 * is empty or has surrounding blanks is quoted. Texts that spreadsheets interpret as formulas are not changed: the data
 * stays as it is.
 */
public final class CsvWriter implements TableWriter {

    private final List<Column> columns;
    private final CellText[] cells;

    public CsvWriter(TableMetadata table) {
        this.columns = table.columns();
        this.cells = columns.stream().map(CellText::new).toArray(CellText[]::new);
    }

    @Override
    public void begin(ByteSink out) {
        var line = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            line.append(i == 0 ? "" : ",").append(quoted(columns.get(i).name()));
        }
        out.text(line.append("\r\n"));
    }

    @Override
    public void row(Object[] row, ByteSink out) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(i == 0 ? "" : ",");
            if (row[i] != null) {
                line.append(value(columns.get(i).datatype(), cells[i], row[i]));
            }
        }
        out.text(line.append("\r\n"));
    }

    @Override
    public void end(ByteSink out) {
        // the last line has its line end already
    }

    private static String value(Datatype datatype, CellText text, Object cell) {
        if (datatype == Datatype.BOOLEAN && cell instanceof Boolean is) {
            return is ? "true" : "false"; // a lone T is read as text
        } else if (cell instanceof Double || cell instanceof Float) {
            double number = ((Number) cell).doubleValue();
            return Double.isInfinite(number) ? (number > 0 ? "Infinity" : "-Infinity") : cell.toString();
        }
        return quoted(text.of(cell));
    }

    private static String quoted(String text) {
        boolean plain = !text.isEmpty() && text.equals(text.strip());
        for (int i = 0; plain && i < text.length(); i++) {
            char c = text.charAt(i);
            plain = c != ',' && c != '"' && c != '\n' && c != '\r' && (i > 0 || c != '#');
        }
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
