package dev.voyage.upstream.client;

import dev.voyage.coding.GzipDecoder;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.util.zip.ZipException;

/** Decompresses a gzip body within limits. */
final class BoundedGunzip {

    /** No document is this repetitive, but a decompression bomb is. The limit of Deflate itself is 1032. */
    private static final int HIGHEST_RATIO = 250;

    private static final int FREE = 1 << 20; // small documents may have any ratio

    private static final int BEGINNING = 512;

    private BoundedGunzip() {}

    /** Whether this begins as a gzip member (RFC 1952, 2.3.1). */
    static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b && bytes[2] == 8;
    }

    /**
     * Whether this begins as text in UTF-8, in one byte per character, or in UTF-16 with a byte order mark: it has no control
     * characters except line breaks, tabs and escapes.
     */
    static boolean isText(byte[] bytes) {
        boolean marked = bytes.length > 1
                && ((bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff)
                        || (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe));
        for (int i = 0; i < Math.min(bytes.length, BEGINNING) && !marked; i++) {
            int b = bytes[i] & 0xff;
            boolean line = b == '\t' || b == '\n' || b == '\r' || b == '\f' || b == 0x1b;
            if ((b < ' ' && !line) || b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    /**
     * @throws Problem {@code TOO_LARGE} above {@code most} bytes or a suspicious ratio, {@code
     *     CORRUPT} when it is not gzip or ends too early
     */
    static byte[] of(byte[] zipped, int most) {
        if (zipped.length == 0) {
            return zipped;
        }
        int bound = (int) Math.min(most, Math.max(FREE, (long) zipped.length * HIGHEST_RATIO));
        try {
            return GzipDecoder.decode(zipped, bound)
                    .orElseThrow(() -> Problem.of(
                            ProblemType.TOO_LARGE,
                            zipped.length + " bytes of gzip are more than " + bound + " bytes unzipped"));
        } catch (ZipException broken) {
            throw Problem.of(ProblemType.CORRUPT, "the gzip body is broken: " + broken.getMessage(), broken);
        }
    }
}
