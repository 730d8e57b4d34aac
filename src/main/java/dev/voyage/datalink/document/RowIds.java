package dev.voyage.datalink.document;

import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The texts in a row that a {links} answer may use as its id. */
public final class RowIds {

    private static final Set<String> NAMES = Set.of(
            "obsid",
            "obs_id",
            "observation_id",
            "obs_publisher_did",
            "publisher_did",
            "pubdid",
            "seq_id",
            "dataset_id",
            "id");

    private RowIds() {}

    /** The texts in columns of identifiers, by UCD or name; not those of the observed source. */
    public static Set<String> of(Row row) {
        Set<String> ids = new HashSet<>();
        List<Column> columns = row.columns().all();
        for (int i = 0; i < columns.size(); i++) {
            if (isIdentifier(columns.get(i))) {
                row.text(i).ifPresent(ids::add);
            }
        }
        return ids;
    }

    private static boolean isIdentifier(Column column) {
        List<String> words =
                List.of(column.ucd().strip().toLowerCase(Locale.ROOT).split(";", -1));
        boolean ofData = words.contains("meta.main") || words.contains("obs") || words.contains("meta.dataset");
        return words.get(0).equals("id_main")
                || (words.get(0).startsWith("meta.id") && (ofData || words.size() == 1))
                || words.get(0).equals("meta.ref.uri")
                || words.get(0).equals("meta.ref.ivoid")
                || NAMES.contains(column.name().strip().toLowerCase(Locale.ROOT));
    }
}
