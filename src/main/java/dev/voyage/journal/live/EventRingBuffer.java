package dev.voyage.journal.live;

import dev.voyage.journal.event.JournalEntry;
import java.util.ArrayList;
import java.util.List;

/** The newest durable events of a running search, limited in number and bytes. */
public final class EventRingBuffer {

    private static final int MOST = 1024;
    private static final long MOST_BYTES = 1 << 20;

    private final JournalEntry[] slots = new JournalEntry[MOST];
    private long first;
    private long last;
    private long bytes;

    /** @param last the position of the event before the first that will be added */
    public EventRingBuffer(long last) {
        this.first = last + 1;
        this.last = last;
    }

    long last() {
        return last;
    }

    public void add(JournalEntry entry) {
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

    /** Whether every event after this position is in the buffer. */
    public boolean reaches(long after) {
        return after >= first - 1;
    }

    /** The events after a position that the buffer reaches, in order. */
    public List<JournalEntry> after(long after, int limit) {
        var entries = new ArrayList<JournalEntry>();
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
