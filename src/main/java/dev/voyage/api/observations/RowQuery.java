package dev.voyage.api.observations;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.condition.ColumnChoice;
import dev.voyage.condition.Condition;
import dev.voyage.condition.RowOrder;
import dev.voyage.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The part of a query that depends on the columns: which rows, in which order, with which cells.
 *
 * @param text the parameters as given, which distinguishes queries
 */
record RowQuery(Optional<Condition> where, Optional<RowOrder> order, Optional<ColumnChoice> columns, String text) {

    /** The parameters. */
    static final Set<String> KNOWN = Set.of("where", "order", "columns");

    /** @throws Problem {@code BAD_PARAMETER}, {@code BAD_CONDITION}, each with the members {@code parameter} and {@code position} */
    static RowQuery of(QueryParameters query) {
        Optional<String> where = query.one("where").filter(text -> !text.isBlank());
        Optional<String> order = query.one("order");
        List<String> columns = query.all("columns");
        return new RowQuery(
                where.map(Condition::parse),
                order.map(RowOrder::parse),
                columns.isEmpty() ? Optional.empty() : Optional.of(ColumnChoice.parse(String.join(",", columns))),
                where.orElse("") + '\n' + order.orElse("") + '\n' + String.join(",", columns));
    }

    /** Distinguishes the responses to different queries; for an ETag. */
    String key() {
        return where.isEmpty() && order.isEmpty() && columns.isEmpty()
                ? ""
                : "-" + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
