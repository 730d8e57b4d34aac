package dev.voyage.condition;

import dev.voyage.condition.syntax.Lexer;
import dev.voyage.condition.syntax.SyntaxProblems;
import dev.voyage.condition.syntax.Token;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Column names separated by commas, written as in a condition, each with an optional direction. */
final class NameList {

    private static final int LONGEST = 4096;

    private final List<Token> tokens;
    private int at;

    private NameList(List<Token> tokens) {
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
            return new NameList(Lexer.tokens(text)).items(directions);
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
            Operand.Name name = name();
            boolean descending = directions && isWord("DESC");
            if (descending || (directions && isWord("ASC"))) {
                at++;
            }
            items.add(new Item(name, descending));
        } while (accept(","));
        if (peek().kind() != Token.Kind.END) {
            throw expected(directions ? "ASC, DESC, a comma or the end" : "a comma or the end");
        }
        return items;
    }

    private Operand.Name name() {
        Token first = one();
        String name = first.text();
        String qualified = name;
        while (accept(".")) {
            name = one().text();
            qualified += "." + name;
        }
        return new Operand.Name(name, qualified, first.position());
    }

    private Token one() {
        if (peek().kind() != Token.Kind.NAME) {
            throw expected("the name of a column");
        }
        return tokens.get(at++);
    }

    private boolean isWord(String word) {
        return peek().kind() == Token.Kind.NAME && peek().text().equalsIgnoreCase(word);
    }

    private boolean accept(String sign) {
        boolean there = peek().is(sign);
        at += there ? 1 : 0;
        return there;
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Problem expected(String what) {
        return SyntaxProblems.problem("expected " + what + ", found " + peek().words(), peek().position());
    }
}
