package dev.voyage.journal;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The pages of one reader: where it reads several searches, one of them at a time holds a page of
 * the store, and they take turns. So what is read for a slow reader does not grow with their
 * number.
 */
final class Turns {

    private record Waiting(Cursor cursor, UniEmitter<? super Void> emitter) {}

    private final Deque<Waiting> queue = new ArrayDeque<>(0);
    private Cursor holder;

    /**
     * Completes when it is this one's turn, which lasts until it {@link #leave leaves} or wants
     * another, behind those that wait already.
     */
    Uni<Void> take(Cursor cursor) {
        return Uni.createFrom().emitter(emitter -> {
            Waiting next;
            synchronized (this) {
                queue.add(new Waiting(cursor, emitter));
                next = holder == null || holder == cursor ? advance() : null;
            }
            tell(next);
        });
    }

    /** Its page has been taken; nothing happens where it held none. */
    void leave(Cursor cursor) {
        Waiting next;
        synchronized (this) {
            next = holder == cursor ? advance() : null;
        }
        tell(next);
    }

    private Waiting advance() {
        Waiting next = queue.poll();
        holder = next == null ? null : next.cursor();
        return next;
    }

    private static void tell(Waiting nextOrNull) {
        if (nextOrNull != null) {
            nextOrNull.emitter().complete(null);
        }
    }
}
