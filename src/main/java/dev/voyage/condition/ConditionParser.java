package dev.voyage.condition;

import dev.voyage.condition.syntax.Lexer;
import dev.voyage.condition.syntax.SyntaxProblems;
import dev.voyage.condition.syntax.Token;
import dev.voyage.problem.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A Pratt parser: each token has a meaning at the start of an expression, and a binding power to the expression on its
 * left.
 */
final class ConditionParser {

    private static final int DEEPEST = 64;
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int PREDICATE = 4;

    private final List<Token> tokens;
    private final Set<String> columnNames = new LinkedHashSet<>();
    private int at;
    private int depth;

    private ConditionParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Condition parse(String text) {
        var grammar = new ConditionParser(Lexer.tokens(text));
        Criterion criterion = grammar.criterion(0);
        if (grammar.peek().kind() != Token.Kind.END) {
            throw grammar.expected("AND, OR or the end");
        }
        return new Condition(text, criterion, List.copyOf(grammar.columnNames));
    }

    private Expression expression(int binding) {
        if (++depth > DEEPEST) {
            throw SyntaxProblems.problem("a condition is nested at most " + DEEPEST + " deep", peek().position());
        }
        Expression left = prefix();
        while (binding < tightness(peek())) {
            left = infix(left);
        }
        depth--;
        return left;
    }

    private static int tightness(Token token) {
        return switch (token.kind()) {
            case KEYWORD ->
                switch (token.text()) {
                    case "OR" -> OR;
                    case "AND" -> AND;
                    case "NOT", "BETWEEN", "IN", "LIKE", "IS" -> PREDICATE;
                    default -> 0;
                };
            case SIGN -> Comparison.of(token).isPresent() ? PREDICATE : 0;
            case NAME, NUMBER, STRING, END -> 0;
        };
    }

    private Expression prefix() {
        Token token = peek();
        if (accept("(")) {
            Expression inside = expression(0);
            expect(")");
            return inside;
        }
        if (accept("NOT")) {
            return new Criterion.Not(criterion(NOT));
        }
        if (accept("+") || accept("-")) {
            if (peek().kind() != Token.Kind.NUMBER) {
                throw expected("a number after the sign");
            }
            return new Operand.Numeral(number(token.text(), next()), token.position());
        }
        if (accept("TRUE") || accept("FALSE")) {
            return new Operand.Bool(token.is("TRUE"), token.position());
        }
        return switch (token.kind()) {
            case NUMBER -> new Operand.Numeral(number("", next()), token.position());
            case STRING -> new Operand.Text(next().text(), token.position());
            case NAME -> name(next());
            case KEYWORD, SIGN, END ->
                throw expected(
                        token.is("NULL")
                                ? "a value (nothing equals NULL, write IS NULL)"
                                : "a column, a value or \"(\"");
        };
    }

    private Operand name(Token first) {
        String name = first.text();
        String qualified = name;
        while (peek().is(".")) {
            at++;
            if (peek().kind() != Token.Kind.NAME) {
                throw expected("a name after \".\"");
            }
            name = next().text();
            qualified += "." + name;
        }
        columnNames.add(name);
        return new Operand.Name(name, qualified, first.position());
    }

    private static BigDecimal number(String sign, Token token) {
        String exponent = token.text().replaceFirst("^[^eE]*[eE]?[+-]?0*", "");
        if (exponent.length() > 4) {
            throw SyntaxProblems.problem("number out of range: " + token.words(), token.position());
        }
        return new BigDecimal(sign + token.text());
    }

    private Expression infix(Expression left) {
        if (peek().is("AND") || peek().is("OR")) {
            return chain(left, next());
        }
        if (!(left instanceof Operand operand)) {
            throw expected("AND or OR behind a condition");
        }
        var comparison = Comparison.of(peek());
        if (comparison.isPresent()) {
            next();
            return new Criterion.Compare(operand, comparison.get(), operand());
        }
        if (accept("IS")) {
            boolean not = accept("NOT");
            expect("NULL");
            return negated(not, new Criterion.IsNull(operand));
        }
        return accept("NOT") ? negated(true, predicate(operand)) : predicate(operand);
    }

    private Criterion predicate(Operand operand) {
        if (accept("BETWEEN")) {
            Operand low = operand();
            expect("AND");
            return new Criterion.Between(operand, low, operand());
        }
        if (accept("IN")) {
            return new Criterion.In(operand, list());
        }
        if (accept("LIKE")) {
            Token pattern = string("a pattern in single quotes");
            Token escape = accept("ESCAPE") ? string("the escape character in quotes") : null;
            return new Criterion.Like(operand, LikePattern.of(pattern, escape));
        }
        throw expected("BETWEEN, IN or LIKE");
    }

    /** All operands of one operator at once, so that a long chain is not a deep tree. */
    private Criterion chain(Expression first, Token operator) {
        boolean and = operator.is("AND");
        List<Criterion> links = new ArrayList<>();
        links.add(criterion(first, operator));
        do {
            links.add(criterion(and ? AND : OR));
        } while (accept(operator.text()));
        return and ? new Criterion.All(links) : new Criterion.Any(links);
    }

    private List<Operand> list() {
        List<Operand> values = new ArrayList<>();
        expect("(");
        do {
            values.add(operand());
        } while (accept(","));
        expect(")");
        return values;
    }

    private Operand operand() {
        Token first = peek();
        if (expression(PREDICATE) instanceof Operand operand) {
            return operand;
        }
        throw SyntaxProblems.problem(
                "expected a column or a value, found a condition that begins with " + first.words(), first.position());
    }

    private Criterion criterion(int binding) {
        return criterion(expression(binding), peek());
    }

    private static Criterion criterion(Expression expression, Token behind) {
        if (expression instanceof Criterion criterion) {
            return criterion;
        }
        throw SyntaxProblems.problem("expected a comparison such as <=, found " + behind.words(), behind.position());
    }

    private static Criterion negated(boolean not, Criterion criterion) {
        return not ? new Criterion.Not(criterion) : criterion;
    }

    private Token string(String what) {
        if (peek().kind() != Token.Kind.STRING) {
            throw expected(what);
        }
        return next();
    }

    private Token peek() {
        return tokens.get(at);
    }

    /** The next token; the last one, {@code END}, repeats. */
    private Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private boolean accept(String word) {
        boolean there = peek().is(word);
        at += there ? 1 : 0;
        return there;
    }

    private void expect(String word) {
        if (!accept(word)) {
            throw expected("\"" + word + "\"");
        }
    }

    private Problem expected(String what) {
        return SyntaxProblems.problem("expected " + what + ", found " + peek().words(), peek().position());
    }
}
