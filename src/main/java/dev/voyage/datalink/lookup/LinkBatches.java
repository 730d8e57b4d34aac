package dev.voyage.datalink.lookup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The ids that are still to be requested, and the batch size for the service: small at first, so that the first links
 * arrive early, then growing while requests succeed. Thread-safe.
 */
final class LinkBatches {

    private static final int FIRST = 8;
    private static final int MOST = 256;

    /**
     * Ids for one request.
     *
     * @param doubtful they were omitted from an answer before
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
     * @param ids distinct, in the order of their requests
     */
    LinkBatches(Collection<String> ids) {
        fresh = new ArrayDeque<>(ids);
    }

    /** The next batch; empty when no ids are waiting now. */
    synchronized Optional<Batch> next() {
        if (!fresh.isEmpty()) {
            return Optional.of(new Batch(take(fresh, size), false));
        }
        if (!doubtful.isEmpty()) {
            return Optional.of(new Batch(take(doubtful, size), true));
        }
        return single.isEmpty() ? Optional.empty() : Optional.of(new Batch(take(single, 1), true));
    }

    /** All were answered: increases the batch size if this was a full batch. */
    synchronized void grow(int asked) {
        if (asked >= size) {
            size = Math.min(most, size * 2);
        }
    }

    /** Limits the batch size to this number, the most that the service accepts. */
    synchronized void shrink(int limit) {
        most = Math.max(1, Math.min(most, limit));
        size = Math.min(size, most);
    }

    /** Puts back ids that were not processed: they are next. */
    synchronized void again(List<String> ids) {
        for (int i = ids.size() - 1; i >= 0; i--) {
            fresh.addFirst(ids.get(i));
        }
    }

    /** Puts back ids that were omitted without a reason: they are requested once more, at the end. */
    synchronized void doubt(List<String> ids) {
        doubtful.addAll(ids);
    }

    /** Puts back ids to be requested one by one, at the end. */
    synchronized void alone(List<String> ids) {
        single.addAll(ids);
    }

    /** Stops all requests; returns the waiting ids. */
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
