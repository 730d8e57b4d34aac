package dev.voyage.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Problem;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Datatype;
import dev.voyage.votable.table.Row;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares random conditions with a second, naive evaluator in SQL's three-valued logic. */
class ConditionPropertyTest {

    private static final Columns COLUMNS = new Columns(
            List.of(Column.of("a", Datatype.INT), Column.of("b", Datatype.DOUBLE), Column.of("c", Datatype.LONG)));

    /** A condition as text, and its value for a row; null is unknown. */
    record Said(String text, Function<Row, Boolean> truth) {}

    @Property
    void nothingButAProblemIsThrown(@ForAll String text) {
        parsesOrIsRefused(text);
    }

    @Property
    void wordsInAnyOrderAreReadOrRefused(@ForAll("words") String text) {
        parsesOrIsRefused(text);
    }

    @Property
    void itIsWhatSqlSays(@ForAll("conditions") Said said, @ForAll("rows") Row row) {
        assertThat(passes(said.text, row)).isEqualTo(Boolean.TRUE.equals(said.truth.apply(row)));
    }

    @Property
    void deMorganHoldsAlsoWhereSomethingIsMissing(
            @ForAll("conditions") Said p, @ForAll("conditions") Said q, @ForAll("rows") Row row) {
        String not = "NOT ((" + p.text + ") AND (" + q.text + "))";
        String or = "NOT (" + p.text + ") OR NOT (" + q.text + ")";

        assertThat(passes(not, row)).isEqualTo(passes(or, row));
        assertThat(passes("NOT (" + not + ")", row)).isEqualTo(passes("NOT (" + or + ")", row));
    }

    @Property
    void notTwiceIsNothing(@ForAll("conditions") Said said, @ForAll("rows") Row row) {
        assertThat(passes("NOT NOT (" + said.text + ")", row)).isEqualTo(passes(said.text, row));
    }

    private static void parsesOrIsRefused(String text) {
        try {
            assertThat(Condition.parse(text).on(COLUMNS)).isNotNull();
        } catch (Problem refused) {
            assertThat(refused.members()).containsKey("position");
        }
    }

    private static boolean passes(String text, Row row) {
        return Condition.parse(text).on(COLUMNS).test(row);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                        "a", "b", "zz", "1", "-2.5", "'x'", "'%'", "\"a\"", "(", ")", ",", "AND", "OR", "NOT", "=",
                        "<>", "<", "<=", "BETWEEN", "IN", "LIKE", "ESCAPE", "IS", "NULL", "TRUE", ".", "+", "--", ";",
                        "'", "\"")
                .list()
                .ofMaxSize(14)
                .map(words -> String.join(" ", words));
    }

    @Provide
    Arbitrary<Row> rows() {
        Arbitrary<Integer> cell = Arbitraries.integers().between(-2, 2).injectNull(0.3);
        return Combinators.combine(cell, cell, cell)
                .as((a, b, c) ->
                        new Row(COLUMNS, a, b == null ? null : b.doubleValue(), c == null ? null : c.longValue()));
    }

    @Provide
    Arbitrary<Said> conditions() {
        Arbitrary<Said> leaf = leaves();
        return Arbitraries.recursive(() -> leaf, ConditionPropertyTest::joined, 0, 4);
    }

    private static Arbitrary<Said> joined(Arbitrary<Said> part) {
        return Arbitraries.oneOf(
                part.map(p -> new Said("NOT (" + p.text + ")", row -> not(p.truth.apply(row)))),
                Combinators.combine(part, part)
                        .as((p, q) -> new Said(
                                "(" + p.text + ") AND (" + q.text + ")",
                                row -> and(p.truth.apply(row), q.truth.apply(row)))),
                Combinators.combine(part, part)
                        .as((p, q) ->
                                new Said(p.text + " OR " + q.text, row -> or(p.truth.apply(row), q.truth.apply(row)))));
    }

    private static Arbitrary<Said> leaves() {
        var operator = Arbitraries.of("=", "<>", "!=", "<", "<=", ">", ">=");
        var compare = Combinators.combine(operands(), operator, operands())
                .as((l, op, r) -> new Said(l.text + op + r.text, row -> compare(l.in(row), op, r.in(row))));
        var between = Combinators.combine(operands(), operands(), operands())
                .as((x, low, high) -> new Said(
                        x.text + " between " + low.text + " and " + high.text,
                        row -> and(compare(x.in(row), ">=", low.in(row)), compare(x.in(row), "<=", high.in(row)))));
        var notIn = Combinators.combine(operands(), operands(), operands())
                .as((x, p, q) -> new Said(
                        x.text + " NOT IN (" + p.text + "," + q.text + ")",
                        row -> not(or(compare(x.in(row), "=", p.in(row)), compare(x.in(row), "=", q.in(row))))));
        var isNull = operands().map(x -> new Said(x.text + " is null", row -> x.in(row) == null));
        return Arbitraries.oneOf(compare, between, notIn, isNull);
    }

    /** A column or a number. */
    record Thing(String text, int column, double value) {
        Double in(Row row) {
            return column < 0 ? Double.valueOf(value) : number(row.cell(column));
        }

        private static Double number(Object cell) {
            return cell == null ? null : Double.valueOf(((Number) cell).doubleValue());
        }
    }

    private static Arbitrary<Thing> operands() {
        return Arbitraries.oneOf(
                Arbitraries.of(0, 1, 2).map(i -> new Thing("aBC".substring(i, i + 1), i, 0)),
                Arbitraries.of(-2, -1, 0, 1, 2).map(i -> new Thing(" " + i, -1, i)),
                Arbitraries.of(-1.5, 0.5).map(d -> new Thing(" " + d, -1, d)));
    }

    private static Boolean compare(Double a, String operator, Double b) {
        if (a == null || b == null) {
            return null;
        }
        BiPredicate<Double, Double> holds =
                switch (operator) {
                    case "=" -> (x, y) -> x.doubleValue() == y.doubleValue();
                    case "<>", "!=" -> (x, y) -> x.doubleValue() != y.doubleValue();
                    case "<" -> (x, y) -> x < y;
                    case "<=" -> (x, y) -> x <= y;
                    case ">" -> (x, y) -> x > y;
                    default -> (x, y) -> x >= y;
                };
        return holds.test(a, b);
    }

    private static Boolean not(Boolean p) {
        return p == null ? null : Boolean.valueOf(!p);
    }

    private static Boolean and(Boolean p, Boolean q) {
        if (Boolean.FALSE.equals(p) || Boolean.FALSE.equals(q)) {
            return Boolean.FALSE;
        }
        boolean known = p != null && q != null;
        return known ? Boolean.TRUE : null;
    }

    private static Boolean or(Boolean p, Boolean q) {
        return not(and(not(p), not(q)));
    }
}
