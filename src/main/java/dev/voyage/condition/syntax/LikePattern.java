package dev.voyage.condition.syntax;

import dev.voyage.problem.Problem;
import java.util.stream.IntStream;

/**
 * A pattern of LIKE: {@code %} matches any text, {@code _} any one character, any other character itself,
 * case-sensitively. Matching takes time proportional to pattern times text at most.
 */
public final class LikePattern {

    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;

    /** Code points and the constants for the two wildcards. */
    private final int[] pattern;

    private LikePattern(int[] pattern) {
        this.pattern = pattern;
    }

    /**
     * @param escape a string of one character that makes the next one literal, or null
     * @throws Problem {@code BAD_CONDITION} for another escape, or a pattern that ends with it
     */
    public static LikePattern of(Token pattern, Token escape) {
        int escaping = -1;
        if (escape != null) {
            if (escape.text().codePointCount(0, escape.text().length()) != 1) {
                throw SyntaxProblems.problem(
                        "expected one escape character, found " + escape.words(), escape.position());
            }
            escaping = escape.text().codePointAt(0);
        }
        int[] written = pattern.text().codePoints().toArray();
        var meant = IntStream.builder();
        for (int i = 0; i < written.length; i++) {
            if (written[i] == escaping) {
                if (++i == written.length) {
                    throw SyntaxProblems.problem(
                            "nothing stands behind the last escape character of " + pattern.words(),
                            pattern.position());
                }
                meant.add(written[i]);
            } else {
                meant.add(written[i] == '%' ? ANY_TEXT : written[i] == '_' ? ANY_CHARACTER : written[i]);
            }
        }
        return new LikePattern(meant.build().toArray());
    }

    /** Backtracks to the last {@code %} only, which suffices: the earlier ones already match. */
    public boolean matches(String value) {
        int[] text = value.codePoints().toArray();
        int at = 0;
        int next = 0;
        int restartText = 0;
        int restartPattern = -1;
        while (at < text.length) {
            if (next < pattern.length && pattern[next] == ANY_TEXT) {
                restartPattern = ++next;
                restartText = at;
            } else if (next < pattern.length && (pattern[next] == ANY_CHARACTER || pattern[next] == text[at])) {
                next++;
                at++;
            } else if (restartPattern >= 0) {
                next = restartPattern;
                at = ++restartText;
            } else {
                return false;
            }
        }
        while (next < pattern.length && pattern[next] == ANY_TEXT) {
            next++;
        }
        return next == pattern.length;
    }
}
