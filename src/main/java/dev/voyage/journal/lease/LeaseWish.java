package dev.voyage.journal.lease;

/** A change of a search that its owner is asked for through the store. */
public enum LeaseWish {
    PAUSE,
    RESUME,
    CANCEL
}
