package dev.voyage.download.verify;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The 32-bit ones' complement sum of FITS: four bytes are one number, most significant first; a carry is added at the low end.
 * The boundaries between updates do not matter.
 *
 * @see <a href="https://fits.gsfc.nasa.gov/fits_standard.html">FITS 4.0, appendix J</a>
 */
final class OnesComplementSum {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long LOW = 0xffff_ffffL;

    private long sum;
    private int phase;

    void update(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        while (at < end && phase != 0) {
            single(bytes[at++]);
        }
        // eight bytes at a time, without carrying: 2^31 bytes cannot overflow 64 bits
        long high = 0;
        long low = 0;
        for (; at <= end - 8; at += 8) {
            long two = (long) LONGS.get(bytes, at);
            high += two >>> 32;
            low += two & LOW;
        }
        sum = folded(sum + folded(high) + folded(low));
        while (at < end) {
            single(bytes[at++]);
        }
    }

    void add(OnesComplementSum other) {
        sum = folded(sum + other.sum);
    }

    /** 0 to 2^32 - 1; 0 only when every byte was 0. */
    long value() {
        return sum;
    }

    void clear() {
        sum = 0;
        phase = 0;
    }

    private void single(byte b) {
        sum = folded(sum + ((b & 0xffL) << (24 - 8 * phase)));
        phase = (phase + 1) & 3;
    }

    private static long folded(long wide) {
        long once = (wide & LOW) + (wide >>> 32);
        return (once & LOW) + (once >>> 32);
    }
}
