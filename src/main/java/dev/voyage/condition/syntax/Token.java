package dev.voyage.condition.syntax;

import dev.voyage.problem.QuotedText;

/**
 * One token of a condition.
 *
 * @param text keywords in upper case; names and strings without their quotes
 * @param position of its first character, from 0
 */
public record Token(Kind kind, String text, int position) {

    public enum Kind {
        NAME,
        NUMBER,
        STRING,
        KEYWORD,
        /** Comparison operators, parentheses, comma, dot, signs. */
        SIGN,
        END
    }

    public boolean is(String signOrKeyword) {
        return (kind == Kind.SIGN || kind == Kind.KEYWORD) && text.equals(signOrKeyword);
    }

    /** The token in words, for the sentence of a problem. */
    public String words() {
        return switch (kind) {
            case END -> "the end";
            case STRING -> "the string " + QuotedText.of(text);
            case NAME, NUMBER, KEYWORD, SIGN -> QuotedText.of(text);
        };
    }
}
