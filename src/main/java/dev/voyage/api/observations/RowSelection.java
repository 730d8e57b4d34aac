package dev.voyage.api.observations;

import dev.voyage.condition.RowOrder;
import dev.voyage.journal.Journal;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The rows that a query selects, bound to the columns of their table. */
final class RowSelection {

    private final RowFilter filter;
    private final Columns columns;
    private final EventRowDecoder cells;
    private final Optional<Predicate<Row>> condition;
    private final Optional<RowOrder.Bound> order;
    private final List<Integer> chosen;

    /** @throws Problem {@code UNKNOWN_COLUMN}, {@code BAD_CONDITION}, {@code BAD_PARAMETER}, each naming its parameter */
    RowSelection(RowFilter filter, RecordedColumns told, RowQuery query) {
        this.filter = filter;
        this.columns = new Columns(told.all());
        this.cells = new EventRowDecoder(columns.all(), told.theirs());
        this.condition = query.where().map(where -> where.on(columns));
        this.order = query.order().map(by -> by.on(columns));
        this.chosen = query.columns()
                .map(names -> names.on(columns))
                .orElseGet(() -> IntStream.range(0, columns.size()).boxed().toList());
    }

    /**
     * The selected rows.
     *
     * @param there their number
     * @param sorted all that will be written, in order; empty if they are to be read in the order in which they were found
     */
    record Selected(long there, Optional<List<JournalEntry>> sorted) {}

    /**
     * Counts and, if the query has an order, sorts the rows that the search has as of its record. Reads the rows if neither the
     * tally gives their number nor the order is that of the journal.
     *
     * @param most maximum number of rows that will be written; no limit if empty
     * @return fails with a {@link Problem} {@code BAD_PARAMETER} if there are too many rows to sort
     */
    Uni<Selected> select(SearchRecord search, Journal journal, OptionalLong most) {
        if (condition.isEmpty() && order.isEmpty()) {
            return filter.count(search, journal).map(there -> new Selected(there, Optional.empty()));
        }
        var sorted = order.map(by -> new SortedRows(by.keys(), most));
        var there = new long[1];
        return journal.events(
                        search.id(),
                        RowFilter.TYPES,
                        search.lastSeq(),
                        search.tally().observations())
                .onItem()
                .transformToUniAndConcatenate(page -> Uni.createFrom()
                        .voidItem()
                        .invoke(() -> take(page, sorted, there))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .collect()
                .last()
                .map(done -> new Selected(there[0], sorted.map(SortedRows::inOrder)));
    }

    private void take(List<JournalEntry> page, Optional<SortedRows> sorted, long[] there) {
        for (JournalEntry entry : page) {
            if (filter.wants(entry)) {
                Row row = row(entry);
                if (meets(row)) {
                    there[0]++;
                    sorted.ifPresent(rows -> rows.add(order.orElseThrow().key(row), entry));
                }
            }
        }
    }

    /** The indices of the columns to write, in their order. */
    List<Integer> chosen() {
        return chosen;
    }

    /** Whether it is all rows of the search. */
    boolean isAll() {
        return filter.isAll() && condition.isEmpty();
    }

    /** Whether a row is selected. */
    boolean wants(JournalEntry entry) {
        return filter.wants(entry) && (condition.isEmpty() || meets(row(entry)));
    }

    private boolean meets(Row row) {
        return condition.isEmpty() || condition.get().test(row);
    }

    private Row row(JournalEntry entry) {
        return new Row(columns, cells.of(entry));
    }
}
