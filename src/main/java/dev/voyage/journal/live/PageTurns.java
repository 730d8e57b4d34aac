package dev.voyage.journal.live;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The pages of one reader: if it reads several searches, one of them at a time holds a page of the store, and they take turns. So
 * the data read for a slow reader does not grow with the number of searches.
 */
final class PageTurns {

    private final Deque<FollowSubscription> queue = new ArrayDeque<>(0);
    private FollowSubscription holder;
    private boolean open;

    /** Begins; those that arrived before take their turns in the order of their arrival. */
    void open() {
        FollowSubscription next;
        synchronized (this) {
            open = true;
            next = advance();
        }
        tell(next);
    }

    /**
     * Lets this one {@link FollowSubscription#read read} when it is its turn, which lasts until it {@link #leave leaves} or wants
     * another turn, after those that wait already.
     */
    void take(FollowSubscription one) {
        FollowSubscription next;
        synchronized (this) {
            queue.add(one);
            next = open && (holder == null || holder == one) ? advance() : null;
        }
        tell(next);
    }

    /** Its page has been delivered; no effect if it held none. */
    void leave(FollowSubscription one) {
        FollowSubscription next;
        synchronized (this) {
            next = holder == one ? advance() : null;
        }
        tell(next);
    }

    private FollowSubscription advance() {
        holder = queue.poll();
        return holder;
    }

    private static void tell(FollowSubscription nextOrNull) {
        if (nextOrNull != null) {
            nextOrNull.read();
        }
    }
}
