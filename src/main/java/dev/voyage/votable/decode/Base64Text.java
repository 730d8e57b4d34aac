package dev.voyage.votable.decode;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Base64 (RFC 4648) in pieces, with blanks anywhere. Blanks are removed, and whole quadruples decoded by the JDK; the few characters
 * that it cannot know the end of, and errors, are handled here.
 */
public final class Base64Text {

    private static final int BLOCK = 4096;

    private final Base64.Decoder decoder = Base64.getDecoder();
    private final byte[] packed = new byte[BLOCK]; // characters without blanks
    private final byte[] decoded = new byte[BLOCK / 4 * 3];
    private int held;
    private boolean padded;
    private Problem flaw;
    private byte[] bytes = {};
    private int count;

    /**
     * The number of bytes that these characters complete; the bytes are in {@link #bytes}. After a flaw, these are the
     * bytes before it, and {@link #flaw} has the problem, so that the result does not depend on where the text is cut.
     */
    public int decode(char[] c, int from, int length) {
        int most = (held + length) / 4 * 3 + 3;
        if (bytes.length < most) {
            bytes = new byte[most];
        }
        count = 0;
        int at = from;
        int to = from + length;
        while (at < to && flaw == null) {
            at = padded ? at : pack(c, at, to);
            if (held == BLOCK) {
                quadruples();
            } else if (at < to) {
                special(c[at++]);
            }
        }
        quadruples();
        return count;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** The problem with the text, or null. */
    public Problem flaw() {
        return flaw;
    }

    /** The position of the first character that is special, or for which there is no room. */
    private int pack(char[] c, int from, int to) {
        int n = held;
        int at = from;
        while (at < to && n < BLOCK) {
            char next = c[at];
            if (next <= ' ' || next >= 127 || next == '=') {
                break;
            }
            packed[n++] = (byte) next;
            at++;
        }
        held = n;
        return at;
    }

    private void special(char c) {
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            return;
        }
        quadruples();
        if (flaw != null) {
            return; // an earlier one
        } else if (c != '=') {
            flaw = padded ? malformed("there is something behind its end") : alien(c);
        } else if (held == 1) {
            flaw = malformed("it ends inside a byte");
        } else {
            padded = true;
            last();
        }
    }

    /** Decodes the whole quadruples; up to three characters stay. */
    private void quadruples() {
        int whole = held & ~3;
        int alien = -1;
        try {
            if (whole == BLOCK) {
                int n = decoder.decode(packed, decoded); // makes no garbage
                System.arraycopy(decoded, 0, bytes, count, n);
                count += n;
            } else {
                some(whole);
            }
            alien = firstAlien(whole);
        } catch (IllegalArgumentException notBase64) {
            alien = firstAlien(0);
            some(alien & ~3);
        }
        if (alien >= 0 && flaw == null) {
            flaw = alien((char) packed[alien]);
        }
        System.arraycopy(packed, whole, packed, 0, held - whole);
        held -= whole;
    }

    /** The first held character from here on that is not of the alphabet, or -1. */
    private int firstAlien(int from) {
        for (int i = from; i < held; i++) {
            byte c = packed[i];
            boolean known =
                    (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
            if (!known) {
                return i;
            }
        }
        return -1;
    }

    /** The bytes of the last two or three characters. */
    private void last() {
        some(held);
        held = 0;
    }

    private void some(int characters) {
        ByteBuffer some = decoder.decode(ByteBuffer.wrap(packed, 0, characters));
        int n = some.remaining();
        some.get(bytes, count, n);
        count += n;
    }

    /** The remaining bytes where the padding would be: some writers leave it out. */
    public int end() {
        if (held == 1) {
            throw malformed("it ends inside a byte");
        }
        count = 0;
        if (flaw == null) {
            bytes = bytes.length < 3 ? new byte[3] : bytes;
            last();
        }
        return count;
    }

    private static Problem alien(char c) {
        return malformed("the character U+" + Integer.toHexString(c) + " is not of it");
    }

    private static Problem malformed(String why) {
        return Problem.of(ProblemType.MALFORMED, "The base64 of the STREAM is broken: " + why);
    }
}
