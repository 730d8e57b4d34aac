package dev.voyage.journal;

/** Where one reader is, which is all that is held for it. Its reader asks for one batch a time. */
final class Cursor {

    private final String search;
    private long seq;
    private long signalled;

    Cursor(String search, long after) {
        this.search = search;
        this.seq = after;
    }

    String search() {
        return search;
    }

    /** The last event it was given. */
    long seq() {
        return seq;
    }

    /** The last signal it was given. */
    long signalled() {
        return signalled;
    }

    /** Behind what it was given; signals have no place. */
    void moveTo(Batch batch) {
        Entry last = batch.entries().get(batch.entries().size() - 1);
        seq = last.isStored() ? last.seq() : seq;
    }

    void signalledTo(long number) {
        signalled = number;
    }
}
