package dev.voyage.search.upload;

import dev.voyage.problem.Problem;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A list of targets after parsing, independent of its format.
 *
 * @param rows in their order
 */
record TargetRows(Columns columns, List<Row> rows) {

    /** A typographic minus before a number. */
    private static final Pattern SIGN = Pattern.compile("^[\\u2010-\\u2013\\u2212\\ufe63\\uff0d](?=[\\d.])");

    TargetRows {
        rows = List.copyOf(rows);
    }

    /**
     * For a table of text cells; an empty cell is missing.
     *
     * @throws Problem {@code BAD_PARAMETER} for {@code targets} if a row has more cells than there are columns
     */
    static TargetRows of(List<Column> columns, List<List<String>> texts) {
        var all = new Columns(columns);
        List<Row> rows = new ArrayList<>(texts.size());
        for (List<String> cells : texts) {
            if (cells.size() > all.size()) {
                throw wrong(rows.size() + 1L, "has " + cells.size() + " cells for " + all.size() + " columns");
            }
            Object[] row = new Object[all.size()];
            for (int i = 0; i < cells.size(); i++) {
                row[i] = cells.get(i).isBlank()
                        ? null
                        : SIGN.matcher(cells.get(i)).replaceFirst("-");
            }
            rows.add(new Row(all, row));
        }
        return new TargetRows(all, rows);
    }

    /** A column of text; its content is determined cell by cell. */
    static Column text(String name, String unit) {
        return Column.text(name.strip()).unit(unit.strip());
    }

    static Problem wrong(long row, String what) {
        return Problem.invalidField("targets", "row " + row + " of the targets " + what);
    }
}
