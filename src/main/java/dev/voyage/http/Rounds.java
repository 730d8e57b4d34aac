package dev.voyage.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What waits, each for a party. Parties take turns, so that of k parties each gets one of any k
 * grants while it waits, however many the others wait for; what waits for one party comes in the
 * order it came. A step takes as long however many wait. Not thread-safe.
 *
 * @param <T> compared by {@code equals}
 */
public final class Rounds<T> {

    // whose turn it is stands first; who has nothing waiting is not here
    private final Map<String, Set<T>> parties = new LinkedHashMap<>();
    private int size;

    /** Behind all that waits for this party; a new party behind the others. */
    public void add(String party, T one) {
        if (parties.computeIfAbsent(party, first -> new LinkedHashSet<>()).add(one)) {
            size++;
        }
    }

    /** Takes out the next one; there must be one. */
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

    /** Takes one out that will wait no longer, if it is here. */
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

    /** All, in the order in which they would come if none were added. */
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
