package dev.voyage.journal.live;

import dev.voyage.journal.event.JournalEntry;

/** The position of one reader, which is all that is held for it. Its reader requests one batch at a time. */
final class ReaderPosition {

    private final String search;
    private long seq;
    private long signalled;

    ReaderPosition(String search, long after) {
        this.search = search;
        this.seq = after;
    }

    String search() {
        return search;
    }

    /** The last event it received. */
    long seq() {
        return seq;
    }

    /** The last signal it received. */
    long signalled() {
        return signalled;
    }

    /** Moves past a batch; signals have no position. */
    void moveTo(ReaderBatch batch) {
        JournalEntry last = batch.entries().get(batch.entries().size() - 1);
        seq = last.isStored() ? last.seq() : seq;
    }

    void signalledTo(long number) {
        signalled = number;
    }
}
