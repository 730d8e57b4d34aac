package dev.voyage.where;

import dev.voyage.problem.Quoted;

/**
 * One word of a condition.
 *
 * @param text keywords in upper case; names and strings without their quotes
 * @param position of its first character, from 0
 */
record Token(Kind kind, String text, int position) {

    enum Kind {
        NAME,
        NUMBER,
        STRING,
        KEYWORD,
        /** Comparison operators, parentheses, comma, dot, signs. */
        SIGN,
        END
    }

    boolean is(String signOrKeyword) {
        return (kind == Kind.SIGN || kind == Kind.KEYWORD) && text.equals(signOrKeyword);
    }

    /** For the sentence of a problem. */
    String words() {
        return switch (kind) {
            case END -> "the end";
            case STRING -> "the string " + Quoted.of(text);
            case NAME, NUMBER, KEYWORD, SIGN -> Quoted.of(text);
        };
    }
}
