package dev.voyage.votable.rows;

import java.util.Locale;

/** The forms of a boolean: {@code T t 1 true}, {@code F f 0 false}, and the unknown {@code ?}. */
final class Booleans {

    private Booleans() {}

    static Boolean parse(char[] c, int from, int to) {
        if (to - from > 5) {
            throw BadCellException.not("a boolean", c, from, to);
        }
        return switch (new String(c, from, to - from).toLowerCase(Locale.ROOT)) {
            case "t", "1", "true" -> Boolean.TRUE;
            case "f", "0", "false" -> Boolean.FALSE;
            case "?" -> null;
            default -> throw BadCellException.not("a boolean", c, from, to);
        };
    }

    static Boolean decode(byte value) {
        return switch (value) {
            case 'T', 't', '1', 1 -> Boolean.TRUE;
            case 'F', 'f', '0' -> Boolean.FALSE;
            case '?', ' ', 0 -> null;
            default -> {
                String written = "byte " + (value & 0xff);
                throw BadCellException.of(written, "the " + written + " is not a boolean");
            }
        };
    }
}
