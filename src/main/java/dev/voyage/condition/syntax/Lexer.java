package dev.voyage.condition.syntax;

import dev.voyage.problem.QuotedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a condition into tokens (ADQL 2.1, section 2.1). */
public final class Lexer {

    private static final Set<String> KEYWORDS =
            Set.of("AND", "OR", "NOT", "BETWEEN", "IN", "LIKE", "ESCAPE", "IS", "NULL", "TRUE", "FALSE");
    private static final Set<String> DOUBLE_SIGNS = Set.of("<=", ">=", "<>", "!=");
    private static final Pattern NUMBER = Pattern.compile("(?:\\d++(?:\\.\\d*+)?+|\\.\\d++)(?:[eE][+-]?+\\d++)?+");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** The tokens in order, the last of them {@code END}. */
    public static List<Token> tokens(String text) {
        var lexer = new Lexer(text);
        while (lexer.skipBlanks()) {
            lexer.next();
        }
        lexer.add(Token.Kind.END, "", text.length());
        return lexer.tokens;
    }

    private boolean skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private void next() {
        char c = text.charAt(at);
        int start = at;
        if (c == '\'') {
            add(Token.Kind.STRING, quoted('\''), start);
        } else if (c == '"') {
            String name = quoted('"');
            if (name.isEmpty()) {
                throw SyntaxProblems.problem("a quoted name must not be empty", start);
            }
            add(Token.Kind.NAME, name, start);
        } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            number(start);
        } else if (Character.isLetter(c) || c == '_') {
            word(start);
        } else {
            sign(start);
        }
    }

    /** A doubled quote inside stands for the quote itself. */
    private String quoted(char quote) {
        int start = at++;
        var content = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != quote) {
                content.append(c);
            } else if (peek(0) == quote) {
                content.append(quote);
                at++;
            } else {
                return content.toString();
            }
        }
        throw SyntaxProblems.problem("expected a closing " + quote + ", found the end", start);
    }

    private void number(int start) {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        boolean isNumber = number.lookingAt();
        at = isNumber ? number.end() : at + 1;
        if (!isNumber || isNamePart(peek(0)) || peek(0) == '.') {
            while (isNamePart(peek(0)) || peek(0) == '.') {
                at++;
            }
            throw SyntaxProblems.problem("expected a number, found " + QuotedText.of(text.substring(start, at)), start);
        }
        add(Token.Kind.NUMBER, number.group(), start);
    }

    private void word(int start) {
        while (isNamePart(peek(0))) {
            at++;
        }
        String word = text.substring(start, at);
        String upper = word.toUpperCase(Locale.ROOT);
        boolean keyword = KEYWORDS.contains(upper);
        add(keyword ? Token.Kind.KEYWORD : Token.Kind.NAME, keyword ? upper : word, start);
    }

    private void sign(int start) {
        String two = text.substring(at, Math.min(at + 2, text.length()));
        if (DOUBLE_SIGNS.contains(two)) {
            at += 2;
            add(Token.Kind.SIGN, two, start);
        } else if ("=<>(),.+-".indexOf(text.charAt(at)) >= 0) {
            at++;
            add(Token.Kind.SIGN, two.substring(0, 1), start);
        } else {
            int length = Character.charCount(text.codePointAt(at));
            throw SyntaxProblems.problem(
                    "this character has no meaning in a condition: " + QuotedText.of(text.substring(at, at + length)),
                    start);
        }
    }

    private void add(Token.Kind kind, String word, int position) {
        tokens.add(new Token(kind, word, position));
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
