package dev.voyage.cone.identity;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * 128 bits of a SHA-256 over the content of a row. Rows with the same hash have the same content.
 *
 * @param high the first 64 bits
 * @param low the next 64
 */
public record RowHash(long high, long low) {

    /** The first 16 bytes of a digest. */
    static RowHash of(byte[] digest) {
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        return new RowHash(bytes.getLong(), bytes.getLong());
    }

    /**
     * The beginning of the hash, in hexadecimal digits.
     *
     * @param digits 1 to 32
     */
    public String text(int digits) {
        return (HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low)).substring(0, digits);
    }
}
