package dev.voyage.testsupport;

/** A part of a body that may exceed memory: a repeated pattern. */
final class Payload {

    private final byte[] head;
    private final byte[] pattern;
    private final long from;
    private final long length;

    Payload(byte[] pattern, long from, long length) {
        this(new byte[0], pattern, from, length);
    }

    /** With a different beginning. */
    Payload(byte[] head, byte[] pattern, long from, long length) {
        this.head = head;
        this.pattern = pattern;
        this.from = from;
        this.length = length;
    }

    static Payload of(byte[] bytes) {
        return new Payload(bytes, 0, bytes.length);
    }

    long length() {
        return length;
    }

    Payload part(long offset, long size) {
        return new Payload(head, pattern, from + offset, size);
    }

    /** The bytes from this position. */
    byte[] bytes(long offset, int size) {
        var bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            long at = from + offset + i;
            bytes[i] = at < head.length ? head[(int) at] : pattern[(int) ((at - head.length) % pattern.length)];
        }
        return bytes;
    }
}
