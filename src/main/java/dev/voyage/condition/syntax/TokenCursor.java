package dev.voyage.condition.syntax;

import dev.voyage.problem.Problem;
import java.util.List;

/** A place in the tokens of a text. The last token, {@code END}, repeats. */
public final class TokenCursor {

    private final List<Token> tokens;
    private int at;

    /** @throws Problem {@code BAD_CONDITION} if the text has no tokens of the grammar */
    public TokenCursor(String text) {
        this.tokens = Lexer.tokens(text);
    }

    /**
     * A column's name, with or without those of its table and schema before it.
     *
     * @param last the name of the column itself
     * @param qualified all of it, separated by dots
     */
    public record DottedName(String last, String qualified, int position) {}

    public Token peek() {
        return tokens.get(at);
    }

    public Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    /** Moves behind the next token if it is this one. */
    public boolean accept(String word) {
        boolean there = peek().is(word);
        at += there ? 1 : 0;
        return there;
    }

    /** @throws Problem {@code BAD_CONDITION} if the next token is another one */
    public void expect(String word) {
        if (!accept(word)) {
            throw expected("\"" + word + "\"");
        }
    }

    /**
     * The next token, which is of this kind.
     *
     * @param what the words for it in the problem
     * @throws Problem {@code BAD_CONDITION} if it is of another kind
     */
    public Token next(Token.Kind kind, String what) {
        if (peek().kind() != kind) {
            throw expected(what);
        }
        return next();
    }

    /**
     * The rest of a name.
     *
     * @param first its first part, which has been read
     * @param part the words for a further part in the problem
     * @throws Problem {@code BAD_CONDITION} if a dot is not followed by a name
     */
    public DottedName name(Token first, String part) {
        String last = first.text();
        String qualified = last;
        while (accept(".")) {
            last = next(Token.Kind.NAME, part).text();
            qualified += "." + last;
        }
        return new DottedName(last, qualified, first.position());
    }

    /** The problem that something else was expected than the next token. */
    public Problem expected(String what) {
        return SyntaxProblems.problem("expected " + what + ", found " + peek().words(), peek().position());
    }
}
