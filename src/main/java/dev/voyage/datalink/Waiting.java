package dev.voyage.datalink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The ids that are still to be asked for, and how many of them the service takes at once: few at
 * first, so that the first links come early, then more while all goes well. Safe from any thread.
 */
final class Waiting {

    private static final int FIRST = 8;
    private static final int MOST = 256;

    /**
     * Ids for one request.
     *
     * @param doubtful they were left out of an answer before
     */
    record Batch(List<String> ids, boolean doubtful) {
        boolean isOne() {
            return ids.size() == 1;
        }
    }

    private final Deque<String> fresh;
    private final Deque<String> doubtful = new ArrayDeque<>();
    private final Deque<String> single = new ArrayDeque<>();
    private int size = FIRST;
    private int most = MOST;

    /**
     * @param ids distinct, in the order in which they are wanted
     */
    Waiting(Collection<String> ids) {
        fresh = new ArrayDeque<>(ids);
    }

    /** What to ask next; empty when nothing is waiting now. */
    synchronized Optional<Batch> next() {
        if (!fresh.isEmpty()) {
            return Optional.of(new Batch(take(fresh, size), false));
        }
        if (!doubtful.isEmpty()) {
            return Optional.of(new Batch(take(doubtful, size), true));
        }
        return single.isEmpty() ? Optional.empty() : Optional.of(new Batch(take(single, 1), true));
    }

    /** All were answered: more next time, if this was as many as could be asked for. */
    synchronized void grow(int asked) {
        if (asked >= size) {
            size = Math.min(most, size * 2);
        }
    }

    /** The service takes no more than this at once. */
    synchronized void shrink(int limit) {
        most = Math.max(1, Math.min(most, limit));
        size = Math.min(size, most);
    }

    /** These did not come to their turn: they are next. */
    synchronized void again(List<String> ids) {
        for (int i = ids.size() - 1; i >= 0; i--) {
            fresh.addFirst(ids.get(i));
        }
    }

    /** These were left out without a word: they are asked for once more, at the end. */
    synchronized void doubt(List<String> ids) {
        doubtful.addAll(ids);
    }

    /** These are asked for one by one, at the end. */
    synchronized void alone(List<String> ids) {
        single.addAll(ids);
    }

    /** Nothing is asked any more; gives what was waiting. */
    synchronized List<String> drain() {
        List<String> all = new ArrayList<>(fresh);
        all.addAll(doubtful);
        all.addAll(single);
        fresh.clear();
        doubtful.clear();
        single.clear();
        return all;
    }

    private static List<String> take(Deque<String> from, int most) {
        List<String> taken = new ArrayList<>();
        while (taken.size() < most && !from.isEmpty()) {
            taken.add(from.removeFirst());
        }
        return List.copyOf(taken);
    }
}
