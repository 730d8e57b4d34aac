package dev.voyage.votable.rows;

import dev.voyage.votable.event.VotableEvent;

/** Decodes rows from bytes as they arrive. */
public interface RowDecoder {

    /** Takes these bytes; only when {@link #next} has returned null. */
    void feed(byte[] from, int offset, int length);

    /** A row, or its refusal; null: needs more bytes, or is at its end. */
    VotableEvent next();

    /** The end of the input; fails with {@code MALFORMED} in the middle of a row. */
    void end();
}
