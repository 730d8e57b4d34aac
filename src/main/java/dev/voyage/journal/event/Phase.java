package dev.voyage.journal.event;

/** The phases of a job (UWS 1.1, section 2.1.3) that a search can be in. */
public enum Phase {
    PENDING,
    QUEUED,
    EXECUTING,
    HELD,
    COMPLETED,
    ERROR,
    ABORTED;

    /** Whether the search has ended. */
    public boolean isEnd() {
        return this == COMPLETED || this == ERROR || this == ABORTED;
    }
}
