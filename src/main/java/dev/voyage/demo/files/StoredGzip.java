package dev.voyage.demo.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * Gzip with stored blocks (RFC 1951, 3.2.4; RFC 1952), without a time in its header. The output of a deflater depends
 * on the zlib that a JDK is built with; this output does not, so that sizes and checksums of the archive are the same
 * everywhere.
 */
final class StoredGzip {

    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int LONGEST_BLOCK = 65_535;

    private StoredGzip() {}

    static byte[] of(byte[] plain) {
        var gzip = new ByteArrayOutputStream(plain.length + 64);
        gzip.writeBytes(HEADER);
        int from = 0;
        do {
            int length = Math.min(LONGEST_BLOCK, plain.length - from);
            boolean last = from + length == plain.length;
            gzip.writeBytes(little(5)
                    .put((byte) (last ? 1 : 0))
                    .putShort((short) length)
                    .putShort((short) ~length)
                    .array());
            gzip.write(plain, from, length);
            from += length;
        } while (from < plain.length);
        var crc = new CRC32();
        crc.update(plain);
        gzip.writeBytes(
                little(8).putInt((int) crc.getValue()).putInt(plain.length).array());
        return gzip.toByteArray();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
