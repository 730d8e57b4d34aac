package dev.voyage.demo.regtap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of an ADQL query, with a position. */
final class AdqlTokens {

    /** A query outside the supported subset. */
    static final class NotUnderstood extends RuntimeException {
        NotUnderstood(String message) {
            super(message, null, false, false);
        }
    }

    private static final Pattern TOKEN =
            Pattern.compile("\\s+|(?:--[^\\n]*)|('(?:[^']|'')*'|\"[^\"]*\"|[A-Za-z_][\\w.]*|\\d+(?:\\.\\d+)?"
                    + "|<>|!=|<=|>=|[=<>(),*])");

    private final List<String> tokens = new ArrayList<>();
    private int next;

    AdqlTokens(String query) {
        Matcher matcher = TOKEN.matcher(query);
        int from = 0;
        while (from < query.length()) {
            if (!matcher.find(from) || matcher.start() != from) {
                throw new NotUnderstood("Could not parse the query at character " + from);
            }
            if (matcher.group(1) != null) {
                tokens.add(matcher.group(1));
            }
            from = matcher.end();
        }
    }

    /** The next token without consuming it; empty at the end. */
    String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    String take() {
        String token = peek();
        next++;
        return token;
    }

    boolean isNext(String word) {
        return peek().equalsIgnoreCase(word);
    }

    boolean takeIf(String word) {
        boolean is = isNext(word);
        next += is ? 1 : 0;
        return is;
    }

    void expect(String word) {
        if (!takeIf(word)) {
            throw new NotUnderstood("Expected " + word + " but found '" + peek() + "'");
        }
    }

    /** The last part of a possibly qualified column name, in lower case. */
    static String column(String token) {
        String bare = token.replace("\"", "");
        return bare.substring(bare.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    static boolean isText(String token) {
        return token.startsWith("'");
    }

    static String text(String token) {
        return token.substring(1, token.length() - 1).replace("''", "'");
    }
}
