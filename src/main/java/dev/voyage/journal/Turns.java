package dev.voyage.journal;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The pages of one reader: where it reads several searches, one of them at a time holds a page of
 * the store, and they take turns. So what is read for a slow reader does not grow with their
 * number.
 */
final class Turns {

    private final Deque<Following> queue = new ArrayDeque<>(0);
    private Following holder;

    /**
     * Has this one {@link Following#read read} when it is its turn, which lasts until it {@link
     * #leave leaves} or wants another, behind those that wait already.
     */
    void take(Following one) {
        Following next;
        synchronized (this) {
            queue.add(one);
            next = holder == null || holder == one ? advance() : null;
        }
        tell(next);
    }

    /** Its page has been taken; nothing happens where it held none. */
    void leave(Following one) {
        Following next;
        synchronized (this) {
            next = holder == one ? advance() : null;
        }
        tell(next);
    }

    private Following advance() {
        holder = queue.poll();
        return holder;
    }

    private static void tell(Following nextOrNull) {
        if (nextOrNull != null) {
            nextOrNull.read();
        }
    }
}
