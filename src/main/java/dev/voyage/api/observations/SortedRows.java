package dev.voyage.api.observations;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.problem.Problem;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * The first rows of a table in some order, kept in memory: at most {@value #MOST_ROWS} of together {@value #MOST_BYTES} bytes. Rows
 * that the order does not distinguish stay in the order in which they were found.
 */
final class SortedRows {

    /** Maximum number of sorted rows. */
    static final int MOST_ROWS = 20_000;

    /** Maximum sum of their lengths as events, in bytes. */
    static final int MOST_BYTES = 32 << 20;

    private final Comparator<Kept> order;
    private final PriorityQueue<Kept> lastFirst;
    private final long wanted;
    private long bytes;

    /** @param most maximum number of rows that are wanted; no limit if empty */
    SortedRows(Comparator<List<Object>> keys, OptionalLong most) {
        this.order = Comparator.comparing(Kept::key, keys).thenComparingLong(kept -> kept.entry.seq());
        this.lastFirst = new PriorityQueue<>(order.reversed());
        this.wanted = most.orElse(Long.MAX_VALUE);
    }

    private record Kept(List<Object> key, JournalEntry entry) {}

    /** @throws Problem {@code BAD_PARAMETER} if more rows are wanted than can be kept */
    void add(List<Object> key, JournalEntry entry) {
        lastFirst.add(new Kept(key, entry));
        bytes += entry.length();
        if (lastFirst.size() > wanted) {
            bytes -= lastFirst.remove().entry.length();
        }
        if (lastFirst.size() > MOST_ROWS || bytes > MOST_BYTES) {
            throw Problem.badParameter(
                    "order",
                    "order sorts at most " + MOST_ROWS + " rows of together " + (MOST_BYTES >> 20)
                            + " MiB, and here are more: choose fewer by limit or where, or leave order out");
        }
    }

    /** The rows, first ones first. */
    List<JournalEntry> inOrder() {
        Kept[] rows = lastFirst.toArray(Kept[]::new);
        Arrays.sort(rows, order);
        return Arrays.stream(rows).map(Kept::entry).toList();
    }
}
