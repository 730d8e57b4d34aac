package dev.voyage.condition;

import dev.voyage.condition.syntax.Token;
import dev.voyage.condition.syntax.TokenCursor;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Column names separated by commas, written as in a condition, each with an optional direction. */
final class NameList {

    private static final int LONGEST = 4096;

    private static final String PART = "the name of a column";

    private final TokenCursor tokens;

    private NameList(TokenCursor tokens) {
        this.tokens = tokens;
    }

    /**
     * One item.
     *
     * @param descending whether DESC follows the name
     */
    record Item(Operand.Name name, boolean descending) {}

    /**
     * @param parameter the name of the parameter with this value, for problems
     * @param directions whether ASC or DESC may follow a name
     * @throws Problem {@code BAD_PARAMETER}, with the member {@code position}
     */
    static List<Item> parse(String parameter, String text, boolean directions) {
        if (text.length() > LONGEST) {
            throw Problem.badParameter(
                    parameter, parameter + " has at most " + LONGEST + " characters, not " + text.length());
        }
        try {
            return new NameList(new TokenCursor(text)).items(directions);
        } catch (Problem wrong) {
            if (wrong.kind() != ProblemType.BAD_CONDITION) {
                throw wrong;
            }
            throw Problem.badParameter(parameter, parameter + ": " + wrong.detail())
                    .with("position", wrong.members().get("position"));
        }
    }

    /** The result of resolving names; an unknown one is reported for this parameter. */
    static <T> T resolved(String parameter, Function<Operand.Name, T> resolver, Operand.Name name) {
        try {
            return resolver.apply(name);
        } catch (Problem unknown) {
            throw unknown.with("parameter", parameter);
        }
    }

    private List<Item> items(boolean directions) {
        var items = new ArrayList<Item>();
        do {
            TokenCursor.DottedName name = tokens.name(tokens.next(Token.Kind.NAME, PART), PART);
            boolean descending = directions && isWord("DESC");
            if (descending || (directions && isWord("ASC"))) {
                tokens.next();
            }
            items.add(new Item(new Operand.Name(name.last(), name.qualified(), name.position()), descending));
        } while (tokens.accept(","));
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.expected(directions ? "ASC, DESC, a comma or the end" : "a comma or the end");
        }
        return items;
    }

    private boolean isWord(String word) {
        return tokens.peek().kind() == Token.Kind.NAME && tokens.peek().text().equalsIgnoreCase(word);
    }
}
