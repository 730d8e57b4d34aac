package dev.voyage.votable.decode;

/** A decoder of bytes that works piece by piece, so that a decompression bomb expands by no more than one piece. */
public interface ByteStage {

    /** Only when {@link #pull} has returned 0 for all input before; the array is only lent. */
    void feed(byte[] from, int offset, int length);

    /** Fills a part of the array; 0: needs more input. */
    int pull(byte[] into);

    /** The end of the input; the rest of the output can still be pulled. */
    void end();
}
