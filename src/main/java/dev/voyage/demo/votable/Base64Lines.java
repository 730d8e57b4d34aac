package dev.voyage.demo.votable;

import java.util.Arrays;
import java.util.Base64;

/** Base64 in lines of 64 characters, written while the bytes are still arriving. */
final class Base64Lines {

    private static final int BYTES_PER_LINE = 48;

    private byte[] kept = {};

    /** The lines that these bytes complete. */
    String feed(byte[] more) {
        byte[] all = Arrays.copyOf(kept, kept.length + more.length);
        System.arraycopy(more, 0, all, kept.length, more.length);
        int whole = all.length - all.length % BYTES_PER_LINE;
        kept = Arrays.copyOfRange(all, whole, all.length);
        var lines = new StringBuilder();
        for (int from = 0; from < whole; from += BYTES_PER_LINE) {
            lines.append(encode(Arrays.copyOfRange(all, from, from + BYTES_PER_LINE)));
        }
        return lines.toString();
    }

    /** The rest, padded. */
    String end() {
        return kept.length == 0 ? "" : encode(kept);
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes) + "\n";
    }
}
