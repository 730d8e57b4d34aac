package dev.voyage.journal.live;

import dev.voyage.journal.event.JournalEntry;
import java.util.List;

/** A batch of events for a reader, and its next step. */
record ReaderBatch(List<JournalEntry> entries, Then then) {

    enum Then {
        ASK,
        /** The reader is notified when more may be available. */
        WAIT,
        /** The store has the events that the buffer no longer has. */
        ELSEWHERE,
        /** No more events will follow. */
        END
    }

    static final ReaderBatch WAIT = new ReaderBatch(List.of(), Then.WAIT);
    static final ReaderBatch ELSEWHERE = new ReaderBatch(List.of(), Then.ELSEWHERE);
    static final ReaderBatch END = new ReaderBatch(List.of(), Then.END);

    static ReaderBatch of(List<JournalEntry> entries) {
        return new ReaderBatch(entries, entries.get(entries.size() - 1).isTerminal() ? Then.END : Then.ASK);
    }
}
