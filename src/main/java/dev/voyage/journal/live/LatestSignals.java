package dev.voyage.journal.live;

import dev.voyage.journal.event.JournalEntry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The latest signal of each file that has one, oldest first; bounded. */
public final class LatestSignals {

    private static final int MOST = 256;

    private record Signal(long number, JournalEntry entry) {}

    private final Map<String, Signal> latest = new LinkedHashMap<>();
    private long number;

    public void put(String file, JournalEntry entry) {
        latest.remove(file); // so that it moves to the end
        latest.put(file, new Signal(++number, entry));
        if (latest.size() > MOST) {
            Iterator<String> oldest = latest.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** The file has ended: its progress is no longer of interest. */
    public void forget(String file) {
        latest.remove(file);
    }

    /** The number of the last signal. */
    public long last() {
        return number;
    }

    public List<JournalEntry> after(long seen) {
        var entries = new ArrayList<JournalEntry>();
        for (Signal signal : latest.values()) {
            if (signal.number() > seen) {
                entries.add(signal.entry());
            }
        }
        return entries;
    }
}
