package dev.voyage.journal;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Set<Waiter> waiting = new LinkedHashSet<>();
    private final Set<Waiter> told = new LinkedHashSet<>();
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
        List<Waiter> tell;
        synchronized (this) {
            tell = List.copyOf(waiting);
            told.addAll(tell);
            waiting.clear();
        }
        tell.forEach(waiter -> executor.execute(waiter::look));
    }

    /**
     * The next batch for this reader, when there is one. Empty at once where the ring no longer
     * reaches back so far: the store has it.
     */
    Optional<Uni<Batch>> next(Cursor cursor) {
        synchronized (this) {
            if (isBehind(cursor)) {
                return Optional.empty();
            }
            Uni<Batch> ready = ready(cursor);
            return Optional.of(ready == null ? Uni.createFrom().emitter(emitter -> await(cursor, emitter)) : ready);
        }
    }

    private void await(Cursor cursor, UniEmitter<? super Batch> emitter) {
        var waiter = new Waiter(cursor, emitter);
        synchronized (this) {
            told.add(waiter);
        }
        emitter.onTermination(() -> remove(waiter));
        waiter.look(); // something may have come since it asked
    }

    private synchronized void remove(Waiter waiter) {
        waiting.remove(waiter);
        told.remove(waiter);
    }

    synchronized int waiting() {
        return waiting.size() + told.size();
    }

    private boolean isBehind(Cursor cursor) {
        return cursor.seq() < ring.last() && !ring.reaches(cursor.seq());
    }

    /** Null where there is nothing to be said now. */
    private Uni<Batch> ready(Cursor cursor) {
        if (cursor.seq() < ring.last()) {
            Batch batch = batch(cursor.seq());
            cursor.moveTo(batch);
            return Uni.createFrom().item(batch);
        }
        if (failure != null) {
            return Uni.createFrom().failure(failure);
        }
        if (ended) {
            return Uni.createFrom().item(Batch.END);
        }
        List<Entry> fresh = signals.after(cursor.signalled());
        cursor.signalledTo(signals.last());
        return fresh.isEmpty() ? null : Uni.createFrom().item(new Batch(fresh, false));
    }

    private Batch batch(long after) {
        if (made.size() >= MOST_MADE) {
            made.clear();
        }
        return made.computeIfAbsent(after, place -> Batch.of(ring.after(place, EventRows.PAGE)));
    }

    /** A reader that has all there is. */
    private final class Waiter {

        private final Cursor cursor;
        private final UniEmitter<? super Batch> emitter;

        Waiter(Cursor cursor, UniEmitter<? super Batch> emitter) {
            this.cursor = cursor;
            this.emitter = emitter;
        }

        void look() {
            Uni<Batch> ready;
            synchronized (LiveTail.this) {
                if (!told.remove(this)) {
                    return; // gone, or served meanwhile
                }
                ready = isBehind(cursor) ? Uni.createFrom().item(Batch.NOTHING) : ready(cursor);
                if (ready == null) {
                    waiting.add(this);
                    return;
                }
            }
            ready.subscribe().with(emitter::complete, emitter::fail);
        }
    }
}
