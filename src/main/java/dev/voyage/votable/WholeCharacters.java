package dev.voyage.votable;

/**
 * UTF-8 in pieces that end between two characters. Aalto (1.3.4) reads a character of four bytes in an
 * attribute as another one where its input ends inside it.
 */
final class WholeCharacters {

    private static final int LONGEST = 4;

    private final byte[] bytes;
    private int end; // of what was joined last, the part of a character behind it included
    private int held;

    WholeCharacters(int piece) {
        bytes = new byte[piece + LONGEST];
    }

    /** How many of {@link #bytes} are whole characters now, those held back before them at their head. */
    int join(byte[] from, int length) {
        System.arraycopy(bytes, end - held, bytes, 0, held);
        System.arraycopy(from, 0, bytes, held, length);
        end = held + length;
        held = begun();
        return end - held;
    }

    /** What is left at the end, which is no character: as many of {@link #bytes}. */
    int rest() {
        System.arraycopy(bytes, end - held, bytes, 0, held);
        end = held;
        held = 0;
        return end;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The bytes at the end that are the beginning of a character only. */
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
