package dev.voyage.demo.regtap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of an ADQL query, with a position. */
public final class AdqlTokens {

    /** A query outside the supported subset. */
    public static final class NotUnderstood extends RuntimeException {
        public NotUnderstood(String message) {
            super(message, null, false, false);
        }
    }

    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|(?:--[^\\n]*)|('(?:[^']|'')*'|\"[^\"]*\"|[A-Za-z_][\\w.]*|\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?"
                    + "|<>|!=|<=|>=|[=<>(),*-])");

    private final List<String> tokens = new ArrayList<>();
    private int next;

    /** @throws NotUnderstood if a part of it is no token */
    public AdqlTokens(String query) {
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
    public String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    /** The next token, consumed. */
    public String take() {
        String token = peek();
        next++;
        return token;
    }

    /** Whether the next token is this word, in any case. */
    public boolean isNext(String word) {
        return peek().equalsIgnoreCase(word);
    }

    /** The same, and consumes it. */
    public boolean takeIf(String word) {
        boolean is = isNext(word);
        next += is ? 1 : 0;
        return is;
    }

    /** @throws NotUnderstood if the next token is not this word */
    public void expect(String word) {
        if (!takeIf(word)) {
            throw new NotUnderstood("Expected " + word + " but found '" + peek() + "'");
        }
    }

    /** The last part of a possibly qualified column name, in lower case. */
    public static String column(String token) {
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
