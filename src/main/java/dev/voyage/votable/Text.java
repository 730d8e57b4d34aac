package dev.voyage.votable;

import java.util.Arrays;

/** Characters as they come in pieces, up to a limit; reused, so that cells cost no garbage. */
final class Text {

    private final int most;
    private char[] chars = new char[256];
    private int length;

    Text(int most) {
        this.most = most;
    }

    void clear() {
        length = 0;
    }

    void append(char[] from, int offset, int count) {
        if (count > most - length) {
            throw VotableLimits.exceeded("too long a text", most);
        }
        if (length + count > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(length + count, 2 * chars.length));
        }
        System.arraycopy(from, offset, chars, length, count);
        length += count;
    }

    char[] chars() {
        return chars;
    }

    int length() {
        return length;
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
