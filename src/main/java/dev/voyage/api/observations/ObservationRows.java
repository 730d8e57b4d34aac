package dev.voyage.api.observations;

import dev.voyage.journal.Journal;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.tablewriter.ByteSink;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * The rows that a search has as of its record, written in some format: pages of the journal in, bytes out, one page at a time, on
 * demand, on a worker.
 */
final class ObservationRows {

    /** Number of sorted rows that are written at once. */
    private static final int PAGE = 256;

    private final Journal journal;
    private final SearchRecord search;
    private final RowSelection asked;
    private final Optional<List<JournalEntry>> sorted;
    private final long wanted;

    /**
     * @param sorted the rows in their order; empty if they are to be read from the journal
     * @param wanted number of rows to be written
     */
    ObservationRows(
            Journal journal,
            SearchRecord search,
            RowSelection asked,
            Optional<List<JournalEntry>> sorted,
            long wanted) {
        this.journal = journal;
        this.search = search;
        this.asked = asked;
        this.sorted = sorted;
        this.wanted = wanted;
    }

    /** @param passes to be made one after the other */
    Multi<Buffer> bytes(List<RowWriter> passes) {
        return Multi.createFrom()
                .iterable(passes)
                .onItem()
                .transformToMultiAndConcatenate(this::bytes)
                .filter(buffer -> buffer.length() > 0);
    }

    private Multi<Buffer> bytes(RowWriter pass) {
        var left = new long[] {wanted};
        Multi<Buffer> rows = pages().onItem().transformToUniAndConcatenate(page -> Uni.createFrom()
                .item(() -> written(page, pass, left))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(() -> written(pass::begin)),
                        rows,
                        Multi.createFrom().item(() -> written(pass::end)));
    }

    private Multi<List<JournalEntry>> pages() {
        if (wanted == 0) {
            return Multi.createFrom().empty();
        }
        if (sorted.isPresent()) {
            return Multi.createFrom().iterable(sorted.get()).group().intoLists().of(PAGE);
        }
        return journal.events(
                search.id(),
                RowFilter.TYPES,
                search.lastSeq(),
                asked.isAll() ? wanted : search.tally().observations());
    }

    private Buffer written(List<JournalEntry> page, RowWriter pass, long[] left) {
        return written(out -> {
            for (JournalEntry row : page) {
                if (left[0] > 0 && (sorted.isPresent() || asked.wants(row))) {
                    pass.row(row, out);
                    left[0]--;
                }
            }
        });
    }

    private static Buffer written(java.util.function.Consumer<ByteSink> what) {
        var out = new ByteSink();
        what.accept(out);
        return Buffer.buffer(out.toByteArray());
    }
}
