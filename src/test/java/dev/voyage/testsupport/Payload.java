package dev.voyage.testsupport;

/** A part of a body that may be too large for memory: a pattern, over and over. */
final class Payload {

    private final byte[] pattern;
    private final long from;
    private final long length;

    Payload(byte[] pattern, long from, long length) {
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
        return new Payload(pattern, from + offset, size);
    }

    /** So many bytes from there on. */
    byte[] bytes(long offset, int size) {
        var bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = pattern[(int) ((from + offset + i) % pattern.length)];
        }
        return bytes;
    }
}
