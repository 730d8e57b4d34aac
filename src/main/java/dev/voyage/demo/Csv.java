package dev.voyage.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The archive's facts: comma-separated, the first line names the columns, cells hold no commas, and
 * lines that begin with {@code #} are remarks.
 */
final class Csv {

    private Csv() {}

    /** The rows in order, each column to text; an empty cell is the empty string. */
    static List<Map<String, String>> read(String name) {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> header = List.of();
        for (String line : lines(name)) {
            List<String> cells = List.of(line.split(",", -1));
            if (header.isEmpty()) {
                header = cells;
            } else if (cells.size() != header.size()) {
                throw new IllegalStateException(name + ": " + cells.size() + " cells: " + line);
            } else {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < cells.size(); i++) {
                    row.put(header.get(i), cells.get(i).strip());
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<String> lines(String name) {
        var stream = Csv.class.getResourceAsStream("/demo/" + name);
        if (stream == null) {
            throw new IllegalStateException("resource demo/" + name + " is missing");
        }
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
