package dev.voyage.journal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Reading a journal from a cursor on: from the store while behind, from memory when near the end of
 * a running search, waiting at its end. A step is made only when the reader asks for one.
 *
 * @param running the searches this process drives
 * @param closed when true, readers of searches that others drive come to their end
 */
record Follow(Store store, SearchRows searches, Running running, BooleanSupplier closed) {

    /** How often a search that another process drives is looked at. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** What is ready at each step; ends behind the last event. */
    Multi<List<Entry>> from(String search, long after) {
        return Multi.createFrom()
                .deferred(() -> {
                    var cursor = new Cursor(search, after);
                    return Multi.createBy().repeating().uni(() -> next(cursor)).whilst(batch -> !batch.last());
                })
                .filter(batch -> !batch.entries().isEmpty())
                .map(Batch::entries);
    }

    private Uni<Batch> next(Cursor cursor) {
        Optional<Uni<Batch>> fromMemory =
                running.find(cursor.search()).flatMap(live -> live.tail().next(cursor));
        return fromMemory.orElseGet(() -> fromStore(cursor));
    }

    private Uni<Batch> fromStore(Cursor cursor) {
        if (closed.getAsBoolean()) {
            return Uni.createFrom().item(Batch.END);
        }
        Uni<Batch> read = store.read(connection -> page(connection, cursor));
        return read.chain(
                batch -> batch.isNothing() ? later() : Uni.createFrom().item(batch));
    }

    private static Uni<Batch> later() {
        return Uni.createFrom().item(Batch.NOTHING).onItem().delayIt().by(LOOK_AGAIN);
    }

    private Batch page(Connection connection, Cursor cursor) throws SQLException {
        List<Entry> page = EventRows.page(connection, cursor.search(), cursor.seq(), EventRows.PAGE);
        if (!page.isEmpty()) {
            Batch batch = Batch.of(page);
            cursor.moveTo(batch);
            return batch;
        }
        SearchRecord search =
                searches.find(connection, cursor.search()).orElseThrow(() -> Store.unknown(cursor.search()));
        return search.phase().isEnd() ? Batch.END : Batch.NOTHING;
    }
}
