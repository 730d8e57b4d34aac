package dev.voyage.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Datatype;
import dev.voyage.votable.table.Row;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;

/** The rows that a database leaves out because of a pushed condition are never rows that the condition selects. */
class PushdownPropertyTest {

    /** As the answer describes them: x is sent as float, though the database has it as double. */
    private static final Columns COLUMNS = new Columns(List.of(
            Column.of("x", Datatype.FLOAT),
            Column.of("y", Datatype.DOUBLE),
            Column.of("n", Datatype.INT),
            Column.text("name")));

    private static Connection database;

    /** A row of the database; null for NULL. */
    record Stored(Double x, Double y, Integer n, String name) {

        /** As it is sent. */
        Row sent() {
            return new Row(COLUMNS, x == null ? null : x.floatValue(), y, n, name);
        }
    }

    @BeforeContainer
    static void open() throws SQLException {
        database = DriverManager.getConnection("jdbc:sqlite::memory:");
    }

    @AfterContainer
    static void close() throws SQLException {
        database.close();
    }

    private static Optional<String> pushed(String condition) {
        return Condition.parse(condition).implied(COLUMNS, name -> "c." + name);
    }

    private static boolean sends(String pushed, Stored row) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(
                "SELECT count(*) FROM (SELECT ? AS x, ? AS y, ? AS n, ? AS name) AS c WHERE " + pushed)) {
            select.setObject(1, row.x());
            select.setObject(2, row.y());
            select.setObject(3, row.n());
            select.setObject(4, row.name());
            try (ResultSet count = select.executeQuery()) {
                count.next();
                return count.getInt(1) == 1;
            }
        }
    }

    @Property(tries = 3000)
    void noSelectedRowIsLeftOut(@ForAll("conditions") String condition, @ForAll("rows") Stored row)
            throws SQLException {
        Optional<String> pushed = pushed(condition);
        if (pushed.isPresent() && Condition.parse(condition).on(COLUMNS).test(row.sent())) {
            assertThat(sends(pushed.get(), row))
                    .as(condition + " -> " + pushed.get())
                    .isTrue();
        }
    }

    @Provide
    Arbitrary<Stored> rows() {
        Arbitrary<Double> numbers = numbers().injectNull(0.2);
        return Combinators.combine(
                        numbers,
                        numbers,
                        Arbitraries.integers().between(-5, 5).injectNull(0.2),
                        Arbitraries.of("a", " a ", "", "10").injectNull(0.2))
                .as(Stored::new);
    }

    private static Arbitrary<Double> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.of(0.0, -0.0, 1.0, 4807.3775, 0.1, -0.1, 1e-40, 1e29, 9999.999999, 10000.0, 10000.0000001),
                Arbitraries.doubles().between(-20_000, 20_000));
    }

    @Provide
    Arbitrary<String> conditions() {
        Arbitrary<String> literals =
                numbers().map(number -> java.math.BigDecimal.valueOf(number).toString());
        Arbitrary<String> names = Arbitraries.of("x", "y", "n", "X");
        Arbitrary<String> compare = Combinators.combine(
                        names, Arbitraries.of("=", "<>", "<", "<=", ">", ">="), literals)
                .as((name, sign, literal) -> name + " " + sign + " " + literal);
        Arbitrary<String> flipped = Combinators.combine(
                        names, Arbitraries.of("=", "<>", "<", "<=", ">", ">="), literals)
                .as((name, sign, literal) -> literal + " " + sign + " " + name);
        Arbitrary<String> others = Combinators.combine(names, literals, literals)
                .as((name, a, b) -> Arbitraries.of(
                        name + " BETWEEN " + a + " AND " + b,
                        name + " NOT BETWEEN " + a + " AND " + b,
                        name + " IN (" + a + ", " + b + ")",
                        name + " NOT IN (" + a + ", " + b + ")",
                        name + " IS NULL",
                        name + " IS NOT NULL",
                        "name = 'a'",
                        "name LIKE 'a%'",
                        "x < y"))
                .flatMap(each -> each);
        Arbitrary<String> leaf = Arbitraries.oneOf(compare, flipped, others);
        Arbitrary<String> pairs = Combinators.combine(leaf, Arbitraries.of("AND", "OR"), leaf)
                .as((a, sign, b) -> "(" + a + " " + sign + " " + b + ")");
        Arbitrary<String> nots = pairs.map(pair -> "NOT " + pair);
        return Combinators.combine(
                        Arbitraries.oneOf(leaf, pairs, nots),
                        Arbitraries.of("AND", "OR"),
                        Arbitraries.oneOf(leaf, pairs))
                .as((a, sign, b) -> a + " " + sign + " " + b);
    }

    @Test
    void whatIsSaidInTheSameWayIsPushedDown() {
        assertThat(pushed("x <= 10")).contains("c.x <= 10.00001");
        assertThat(pushed("10 >= x")).contains("c.x <= 10.00001");
        assertThat(pushed("x > -1")).contains("c.x >= -1.000001");
        assertThat(pushed("x = 1")).contains("(c.x >= 0.999999 AND c.x <= 1.000001)");
        assertThat(pushed("x <= 1 AND name = 'a'")).contains("(c.x <= 1.000001)");
        assertThat(pushed("x <= 1 OR y > 2")).contains("(c.x <= 1.000001 OR c.y >= 1.999998)");
        assertThat(pushed("y IS NOT NULL")).contains("c.y IS NOT NULL");
        assertThat(pushed("x IN (1, 2)"))
                .hasValueSatisfying(both -> assertThat(both).contains(" OR "));
    }

    @Test
    void whatDatabasesMaySeeInAnotherWayIsNot() {
        for (String condition : List.of(
                "n = 1",
                "name = 'a'",
                "name LIKE 'a%'",
                "x IS NULL",
                "n IS NOT NULL",
                "x <> 1",
                "NOT x <= 1",
                "x NOT IN (1)",
                "x <= 1 OR n = 1",
                "x < y",
                "x < '1'",
                "x < 1e31",
                "z < 1")) {
            assertThat(pushed(condition)).as(condition).isEmpty();
        }
    }
}
