package dev.voyage.votable;

import dev.voyage.votable.table.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StarTableFactory;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.util.DataSource;

/** An independent VOTable reader, blocking and from files: the oracle. */
public final class Stil {

    private Stil() {}

    static List<Object[]> rows(Path file) throws IOException {
        return rows(DataSource.makeDataSource(file.toAbsolutePath().toString()));
    }

    static List<Object[]> rows(DataSource source) throws IOException {
        return rows(table(source, "votable"));
    }

    /** A table in any format that STIL supports. */
    public static StarTable table(DataSource source, String format) throws IOException {
        var factory = new StarTableFactory();
        factory.setStoragePolicy(StoragePolicy.PREFER_MEMORY);
        return factory.makeStarTable(source, format);
    }

    public static List<Object[]> rows(StarTable table) throws IOException {
        var rows = new ArrayList<Object[]>();
        try (RowSequence sequence = table.getRowSequence()) {
            while (sequence.next()) {
                rows.add(sequence.getRow().clone());
            }
        }
        return rows;
    }

    /** A cell in a form comparable between both readers: null if missing. */
    public static Object common(Object cell) {
        if (cell instanceof Character character) {
            return common(character.toString());
        }
        if (cell instanceof String text) {
            return text.isBlank() ? null : text.stripTrailing();
        }
        if (cell instanceof Float number && number.isNaN()) {
            return null;
        }
        if (cell instanceof Double number && number.isNaN()) {
            return null;
        }
        if (cell instanceof String[] texts) {
            return Arrays.stream(texts).map(Stil::common).toList();
        }
        if (cell instanceof Object[] objects) {
            return Arrays.asList(objects);
        }
        if (cell != null && cell.getClass().isArray()) {
            var values = new ArrayList<Object>();
            for (int i = 0; i < java.lang.reflect.Array.getLength(cell); i++) {
                values.add(java.lang.reflect.Array.get(cell, i));
            }
            return values.isEmpty() ? null : values;
        }
        return cell;
    }

    /** The differences as text; empty if there are none. */
    public static String differences(List<Object[]> theirs, List<Row> ours) {
        if (theirs.size() != ours.size()) {
            return theirs.size() + " rows, but ours are " + ours.size();
        }
        var differences = new StringBuilder();
        for (int r = 0; r < theirs.size(); r++) {
            Object[] row = theirs.get(r);
            for (int c = 0; c < row.length; c++) {
                Object their = common(row[c]);
                Object our = common(ours.get(r).cell(c));
                if (!Objects.equals(their, our)) {
                    String name = ours.get(r).columns().at(c).name();
                    differences.append("row %d, %s: %s, but ours is %s%n".formatted(r, name, their, our));
                }
            }
        }
        return differences.toString();
    }
}
