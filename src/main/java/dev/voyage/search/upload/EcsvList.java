package dev.voyage.search.upload;

import dev.voyage.problem.Problem;
import dev.voyage.votable.table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A table in Enhanced Character-Separated Values, as astropy writes it: a header in YAML with units and SkyCoord columns,
 * then the names and the rows.
 *
 * @see <a href="https://github.com/astropy/astropy-APEs/blob/main/APE6.rst">APE 6</a>
 */
final class EcsvList {

    private EcsvList() {}

    static boolean isOne(String text) {
        return text.startsWith("# %ECSV");
    }

    /** @throws Problem {@code BAD_PARAMETER} for {@code targets} if the header cannot be read */
    static TargetRows read(String text) {
        String yaml = text.lines()
                .takeWhile(line -> line.startsWith("#"))
                .filter(line -> !line.startsWith("# %ECSV"))
                .map(line -> line.length() > 2 ? line.substring(2) : "")
                .collect(Collectors.joining("\n"));
        Node header = FramedColumns.yaml(yaml)
                .orElseThrow(() -> Problem.invalidField("targets", "the header of the ECSV cannot be read as YAML"));
        List<Column> described = new ArrayList<>();
        if (FramedColumns.member(header, "datatype").orElse(null) instanceof SequenceNode list) {
            list.getValue().forEach(each -> described.add(FramedColumns.column(each)));
        }
        boolean commas = FramedColumns.text(header, "delimiter").equals(",");
        List<List<String>> lines = CsvRows.read(text, commas ? ',' : ' ');
        if (lines.isEmpty()) {
            throw Problem.invalidField("targets", "the ECSV has no line with the names of its columns");
        }
        List<String> names = lines.get(0);
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(described.stream()
                    .filter(column -> column.name().equals(name))
                    .findFirst()
                    .orElse(TargetRows.text(name, "")));
        }
        return TargetRows.of(FramedColumns.skyCoords(columns, header), lines.subList(1, lines.size()));
    }
}
