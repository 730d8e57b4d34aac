package dev.voyage.journal;

import java.util.ArrayList;
import java.util.List;

/** The newest durable events of a running search, bounded in number and bytes. */
final class Ring {

    private static final int MOST = 1024;
    private static final long MOST_BYTES = 1 << 20;

    private final Entry[] slots = new Entry[MOST];
    private long first;
    private long last;
    private long bytes;

    /**
     * @param last the event before the first that will be added
     */
    Ring(long last) {
        this.first = last + 1;
        this.last = last;
    }

    long last() {
        return last;
    }

    void add(Entry entry) {
        if (entry.seq() != last + 1) {
            throw new IllegalStateException(entry.seq() + " after " + last);
        }
        if (entry.seq() - first == MOST) {
            dropFirst();
        }
        slots[slot(entry.seq())] = entry;
        last = entry.seq();
        bytes += entry.length();
        while (bytes > MOST_BYTES) {
            dropFirst();
        }
    }

    /** Whether every event behind this place is here. */
    boolean reaches(long after) {
        return after >= first - 1;
    }

    /** The events behind a place that the ring reaches, in order. */
    List<Entry> after(long after, int limit) {
        var entries = new ArrayList<Entry>();
        for (long seq = after + 1; seq <= last && entries.size() < limit; seq++) {
            entries.add(slots[slot(seq)]);
        }
        return entries;
    }

    private void dropFirst() {
        bytes -= slots[slot(first)].length();
        slots[slot(first)] = null;
        first++;
    }

    private static int slot(long seq) {
        return (int) (seq % MOST);
    }
}
