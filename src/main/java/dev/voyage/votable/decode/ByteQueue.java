package dev.voyage.votable.decode;

import java.util.Arrays;

/** Bytes that wait until a row is complete; those before {@link #start} have been consumed. */
public final class ByteQueue {

    private byte[] bytes = new byte[1 << 15];
    private int start;
    private int end;

    public void add(byte[] from, int offset, int length) {
        if (end + length > bytes.length) {
            int held = end - start;
            byte[] room = held + length > bytes.length
                    ? new byte[Math.max(held + length, Math.min(2 * held, 1 << 29))]
                    : bytes;
            System.arraycopy(bytes, start, room, 0, held);
            bytes = room;
            start = 0;
            end = held;
        }
        System.arraycopy(from, offset, bytes, end, length);
        end += length;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int start() {
        return start;
    }

    public int size() {
        return end - start;
    }

    public void skip(int count) {
        start += count;
    }

    /** Removes the first bytes and returns a copy of them. */
    public byte[] take(int count) {
        start += count;
        return Arrays.copyOfRange(bytes, start - count, start);
    }
}
