package dev.voyage.votable;

/** Makes rows of bytes, as they come. */
interface RowDecoder {

    /** Takes these bytes; only when {@link #next} has returned null. */
    void feed(byte[] from, int offset, int length);

    /** A row, or its refusal; null: needs more bytes, or is at its end. */
    VotableEvent next();

    /** Nothing more will be fed; fails with {@code MALFORMED} in the middle of a row. */
    void end();
}
