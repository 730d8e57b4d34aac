package dev.voyage.api;

import dev.voyage.journal.Entry;
import dev.voyage.journal.Journal;
import dev.voyage.journal.SearchRecord;
import dev.voyage.tables.Bytes;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * The rows that a search has as of its record, written in some form: pages of the journal in, bytes
 * out, one page at a time, when they are asked for, on a worker.
 */
final class ObservationRows {

    private final Journal journal;
    private final SearchRecord search;
    private final RowsAsked asked;
    private final long wanted;

    /**
     * @param wanted how many rows will be written
     */
    ObservationRows(Journal journal, SearchRecord search, RowsAsked asked, long wanted) {
        this.journal = journal;
        this.search = search;
        this.asked = asked;
        this.wanted = wanted;
    }

    /**
     * @param passes to be made one behind the other
     */
    Multi<Buffer> bytes(List<RowPass> passes) {
        return Multi.createFrom()
                .iterable(passes)
                .onItem()
                .transformToMultiAndConcatenate(this::bytes)
                .filter(buffer -> buffer.length() > 0);
    }

    private Multi<Buffer> bytes(RowPass pass) {
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

    private Multi<List<Entry>> pages() {
        if (wanted == 0) {
            return Multi.createFrom().empty();
        }
        boolean all = asked.selected().isEmpty() && asked.catalogue() == null;
        return journal.told(
                search.id(),
                RowsAsked.TYPES,
                search.lastSeq(),
                all ? wanted : search.tally().observations());
    }

    private Buffer written(List<Entry> page, RowPass pass, long[] left) {
        return written(out -> {
            for (Entry row : page) {
                if (left[0] > 0 && asked.wants(row)) {
                    pass.row(row, out);
                    left[0]--;
                }
            }
        });
    }

    private static Buffer written(java.util.function.Consumer<Bytes> what) {
        var out = new Bytes();
        what.accept(out);
        return Buffer.buffer(out.toByteArray());
    }
}
