package dev.voyage.votable;

import java.util.Arrays;

/** Bytes that wait until a row is whole; what is before {@link #start} is used up. */
final class ByteQueue {

    private byte[] bytes = new byte[1 << 15];
    private int start;
    private int end;

    void add(byte[] from, int offset, int length) {
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

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int size() {
        return end - start;
    }

    void skip(int count) {
        start += count;
    }

    /** A copy of the first ones, which are skipped. */
    byte[] take(int count) {
        start += count;
        return Arrays.copyOfRange(bytes, start - count, start);
    }
}
