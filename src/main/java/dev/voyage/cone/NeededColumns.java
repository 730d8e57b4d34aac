package dev.voyage.cone;

import dev.voyage.cone.identity.IdentifierColumn;
import dev.voyage.cone.position.RowPositions;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import dev.voyage.votable.table.UnreadableCell;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The columns that a row needs to be usable: its identifier, its position and its own links. Any other cell may be
 * unreadable without affecting the row.
 */
final class NeededColumns {

    private static final Set<String> ACCESS = Set.of("access_url", "accref", "accessreference");

    private final Columns columns;
    private final Set<Integer> needed = new HashSet<>();

    NeededColumns(Columns columns, IdentifierColumn ids, RowPositions positions) {
        this.columns = columns;
        ids.column().ifPresent(needed::add);
        IntStream.range(0, columns.size())
                .filter(i -> positions.has(i) || isAccess(columns.at(i)))
                .forEach(needed::add);
    }

    private static boolean isAccess(Column column) {
        String ucd = column.ucd().strip().toLowerCase(Locale.ROOT);
        return ACCESS.contains(column.name().strip().toLowerCase(Locale.ROOT))
                || ucd.equals("meta.ref.url")
                || ucd.startsWith("meta.ref.url;")
                || column.utype().toLowerCase(Locale.ROOT).endsWith("access.reference");
    }

    /**
     * The reason why the row is unusable, if any.
     *
     * @param number of the row in its document, from 1
     */
    Optional<Problem> refusal(Row row, long number) {
        return row.unreadable().stream()
                .filter(cell -> !cell.blank() && needed.contains(cell.column()))
                .findFirst()
                .map(cell -> refused(cell, number));
    }

    private Problem refused(UnreadableCell cell, long number) {
        String name = columns.at(cell.column()).name();
        return Problem.of(
                ProblemType.MALFORMED, "Row " + number + ": column " + QuotedText.of(name) + ": " + cell.reason());
    }
}
