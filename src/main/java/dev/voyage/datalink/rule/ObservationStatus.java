package dev.voyage.datalink.rule;

import dev.voyage.problem.QuotedText;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether an observation was made at all, according to its row. In HEASARC's tables a planned one has a status such as
 * {@code accepted}, no time, and its planned exposure as a negative number.
 */
final class ObservationStatus {

    private static final Set<String> NOT_YET = Set.of(
            "accepted",
            "scheduled",
            "planned",
            "approved",
            "proposed",
            "pending",
            "unobserved",
            "not observed",
            "untriggered",
            "canceled",
            "cancelled");

    private ObservationStatus() {}

    /** A status for not observed, as a sentence; empty otherwise. */
    static Optional<String> notObservedByStatus(Row row) {
        OptionalInt column = first(row.columns(), named("status", "obs_status"), ucd("meta.code.status"));
        Optional<String> status = column.isPresent() ? row.text(column.getAsInt()) : Optional.empty();
        return status.filter(s -> NOT_YET.contains(s.toLowerCase(Locale.ROOT)))
                .map(s -> "its status is " + QuotedText.of(s));
    }

    /** Neither a time nor an exposure, if the table has columns for both, as a sentence. */
    static Optional<String> notObservedByNumbers(Row row) {
        OptionalInt time = first(
                row.columns(),
                named("time", "start_time", "time_start", "t_min", "date_obs", "obs_date"),
                ucd("time.start"));
        OptionalInt exposure = first(
                row.columns(),
                column -> column.name().toLowerCase(Locale.ROOT).startsWith("exposure"),
                named("t_exptime", "duration").or(ucd("obs.exposure")));
        if (time.isEmpty()
                || exposure.isEmpty()
                || hasTime(row, time.getAsInt())
                || row.number(exposure.getAsInt()).orElse(0) > 0) {
            return Optional.empty();
        }
        OptionalDouble seconds = row.number(exposure.getAsInt());
        return Optional.of("it has no time of observation and "
                + (seconds.isPresent() ? "an exposure of " + seconds.getAsDouble() : "no exposure"));
    }

    private static boolean hasTime(Row row, int time) {
        OptionalDouble number = row.number(time);
        return number.isPresent() ? number.getAsDouble() > 0 : row.text(time).isPresent();
    }

    private static OptionalInt first(Columns columns, Predicate<Column> better, Predicate<Column> good) {
        OptionalInt found = columns.first(better);
        return found.isPresent() ? found : columns.first(good);
    }

    private static Predicate<Column> named(String... names) {
        Set<String> wanted = Set.of(names);
        return column -> wanted.contains(column.name().strip().toLowerCase(Locale.ROOT));
    }

    private static Predicate<Column> ucd(String word) {
        return column ->
                Set.of(column.ucd().toLowerCase(Locale.ROOT).split(";", -1)).contains(word);
    }
}
