package dev.voyage.download.verify;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/**
 * CRC-64/NVME, as S3 uses it: polynomial {@code AD93D23594C93659}, reflected, initial value and final XOR all ones. For
 * {@code 123456789} it is {@code AE8B14860A799888}.
 *
 * @see <a href="https://nvmexpress.org/specifications/">NVM Command Set, section 5.2.1.3.4</a>
 */
final class Crc64 implements Checksum {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long REFLECTED = 0x9a6c_9329_ac4b_c9b5L;
    private static final long[][] TABLE = table();

    private long crc = -1;

    @Override
    public void update(int b) {
        crc = TABLE[0][((int) crc ^ b) & 0xff] ^ (crc >>> 8);
    }

    @Override
    public void update(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        long now = crc;
        for (; at <= end - 8; at += 8) {
            long next = now ^ (long) LONGS.get(bytes, at);
            now = TABLE[7][(int) next & 0xff]
                    ^ TABLE[6][(int) (next >>> 8) & 0xff]
                    ^ TABLE[5][(int) (next >>> 16) & 0xff]
                    ^ TABLE[4][(int) (next >>> 24) & 0xff]
                    ^ TABLE[3][(int) (next >>> 32) & 0xff]
                    ^ TABLE[2][(int) (next >>> 40) & 0xff]
                    ^ TABLE[1][(int) (next >>> 48) & 0xff]
                    ^ TABLE[0][(int) (next >>> 56) & 0xff];
        }
        crc = now;
        while (at < end) {
            update(bytes[at++]);
        }
    }

    @Override
    public long getValue() {
        return ~crc;
    }

    @Override
    public void reset() {
        crc = -1;
    }

    /** Row n: the effect of a byte that is followed by n more bytes. */
    private static long[][] table() {
        var table = new long[8][256];
        for (int b = 0; b < 256; b++) {
            long value = b;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ REFLECTED;
            }
            table[0][b] = value;
        }
        for (int row = 1; row < 8; row++) {
            for (int b = 0; b < 256; b++) {
                long before = table[row - 1][b];
                table[row][b] = table[0][(int) before & 0xff] ^ (before >>> 8);
            }
        }
        return table;
    }
}
