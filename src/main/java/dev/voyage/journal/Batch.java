package dev.voyage.journal;

import java.util.List;

/** What a reader gets at once, and what it does then. */
record Batch(List<Entry> entries, Then then) {

    enum Then {
        ASK,
        /** It is told when there may be more. */
        WAIT,
        /** The store has what this has not. */
        ELSEWHERE,
        /** There will be nothing ever again. */
        END
    }

    static final Batch WAIT = new Batch(List.of(), Then.WAIT);
    static final Batch ELSEWHERE = new Batch(List.of(), Then.ELSEWHERE);
    static final Batch END = new Batch(List.of(), Then.END);

    static Batch of(List<Entry> entries) {
        return new Batch(entries, entries.get(entries.size() - 1).isTerminal() ? Then.END : Then.ASK);
    }
}
