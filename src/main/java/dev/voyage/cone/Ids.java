package dev.voyage.cone;

import dev.voyage.votable.Column;
import dev.voyage.votable.Columns;
import dev.voyage.votable.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * What the rows of one table are called: by UCD (both generations), then by name. HEASARC's {@code
 * __row} is never an identifier, whatever its UCD: it counts rows and changes from day to day. Its
 * {@code name} is a source's, even with the main UCD, so an observation's column goes before it.
 */
final class Ids {

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
    private static final List<String> SOURCES =
            List.of("name", "object", "object_name", "target", "target_name", "source_name");

    private final int column;

    private Ids(int column) {
        this.column = column;
    }

    static Ids in(Columns columns) {
        Predicate<Column> main = Ucd.is("meta.id;meta.main").or(Ucd.is("ID_MAIN"));
        Predicate<Column> observation = column -> !isCounter(column) && !isSource(column);
        OptionalInt found = columns.first(main.and(observation));
        for (String name : NAMES) {
            found = found.isPresent() ? found : columns.first(named(name));
        }
        found = found.isPresent() ? found : columns.first(main.and(column -> !isCounter(column)));
        return new Ids(found.orElse(-1));
    }

    Optional<String> of(Row row) {
        return column < 0 ? Optional.empty() : row.text(column);
    }

    private static boolean isCounter(Column column) {
        return column.name().startsWith("__");
    }

    private static boolean isSource(Column column) {
        return SOURCES.contains(column.name().strip().toLowerCase(Locale.ROOT));
    }

    private static Predicate<Column> named(String name) {
        return column -> column.name().strip().equalsIgnoreCase(name);
    }
}
