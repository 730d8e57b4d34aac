package dev.voyage.journal;

import java.util.List;

/**
 * What a reader gets at once.
 *
 * @param last whether nothing will follow
 */
record Batch(List<Entry> entries, boolean last) {

    /** Nothing yet; ask again. */
    static final Batch NOTHING = new Batch(List.of(), false);

    /** Nothing ever again. */
    static final Batch END = new Batch(List.of(), true);

    boolean isNothing() {
        return entries.isEmpty() && !last;
    }

    static Batch of(List<Entry> entries) {
        return new Batch(entries, entries.get(entries.size() - 1).isTerminal());
    }
}
