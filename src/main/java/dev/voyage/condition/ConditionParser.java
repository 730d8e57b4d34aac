package dev.voyage.condition;

import dev.voyage.condition.syntax.LikePattern;
import dev.voyage.condition.syntax.SyntaxProblems;
import dev.voyage.condition.syntax.Token;
import dev.voyage.condition.syntax.TokenCursor;
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

    private final TokenCursor tokens;
    private final Set<String> columnNames = new LinkedHashSet<>();
    private int depth;

    private ConditionParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    static Condition parse(String text) {
        var grammar = new ConditionParser(new TokenCursor(text));
        Criterion criterion = grammar.criterion(0);
        if (grammar.tokens.peek().kind() != Token.Kind.END) {
            throw grammar.tokens.expected("AND, OR or the end");
        }
        return new Condition(text, criterion, List.copyOf(grammar.columnNames));
    }

    private Expression expression(int binding) {
        if (++depth > DEEPEST) {
            throw SyntaxProblems.problem(
                    "a condition is nested at most " + DEEPEST + " deep",
                    tokens.peek().position());
        }
        Expression left = prefix();
        while (binding < tightness(tokens.peek())) {
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
        Token token = tokens.peek();
        if (tokens.accept("(")) {
            Expression inside = expression(0);
            tokens.expect(")");
            return inside;
        }
        if (tokens.accept("NOT")) {
            return new Criterion.Not(criterion(NOT));
        }
        if (tokens.accept("+") || tokens.accept("-")) {
            if (tokens.peek().kind() != Token.Kind.NUMBER) {
                throw tokens.expected("a number after the sign");
            }
            return new Operand.Numeral(number(token.text(), tokens.next()), token.position());
        }
        if (tokens.accept("TRUE") || tokens.accept("FALSE")) {
            return new Operand.Bool(token.is("TRUE"), token.position());
        }
        return switch (token.kind()) {
            case NUMBER -> new Operand.Numeral(number("", tokens.next()), token.position());
            case STRING -> new Operand.Text(tokens.next().text(), token.position());
            case NAME -> name(tokens.next());
            case KEYWORD, SIGN, END ->
                throw tokens.expected(
                        token.is("NULL")
                                ? "a value (nothing equals NULL, write IS NULL)"
                                : "a column, a value or \"(\"");
        };
    }

    private Operand name(Token first) {
        TokenCursor.DottedName name = tokens.name(first, "a name after \".\"");
        columnNames.add(name.last());
        return new Operand.Name(name.last(), name.qualified(), name.position());
    }

    private static BigDecimal number(String sign, Token token) {
        String exponent = token.text().replaceFirst("^[^eE]*[eE]?[+-]?0*", "");
        if (exponent.length() > 4) {
            throw SyntaxProblems.problem("number out of range: " + token.words(), token.position());
        }
        return new BigDecimal(sign + token.text());
    }

    private Expression infix(Expression left) {
        if (tokens.peek().is("AND") || tokens.peek().is("OR")) {
            return chain(left, tokens.next());
        }
        if (!(left instanceof Operand operand)) {
            throw tokens.expected("AND or OR behind a condition");
        }
        var comparison = Comparison.of(tokens.peek());
        if (comparison.isPresent()) {
            tokens.next();
            return new Criterion.Compare(operand, comparison.get(), operand());
        }
        if (tokens.accept("IS")) {
            boolean not = tokens.accept("NOT");
            tokens.expect("NULL");
            return negated(not, new Criterion.IsNull(operand));
        }
        return tokens.accept("NOT") ? negated(true, predicate(operand)) : predicate(operand);
    }

    private Criterion predicate(Operand operand) {
        if (tokens.accept("BETWEEN")) {
            Operand low = operand();
            tokens.expect("AND");
            return new Criterion.Between(operand, low, operand());
        }
        if (tokens.accept("IN")) {
            return new Criterion.In(operand, list());
        }
        if (tokens.accept("LIKE")) {
            Token pattern = tokens.next(Token.Kind.STRING, "a pattern in single quotes");
            Token escape =
                    tokens.accept("ESCAPE") ? tokens.next(Token.Kind.STRING, "the escape character in quotes") : null;
            return new Criterion.Like(operand, LikePattern.of(pattern, escape));
        }
        throw tokens.expected("BETWEEN, IN or LIKE");
    }

    /** All operands of one operator at once, so that a long chain is not a deep tree. */
    private Criterion chain(Expression first, Token operator) {
        boolean and = operator.is("AND");
        List<Criterion> links = new ArrayList<>();
        links.add(criterion(first, operator));
        do {
            links.add(criterion(and ? AND : OR));
        } while (tokens.accept(operator.text()));
        return and ? new Criterion.All(links) : new Criterion.Any(links);
    }

    private List<Operand> list() {
        List<Operand> values = new ArrayList<>();
        tokens.expect("(");
        do {
            values.add(operand());
        } while (tokens.accept(","));
        tokens.expect(")");
        return values;
    }

    private Operand operand() {
        Token first = tokens.peek();
        if (expression(PREDICATE) instanceof Operand operand) {
            return operand;
        }
        throw SyntaxProblems.problem(
                "expected a column or a value, found a condition that begins with " + first.words(), first.position());
    }

    private Criterion criterion(int binding) {
        return criterion(expression(binding), tokens.peek());
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
}
