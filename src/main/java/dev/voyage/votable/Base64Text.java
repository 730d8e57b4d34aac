package dev.voyage.votable;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import java.util.Arrays;

/** Base64 (RFC 4648) in pieces, with blanks anywhere. */
final class Base64Text {

    private static final byte BLANK = -2;
    private static final byte NONE = -1;
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, NONE);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUES[alphabet.charAt(i)] = (byte) i;
        }
        for (char blank : " \t\r\n".toCharArray()) {
            VALUES[blank] = BLANK;
        }
    }

    private int bits;
    private int held;
    private boolean padded;
    private Problem flaw;
    private byte[] bytes = new byte[0];

    /**
     * How many bytes these characters complete, which are in {@link #bytes}: those before a flaw, which
     * is told by {@link #flaw}, so that it does not matter where the text is cut.
     */
    int decode(char[] c, int from, int length) {
        int most = length / 4 * 3 + 6;
        if (bytes.length < most) {
            bytes = new byte[most];
        }
        int at = from;
        int to = from + length;
        int n = 0;
        while (at < to && flaw == null) {
            if (held == 0 && to - at >= 4 && (c[at] | c[at + 1] | c[at + 2] | c[at + 3]) < 128) {
                int first = (VALUES[c[at]] << 6) | VALUES[c[at + 1]];
                int second = (VALUES[c[at + 2]] << 6) | VALUES[c[at + 3]];
                if ((first | second) >= 0 && !padded) {
                    int group = (first << 12) | second;
                    bytes[n++] = (byte) (group >> 16);
                    bytes[n++] = (byte) (group >> 8);
                    bytes[n++] = (byte) group;
                    at += 4;
                    continue;
                }
            }
            n = one(c[at++], n);
        }
        return n;
    }

    byte[] bytes() {
        return bytes;
    }

    /** What broke it, or null. */
    Problem flaw() {
        return flaw;
    }

    private int one(char c, int n) {
        int value = c < 128 ? VALUES[c] : NONE;
        if (value == BLANK) {
            return n;
        }
        if (c == '=') {
            if (held == 1) {
                flaw = malformed("it ends inside a byte");
                return n;
            }
            padded = true;
            return flush(n);
        }
        if (value == NONE || padded) {
            flaw = malformed(
                    padded
                            ? "there is something behind its end"
                            : "the character U+" + Integer.toHexString(c) + " is not of it");
            return n;
        }
        bits = (bits << 6) | value;
        if (++held == 4) {
            bytes[n] = (byte) (bits >> 16);
            bytes[n + 1] = (byte) (bits >> 8);
            bytes[n + 2] = (byte) bits;
            held = 0;
            bits = 0;
            return n + 3;
        }
        return n;
    }

    private int flush(int at) {
        int n = at;
        if (held > 1) {
            bytes[n++] = (byte) (bits >> (held == 2 ? 4 : 10));
        }
        if (held > 2) {
            bytes[n++] = (byte) (bits >> 2);
        }
        held = 0;
        bits = 0;
        return n;
    }

    /** What is left where the padding is: some leave it out. */
    int end() {
        if (held == 1) {
            throw malformed("it ends inside a byte");
        }
        if (bytes.length < 3) {
            bytes = new byte[3];
        }
        return flush(0);
    }

    private static Problem malformed(String why) {
        return Problem.of(Kind.MALFORMED, "The base64 of the STREAM is broken: " + why);
    }
}
