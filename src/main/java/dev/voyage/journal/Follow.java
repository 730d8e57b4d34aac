package dev.voyage.journal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        return from(search, after, new Turns());
    }

    /** As {@link #from(String, long)} of several searches, a batch of one of them at each step. */
    Multi<List<Entry>> from(Map<String, Long> places) {
        return Multi.createFrom().deferred(() -> {
            var turns = new Turns();
            List<Multi<List<Entry>>> each = places.entrySet().stream()
                    .map(place -> from(place.getKey(), place.getValue(), turns))
                    .toList();
            return Multi.createBy()
                    .merging()
                    .withConcurrency(each.size())
                    .withRequests(1) // a batch of each, and no more, is held for a reader that is slow
                    .streams(each);
        });
    }

    private Multi<List<Entry>> from(String search, long after, Turns turns) {
        return Multi.createFrom()
                .deferred(() -> {
                    var cursor = new Cursor(search, after);
                    return Multi.createBy()
                            .repeating()
                            .uni(() -> next(cursor, turns))
                            .whilst(batch -> !batch.last())
                            .onCompletion()
                            .invoke(() -> turns.leave(cursor)); // where it fails or is left, all do and are
                })
                .filter(batch -> !batch.entries().isEmpty())
                .map(Batch::entries);
    }

    private Uni<Batch> next(Cursor cursor, Turns turns) {
        Optional<Uni<Batch>> fromMemory =
                running.find(cursor.search()).flatMap(live -> live.tail().next(cursor));
        if (fromMemory.isPresent()) {
            turns.leave(cursor);
            return fromMemory.get();
        }
        return turns.take(cursor).chain(() -> fromStore(cursor, turns));
    }

    private Uni<Batch> fromStore(Cursor cursor, Turns turns) {
        if (closed.getAsBoolean()) {
            return Uni.createFrom().item(Batch.END);
        }
        Uni<Batch> read = store.read(connection -> page(connection, cursor));
        return read.chain(batch -> {
            if (!batch.isNothing()) {
                return Uni.createFrom().item(batch);
            }
            turns.leave(cursor);
            return later();
        });
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
