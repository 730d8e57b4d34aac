package dev.voyage.cli.output;

import dev.voyage.journal.event.ColumnInfo;
import dev.voyage.search.CatalogueDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The columns of a catalogue as an aligned table: name, type, unit, UCD, description. */
public final class ColumnTable {

    private static final int DESCRIPTION = 4;

    private ColumnTable() {}

    /** A line for the catalogue, and one for each column. */
    public static List<String> lines(CatalogueDescription catalogue) {
        List<List<String>> rows =
                catalogue.columns().stream().map(ColumnTable::cells).toList();
        int[] widths = IntStream.range(0, DESCRIPTION)
                .map(i ->
                        rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
                .toArray();
        List<String> lines = new ArrayList<>();
        String title = catalogue.title() == null ? "" : ": " + catalogue.title();
        lines.add(TerminalText.of(catalogue.catalogue() + title + " (" + HumanNumbers.of(rows.size(), "column") + ", "
                + catalogue.source() + " " + catalogue.host() + ")"));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private static List<String> cells(ColumnInfo column) {
        String size =
                column.arraysize() == null || column.arraysize().equals("1") ? "" : "[" + column.arraysize() + "]";
        return List.of(
                TerminalText.of(column.name()),
                TerminalText.of(text(column.datatype()) + size),
                TerminalText.of(text(column.unit())),
                TerminalText.of(text(column.ucd())),
                TerminalText.of(text(column.description())));
    }

    private static String text(String textOrNull) {
        return textOrNull == null ? "" : textOrNull.strip().replaceAll("\\s+", " ");
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder("  ");
        for (int i = 0; i < DESCRIPTION; i++) {
            if (widths[i] > 0) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
        }
        return line.append(row.get(DESCRIPTION)).toString().stripTrailing();
    }
}
