package dev.voyage.search.upload;

import dev.voyage.problem.Problem;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.CoordinateSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table in IPAC format: lines of keywords, a header between bars with names, types, units and nulls, and rows with cells below
 * the names.
 *
 * @see <a href="https://irsa.ipac.caltech.edu/applications/DDGEN/Doc/ipac_tbl.html">IPAC table format</a>
 */
final class IpacList {

    private static final Pattern KEYWORD =
            Pattern.compile("(?i)\\\\\\s*(EQUINOX|RADESYS)\\s*=\\s*['\"]?\\s*([\\w.]+).*");

    private final List<List<String>> header = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private List<Integer> bars = List.of();
    private String system = "";
    private String equinox = "";

    private IpacList() {}

    static boolean isOne(String text) {
        String begin = text.stripLeading();
        return begin.startsWith("|") || (begin.startsWith("\\") && begin.contains("\n|"));
    }

    /** @throws Problem {@code BAD_PARAMETER} for {@code targets} if it has no header */
    static TargetRows read(String text) {
        var table = new IpacList();
        text.lines().filter(line -> !line.isBlank()).forEach(table::line);
        if (table.header.isEmpty()) {
            throw Problem.invalidField("targets", "the IPAC table of targets has no header between bars");
        }
        List<String> units = table.header.size() > 2 ? table.header.get(2) : List.of();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < table.header.get(0).size(); i++) {
            Column column = TargetRows.text(table.header.get(0).get(i), i < units.size() ? plain(units.get(i)) : "");
            columns.add(table.placed(column));
        }
        return TargetRows.of(columns, table.rows);
    }

    private Column placed(Column column) {
        if (system.isEmpty() && equinox.isEmpty()) {
            return column;
        }
        return FramedColumns.equatorial(column, new CoordinateSystem(system, equinox, "", ""));
    }

    private static String plain(String unit) {
        return unit.equals("-") ? "" : unit;
    }

    private void line(String line) {
        Matcher keyword = KEYWORD.matcher(line);
        if (keyword.matches()) {
            if (keyword.group(1).equalsIgnoreCase("EQUINOX")) {
                equinox = keyword.group(2);
            } else {
                system = keyword.group(2);
            }
        } else if (line.startsWith("|")) {
            bars = header.isEmpty() ? bars(line) : bars;
            header.add(cells(line.replace('|', ' '), header.isEmpty()));
        } else if (!line.startsWith("\\") && !bars.isEmpty()) {
            rows.add(cells(line, false));
        }
    }

    private static List<Integer> bars(String line) {
        List<Integer> bars = new ArrayList<>();
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '|') {
                bars.add(i);
            }
        }
        return bars;
    }

    private List<String> cells(String line, boolean isNames) {
        List<String> nulls = header.size() > 3 ? header.get(3) : List.of();
        List<String> types = header.size() > 1 ? header.get(1) : List.of();
        List<String> cells = new ArrayList<>();
        for (int i = 0; i + 1 < bars.size(); i++) {
            int from = Math.min(bars.get(i), line.length());
            boolean last = i + 2 == bars.size();
            int to = last && !isNames ? line.length() : Math.min(bars.get(i + 1), line.length());
            String cell = line.substring(from, to).strip();
            boolean isRow = header.size() > 0 && !isNames;
            boolean text = i < types.size()
                    && types.get(i).toLowerCase(java.util.Locale.ROOT).startsWith("c");
            boolean missing = isRow
                    && ((i < nulls.size() && !cell.isEmpty() && cell.equals(nulls.get(i)))
                            || (!text && (cell.equals("-") || cell.equals("null"))));
            cells.add(missing ? "" : cell);
        }
        return cells;
    }
}
