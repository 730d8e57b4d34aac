package dev.voyage.journal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The latest signal of each file that has one, oldest first; bounded. */
final class Signals {

    private static final int MOST = 256;

    private record Signal(long number, Entry entry) {}

    private final Map<String, Signal> latest = new LinkedHashMap<>();
    private long number;

    void put(String file, Entry entry) {
        latest.remove(file); // so that it moves to the end
        latest.put(file, new Signal(++number, entry));
        if (latest.size() > MOST) {
            Iterator<String> oldest = latest.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** The file has ended: how far it was interests nobody. */
    void forget(String file) {
        latest.remove(file);
    }

    /** The number of the last signal. */
    long last() {
        return number;
    }

    List<Entry> after(long seen) {
        var entries = new ArrayList<Entry>();
        for (Signal signal : latest.values()) {
            if (signal.number() > seen) {
                entries.add(signal.entry());
            }
        }
        return entries;
    }
}
