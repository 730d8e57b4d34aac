package dev.voyage.journal.live;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.record.FileRecord;
import dev.voyage.journal.store.EventRows;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The reading side of a running search. Readers pass a cursor and receive the events that are ready; a reader at the end waits
 * for a notification, which runs on the executor, each reader in a task of its own. Nothing is kept for a reader without demand.
 */
public final class LiveTail {

    private static final int MOST_MADE = 16;

    private final Executor executor;
    private final EventRingBuffer ring;
    private final LatestSignals signals = new LatestSignals();
    private final Set<FollowSubscription> waiting = new LinkedHashSet<>();
    private final Map<Long, ReaderBatch> made = new HashMap<>(); // readers at the same position get the same batch
    private boolean ended;
    private boolean elsewhere;
    private RuntimeException failure;

    LiveTail(Executor executor, long lastSeq) {
        this.executor = executor;
        this.ring = new EventRingBuffer(lastSeq);
    }

    /** Adds a durable event; readers see it from now on and are notified by {@link #wake}. */
    synchronized void add(JournalEntry entry, SearchEvent event) {
        ring.add(entry);
        made.clear();
        ended = ended || entry.isTerminal();
        FileRecord file = FileRecord.in(entry.search(), event);
        if (file != null) {
            signals.forget(file.file());
        }
    }

    void signal(String file, JournalEntry entry) {
        synchronized (this) {
            signals.put(file, entry);
        }
        wake();
    }

    /** Ends each reader once it has all events. */
    void end() {
        synchronized (this) {
            ended = true;
        }
        wake();
    }

    /** Readers continue from the store: another process writes the search from now on. */
    void handOff() {
        synchronized (this) {
            elsewhere = true;
        }
        wake();
    }

    /** Readers fail with this once they have all events. */
    void fail(RuntimeException why) {
        synchronized (this) {
            failure = why;
        }
        wake();
    }

    /** Notifies the waiting readers that new events may be available. */
    void wake() {
        List<FollowSubscription> tell;
        synchronized (this) {
            tell = List.copyOf(waiting);
            waiting.clear();
        }
        tell.forEach(executor::execute);
    }

    /**
     * The next batch for this reader; {@code ELSEWHERE} if the buffer no longer reaches back that far; {@code WAIT} if there is
     * nothing, and then the reader is notified later.
     *
     * @throws RuntimeException why the search's end was lost, for a reader that has all events before it
     */
    synchronized ReaderBatch next(ReaderPosition cursor, FollowSubscription reader) {
        if (elsewhere || isBehind(cursor)) {
            return ReaderBatch.ELSEWHERE;
        } else if (cursor.seq() < ring.last()) {
            return batch(cursor.seq());
        } else if (failure != null) {
            throw failure;
        } else if (ended) {
            return ReaderBatch.END;
        }
        List<JournalEntry> fresh = signals.after(cursor.signalled());
        cursor.signalledTo(signals.last());
        if (fresh.isEmpty()) {
            waiting.add(reader);
            return ReaderBatch.WAIT;
        }
        return new ReaderBatch(fresh, ReaderBatch.Then.ASK);
    }

    synchronized void remove(FollowSubscription reader) {
        waiting.remove(reader);
    }

    public synchronized int waiting() {
        return waiting.size();
    }

    private boolean isBehind(ReaderPosition cursor) {
        return cursor.seq() < ring.last() && !ring.reaches(cursor.seq());
    }

    private ReaderBatch batch(long after) {
        if (made.size() >= MOST_MADE) {
            made.clear();
        }
        return made.computeIfAbsent(after, place -> ReaderBatch.of(ring.after(place, EventRows.PAGE)));
    }
}
