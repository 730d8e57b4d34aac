package dev.voyage.journal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;

/**
 * Reading a journal from a cursor on: from the store while behind, from memory when near the end of
 * a running search, waiting at its end. A step is made only when the reader asks for one.
 *
 * @param running the searches this process drives
 * @param closed when true, readers of searches that others drive come to their end
 */
record Follow(Store store, SearchRows searches, Running running, BooleanSupplier closed) {

    /** What is ready at each step; ends behind the last event. */
    Flow.Publisher<List<Entry>> from(String search, long after) {
        return reader -> follow(search, after, new Turns(), reader);
    }

    /** As {@link #from(String, long)} of several searches, a batch of one of them at each step. */
    Multi<List<Entry>> from(Map<String, Long> places) {
        return Multi.createFrom().deferred(() -> {
            var turns = new Turns();
            List<Flow.Publisher<List<Entry>>> each = places.entrySet().stream()
                    .<Flow.Publisher<List<Entry>>>map(
                            place -> reader -> follow(place.getKey(), place.getValue(), turns, reader))
                    .toList();
            return Multi.createBy()
                    .merging()
                    .withConcurrency(each.size())
                    .withRequests(1) // a batch of each, and no more, is held for a reader that is slow
                    .streams(each);
        });
    }

    private void follow(String search, long after, Turns turns, Flow.Subscriber<? super List<Entry>> reader) {
        reader.onSubscribe(new Following(this, new Cursor(search, after), turns, reader));
    }

    /** Where the search's newest events are, when this process drives it. */
    Optional<LiveTail> tail(Cursor cursor) {
        return running.find(cursor.search()).map(LiveSearch::tail);
    }

    /** What the store has behind the cursor. */
    Uni<Batch> read(Cursor cursor) {
        return store.read(connection -> page(connection, cursor));
    }

    private Batch page(Connection connection, Cursor cursor) throws SQLException {
        List<Entry> page = EventRows.page(connection, cursor.search(), cursor.seq(), EventRows.PAGE);
        if (!page.isEmpty()) {
            return Batch.of(page);
        }
        SearchRecord search =
                searches.find(connection, cursor.search()).orElseThrow(() -> Store.unknown(cursor.search()));
        return search.phase().isEnd() ? Batch.END : Batch.WAIT;
    }
}
