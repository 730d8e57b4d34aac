package dev.voyage.cone.identity;

import dev.voyage.cone.position.Ucd;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The column with the identifiers of a table's rows: by UCD (both generations), then by name. HEASARC's {@code __row}
 * is never an identifier, whatever its UCD: it counts rows and changes from day to day. Its {@code name} is that of a
 * source, even with the main UCD, so a column for observations takes precedence.
 */
public final class IdentifierColumn {

    private static final List<String> NAMES = List.of(
            "obsid",
            "obs_id",
            "observation_id",
            "observationid",
            "obs_publisher_did",
            "seq_id",
            "sequence_id",
            "seqid",
            "dataset_id",
            "obsno",
            "id");

    /** Of spectra (SSA 1.1, appendix D). */
    private static final List<String> UTYPES =
            List.of("curation.publisherdid", "dataid.datasetid", "dataid.creatordid");

    private static final List<String> SOURCES =
            List.of("name", "object", "object_name", "target", "target_name", "source_name");

    /** Values that services write for a missing id. */
    private static final Set<String> NONE =
            Set.of("null", "none", "nan", "n/a", "unknown", "undefined", "-", "--", "---", ".", "..", "?", "*");

    private final int column;

    private IdentifierColumn(int column) {
        this.column = column;
    }

    public static IdentifierColumn in(Columns columns) {
        Predicate<Column> main = Ucd.is("meta.id;meta.main").or(Ucd.is("ID_MAIN"));
        Predicate<Column> observation = column -> !isCounter(column) && !isSource(column);
        OptionalInt found = columns.first(main.and(observation));
        for (String name : NAMES) {
            found = found.isPresent() ? found : columns.first(named(name));
        }
        for (String utype : UTYPES) {
            found = found.isPresent() ? found : columns.first(column -> isOf(column, utype));
        }
        found = found.isPresent() ? found : columns.first(main.and(column -> !isCounter(column)));
        return new IdentifierColumn(found.orElse(-1));
    }

    /** Its index; empty if no column identifies the rows. */
    public OptionalInt column() {
        return column < 0 ? OptionalInt.empty() : OptionalInt.of(column);
    }

    /** The identifier of a row; empty if it is missing, or a word for a missing value. Other rows may have the same. */
    public Optional<String> of(Row row) {
        return column < 0
                ? Optional.empty()
                : row.text(column).filter(text -> !NONE.contains(text.toLowerCase(Locale.ROOT)));
    }

    private static boolean isCounter(Column column) {
        return column.name().startsWith("__");
    }

    private static boolean isSource(Column column) {
        return SOURCES.contains(column.name().strip().toLowerCase(Locale.ROOT));
    }

    private static boolean isOf(Column column, String utype) {
        String own = column.utype().strip().toLowerCase(Locale.ROOT);
        return own.equals(utype) || own.endsWith(":" + utype) || own.endsWith("." + utype);
    }

    private static Predicate<Column> named(String name) {
        return column -> column.name().strip().equalsIgnoreCase(name);
    }
}
