package dev.voyage.demo.facts;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the archive's facts: comma-separated, the first line names the columns, lines that begin with {@code #} are comments. */
public final class CsvFacts {

    private CsvFacts() {}

    /** The rows in order, as maps of column to text; an empty cell is the empty string. */
    public static List<Map<String, String>> read(String name) {
        var stream = CsvFacts.class.getResourceAsStream("/demo/" + name);
        if (stream == null) {
            throw new IllegalStateException("resource demo/" + name + " is missing");
        }
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                        .commentStrategy(CommentStrategy.SKIP)
                        .ofNamedCsvRecord(stream);
                Stream<NamedCsvRecord> rows = reader.stream()) {
            return rows.map(CsvFacts::row).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Map<String, String> row(NamedCsvRecord cells) {
        Map<String, String> row = new LinkedHashMap<>(cells.getFieldsAsMap());
        row.replaceAll((column, text) -> text.strip());
        return row;
    }
}
