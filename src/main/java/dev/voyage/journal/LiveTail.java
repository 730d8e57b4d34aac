package dev.voyage.journal;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The reading side of a running search. Readers come with a cursor and take what is ready; who is
 * at the end waits to be told that there is more, and is told on the executor, each reader in a
 * task of its own. Nothing is kept for a reader that does not ask.
 */
final class LiveTail {

    private static final int MOST_MADE = 16;

    private final Executor executor;
    private final Ring ring;
    private final Signals signals = new Signals();
    private final Set<Following> waiting = new LinkedHashSet<>();
    private final Map<Long, Batch> made = new HashMap<>(); // readers at one place get the same
    private boolean ended;
    private RuntimeException failure;

    LiveTail(Executor executor, long lastSeq) {
        this.executor = executor;
        this.ring = new Ring(lastSeq);
    }

    /** A durable event; readers see it from now on and hear of it at {@link #wake}. */
    synchronized void add(Entry entry, SearchEvent event) {
        ring.add(entry);
        made.clear();
        ended = ended || entry.isTerminal();
        FileRecord file = FileRecord.in(entry.search(), event);
        if (file != null) {
            signals.forget(file.file());
        }
    }

    void signal(String file, Entry entry) {
        synchronized (this) {
            signals.put(file, entry);
        }
        wake();
    }

    /** Readers that have all there is come to their end. */
    void end() {
        synchronized (this) {
            ended = true;
        }
        wake();
    }

    /** Readers fail with this when they have all there is. */
    void fail(RuntimeException why) {
        synchronized (this) {
            failure = why;
        }
        wake();
    }

    /** Tells the waiting readers that there may be something for them. */
    void wake() {
        List<Following> tell;
        synchronized (this) {
            tell = List.copyOf(waiting);
            waiting.clear();
        }
        tell.forEach(executor::execute);
    }

    /**
     * The next batch for this reader; {@code ELSEWHERE} where the ring no longer reaches back so
     * far; {@code WAIT} where there is nothing, and then the reader is told when there may be.
     *
     * @throws RuntimeException why the search's end was lost, for who has all before it
     */
    synchronized Batch next(Cursor cursor, Following reader) {
        if (isBehind(cursor)) {
            return Batch.ELSEWHERE;
        } else if (cursor.seq() < ring.last()) {
            return batch(cursor.seq());
        } else if (failure != null) {
            throw failure;
        } else if (ended) {
            return Batch.END;
        }
        List<Entry> fresh = signals.after(cursor.signalled());
        cursor.signalledTo(signals.last());
        if (fresh.isEmpty()) {
            waiting.add(reader);
            return Batch.WAIT;
        }
        return new Batch(fresh, Batch.Then.ASK);
    }

    synchronized void remove(Following reader) {
        waiting.remove(reader);
    }

    synchronized int waiting() {
        return waiting.size();
    }

    private boolean isBehind(Cursor cursor) {
        return cursor.seq() < ring.last() && !ring.reaches(cursor.seq());
    }

    private Batch batch(long after) {
        if (made.size() >= MOST_MADE) {
            made.clear();
        }
        return made.computeIfAbsent(after, place -> Batch.of(ring.after(place, EventRows.PAGE)));
    }
}
