package dev.voyage.search.upload;

import dev.voyage.problem.Problem;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.CoordinateSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A list with a header and cells separated by commas, tabs or semicolons. VizieR's lists have comments before the header, and
 * below it a line of units and one of dashes.
 *
 * @see <a href="https://vizier.cds.unistra.fr/doc/asu-summary.htx">Output formats of VizieR</a>
 */
final class DelimitedList {

    private static final Pattern COOSYS = Pattern.compile("(?i)#\\s*Coosys\\s+\\S+:?\\s+(\\S+)\\s*(\\S*).*");
    private static final Pattern OF_VIZIER = Pattern.compile("(?i)#\\s*(?:Table|RESOURCE|Column|Coosys|INFO)\\b.*");

    private DelimitedList() {}

    /** @throws Problem {@code BAD_PARAMETER} for {@code targets} if a quote does not end, or it has several tables */
    static TargetRows read(String text) {
        boolean isOfVizier = text.lines()
                .takeWhile(line -> line.isBlank() || line.startsWith("#"))
                .anyMatch(line -> OF_VIZIER.matcher(line).matches());
        long tables = text.lines().filter(line -> line.startsWith("#Table")).count();
        if (isOfVizier && tables > 1) {
            throw Problem.invalidField(
                    "targets", "the list has " + tables + " tables of VizieR; give one of them alone");
        }
        List<List<String>> lines = CsvRows.read(
                isOfVizier ? text.lines().filter(line -> !isComment(line)).collect(Collectors.joining("\n")) : text);
        if (lines.isEmpty()) {
            return TargetRows.of(List.of(), List.of());
        }
        boolean mayHave = isOfVizier || text.indexOf('\t') >= 0;
        int dashes = !mayHave ? 0 : isDashes(lines, 1) ? 1 : isDashes(lines, 2) ? 2 : 0;
        List<String> units = dashes == 2 ? lines.get(1) : List.of();
        List<CoordinateSystem> systems = isOfVizier ? systems(text) : List.of();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < lines.get(0).size(); i++) {
            Column column = TargetRows.text(lines.get(0).get(i), i < units.size() ? unit(units.get(i)) : "");
            columns.add(systems.size() == 1 ? FramedColumns.equatorial(column, systems.get(0)) : column);
        }
        return TargetRows.of(columns, lines.subList(1 + dashes, lines.size()));
    }

    /** Not a row with a name such as {@code #1}; those before the header are comments in any case. */
    private static boolean isComment(String line) {
        return line.startsWith("#") && line.indexOf('\t') < 0 && line.indexOf(',') < 0 && line.indexOf(';') < 0;
    }

    private static String unit(String written) {
        return written.replace("\"", "");
    }

    private static boolean isDashes(List<List<String>> lines, int index) {
        return index < lines.size()
                && lines.get(index).stream().allMatch(cell -> cell.isEmpty() || cell.matches("-+"))
                && lines.get(index).stream().anyMatch(cell -> cell.length() > 1);
    }

    private static List<CoordinateSystem> systems(String text) {
        return text.lines()
                .map(COOSYS::matcher)
                .filter(Matcher::matches)
                .map(found -> new CoordinateSystem(found.group(1), found.group(2), "", ""))
                .distinct()
                .toList();
    }
}
