package dev.voyage.votable;

/** Bytes in, other bytes out, a piece at a time, so that a bomb swells only as far as one piece. */
interface Stage {

    /** Only when {@link #pull} has said that all before is used up; the array is only lent. */
    void feed(byte[] from, int offset, int length);

    /** Fills a part of the array; 0: needs more. */
    int pull(byte[] into);

    /** Nothing more will be fed; what is still inside may be pulled. */
    void end();
}
