package dev.voyage.tables;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes in memory, a piece of a document; numbers go in big-endian. Never fails. */
public final class Bytes extends ByteArrayOutputStream {

    /** In UTF-8. */
    public Bytes text(CharSequence text) {
        writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        return this;
    }

    void int16(int value) {
        write(value >>> 8);
        write(value);
    }

    void int32(int value) {
        int16(value >>> 16);
        int16(value);
    }

    void int64(long value) {
        int32((int) (value >>> 32));
        int32((int) value);
    }

    void times(int count, int value) {
        for (int i = 0; i < count; i++) {
            write(value);
        }
    }
}
