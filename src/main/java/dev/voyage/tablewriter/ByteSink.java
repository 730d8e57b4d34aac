package dev.voyage.tablewriter;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A buffer of bytes for a piece of a document; numbers are big-endian. Never fails. */
public final class ByteSink extends ByteArrayOutputStream {

    /** Appends text in UTF-8. */
    public ByteSink text(CharSequence text) {
        writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public void int16(int value) {
        write(value >>> 8);
        write(value);
    }

    public void int32(int value) {
        int16(value >>> 16);
        int16(value);
    }

    public void int64(long value) {
        int32((int) (value >>> 32));
        int32((int) value);
    }

    public void times(int count, int value) {
        for (int i = 0; i < count; i++) {
            write(value);
        }
    }
}
