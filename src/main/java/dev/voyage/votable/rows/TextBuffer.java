package dev.voyage.votable.rows;

import dev.voyage.votable.event.VotableLimits;
import java.util.Arrays;

/** Collects characters from pieces, up to a limit; reused, so that cells cause no garbage. */
public final class TextBuffer {

    private final int most;
    private char[] chars = new char[256];
    private int length;

    public TextBuffer(int most) {
        this.most = most;
    }

    public void clear() {
        length = 0;
    }

    public void append(char[] from, int offset, int count) {
        if (count > most - length) {
            throw VotableLimits.exceeded("too long a text", most);
        }
        if (length + count > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(length + count, 2 * chars.length));
        }
        System.arraycopy(from, offset, chars, length, count);
        length += count;
    }

    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (!Character.isWhitespace(chars[i]) && chars[i] != '\u00a0') {
                return false;
            }
        }
        return true;
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
