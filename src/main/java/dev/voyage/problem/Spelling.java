package dev.voyage.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the word that was probably meant by a mistyped one. */
public final class Spelling {

    /** The largest edit distance of words that are taken for each other. */
    private static final int MOST_SLIPS = 2;

    private Spelling() {}

    /** The nearest word within two letters inserted, deleted or replaced, regardless of case; the first one among equals. */
    public static Optional<String> nearest(String written, Collection<String> words) {
        String wanted = written.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(word -> slips(word.toLowerCase(Locale.ROOT), wanted) <= MOST_SLIPS)
                .min(Comparator.comparingInt(word -> slips(word.toLowerCase(Locale.ROOT), wanted)));
    }

    /** The edit distance: letters inserted, deleted or replaced (Levenshtein). */
    private static int slips(String a, String b) {
        if (Math.abs(a.length() - b.length()) > MOST_SLIPS) {
            return MOST_SLIPS + 1;
        }
        int[] row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchange = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchange, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
