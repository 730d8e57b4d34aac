package dev.voyage.upstream.politeness;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A queue of items, each for a party. Parties take turns, so that of k parties each gets one of any k grants while it waits,
 * regardless of the number of items the others have; the items of one party keep their order. Each operation takes constant time.
 * Not thread-safe.
 *
 * @param <T> compared by {@code equals}
 */
public final class RoundRobinQueue<T> {

    // the party with the next turn is first; a party without items is not in the map
    private final Map<String, Set<T>> parties = new LinkedHashMap<>();
    private int size;

    /** Adds an item after all others of this party; a new party comes after the others. */
    public void add(String party, T one) {
        if (parties.computeIfAbsent(party, first -> new LinkedHashSet<>()).add(one)) {
            size++;
        }
    }

    /** Removes and returns the next item; there must be one. */
    public T next() {
        Iterator<Map.Entry<String, Set<T>>> turns = parties.entrySet().iterator();
        Map.Entry<String, Set<T>> turn = turns.next();
        String party = turn.getKey();
        Set<T> line = turn.getValue();
        turns.remove();
        Iterator<T> first = line.iterator();
        T next = first.next();
        first.remove();
        if (!line.isEmpty()) {
            parties.put(party, line);
        }
        size--;
        return next;
    }

    /** Removes an item that no longer waits, if present. */
    public boolean remove(String party, T one) {
        Set<T> line = parties.get(party);
        if (line == null || !line.remove(one)) {
            return false;
        }
        if (line.isEmpty()) {
            parties.remove(party);
        }
        size--;
        return true;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** All items, in the order in which they would be taken if none were added. */
    public List<T> inTurn() {
        List<T> all = new ArrayList<>(size);
        List<Iterator<T>> lines = new ArrayList<>();
        parties.values().forEach(line -> lines.add(line.iterator()));
        while (!lines.isEmpty()) {
            lines.removeIf(line -> !line.hasNext());
            lines.forEach(line -> all.add(line.next()));
        }
        return all;
    }

    public void clear() {
        parties.clear();
        size = 0;
    }
}
