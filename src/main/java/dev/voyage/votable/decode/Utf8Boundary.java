package dev.voyage.votable.decode;

/**
 * UTF-8 in pieces that end between two characters. Aalto (1.3.4) misreads a four-byte character in an attribute when
 * its input ends inside that character.
 */
public final class Utf8Boundary {

    private static final int LONGEST = 4;

    private final byte[] bytes;
    private int end; // of the bytes joined last, including the incomplete character behind them
    private int held;

    public Utf8Boundary(int piece) {
        bytes = new byte[piece + LONGEST];
    }

    /** The number of bytes in {@link #bytes} that are whole characters now, beginning with those held back before. */
    public int join(byte[] from, int length) {
        System.arraycopy(bytes, end - held, bytes, 0, held);
        System.arraycopy(from, 0, bytes, held, length);
        end = held + length;
        held = begun();
        return end - held;
    }

    /** The number of bytes left at the end, which are not a whole character; they are in {@link #bytes}. */
    public int rest() {
        System.arraycopy(bytes, end - held, bytes, 0, held);
        end = held;
        held = 0;
        return end;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** The number of bytes at the end that are only the beginning of a character. */
    private int begun() {
        for (int back = 1; back < LONGEST && back <= end; back++) {
            int b = bytes[end - back] & 0xff;
            if (b < 0x80 || b >= 0xc0) {
                int whole = b < 0x80 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
                return whole > back ? back : 0;
            }
        }
        return 0;
    }
}
