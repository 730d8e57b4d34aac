package dev.voyage.journal.live;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.journal.store.EventRows;
import dev.voyage.journal.store.SearchRows;
import dev.voyage.journal.store.Store;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;

/**
 * Reads a journal from a cursor on: from the store while behind, from memory when near the end of a running search, waiting at
 * its end. A step is made only when the reader requests one.
 *
 * @param running the searches this process drives
 * @param closed when true, readers of searches that other processes drive are ended
 */
public record JournalFollower(Store store, SearchRows searches, LiveSearches running, BooleanSupplier closed) {

    /** The events ready at each step; ends after the last event. */
    public Flow.Publisher<List<JournalEntry>> from(String search, long after) {
        return reader -> {
            var turns = new PageTurns();
            turns.open();
            follow(search, after, turns, reader);
        };
    }

    /** As {@link #from(String, long)} of several searches, a batch of one of them at each step. */
    public Multi<List<JournalEntry>> from(Map<String, Long> places) {
        return Multi.createFrom().deferred(() -> {
            var turns = new PageTurns();
            var each = new ArrayList<Flow.Publisher<List<JournalEntry>>>(places.size() + 1);
            places.forEach((search, after) -> each.add(reader -> follow(search, after, turns, reader)));
            // subscribed to last: the first search must not take many turns before the others have arrived
            each.add(Multi.createFrom()
                    .<List<JournalEntry>>empty()
                    .onSubscription()
                    .invoke(turns::open));
            return Multi.createBy()
                    .merging()
                    .withConcurrency(each.size())
                    .withRequests(1) // at most one batch of each is held for a slow reader
                    .streams(each);
        });
    }

    private void follow(
            String search, long after, PageTurns turns, Flow.Subscriber<? super List<JournalEntry>> reader) {
        reader.onSubscribe(new FollowSubscription(this, new ReaderPosition(search, after), turns, reader));
    }

    /** The tail with the search's newest events, if this process drives it. */
    Optional<LiveTail> tail(ReaderPosition cursor) {
        return running.find(cursor.search()).map(LiveSearch::tail);
    }

    /** The stored events after the cursor. */
    Uni<ReaderBatch> read(ReaderPosition cursor) {
        return store.read(connection -> page(connection, cursor));
    }

    private ReaderBatch page(Connection connection, ReaderPosition cursor) throws SQLException {
        List<JournalEntry> page = EventRows.page(connection, cursor.search(), cursor.seq(), EventRows.PAGE);
        if (!page.isEmpty()) {
            return ReaderBatch.of(page);
        }
        SearchRecord search =
                searches.find(connection, cursor.search()).orElseThrow(() -> Store.unknown(cursor.search()));
        // its end may have been written between the two queries
        return search.phase().isEnd() && search.lastSeq() <= cursor.seq() ? ReaderBatch.END : ReaderBatch.WAIT;
    }
}
