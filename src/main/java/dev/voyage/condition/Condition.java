package dev.voyage.condition;

import dev.voyage.condition.syntax.SyntaxProblems;
import dev.voyage.problem.Problem;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The condition of a WHERE clause (ADQL 2.1, section 2.2): comparisons, BETWEEN, IN, LIKE and IS NULL on columns and
 * literals, joined by AND, OR, NOT and parentheses.
 *
 * <p>Names match exactly, or else regardless of case; {@code numaster.exposure_a} means {@code exposure_a}; {@code
 * "time"} may be quoted. {@link TermComparator} lists the types that can be compared.
 */
public final class Condition {

    private static final int LONGEST = 4096;

    private final String text;
    private final Criterion criterion;
    private final List<String> columnNames;

    Condition(String text, Criterion criterion, List<String> columnNames) {
        this.text = text;
        this.criterion = criterion;
        this.columnNames = columnNames;
    }

    /**
     * Parses a condition of up to 4096 characters, nested up to 64 deep.
     *
     * @throws Problem {@code BAD_CONDITION}, with the member {@code position}: the 0-based position of the first
     *     invalid character
     */
    public static Condition parse(String text) {
        if (text.length() > LONGEST) {
            throw SyntaxProblems.problem(
                    "a condition has at most " + LONGEST + " characters, not " + text.length(), LONGEST);
        }
        return ConditionParser.parse(text);
    }

    /** The names of its columns, as written, without table names, each once, in order. */
    public List<String> columnNames() {
        return columnNames;
    }

    /**
     * The condition on the rows of one table. A row passes only when it is true: null, NaN and blank text make every
     * comparison unknown, and unknown does not pass.
     *
     * @throws Problem {@code UNKNOWN_COLUMN} with the members {@code columns} (all column names) and {@code position};
     *     {@code BAD_CONDITION} when values of different types are compared
     */
    public Predicate<Row> on(Columns columns) {
        RowPredicate verdict = criterion.on(columns);
        return row -> verdict.of(row) == Truth.TRUE;
    }

    /**
     * A condition in ADQL that is true of every row of which this one is true, so that a service may leave out the other
     * rows: this condition remains the judge of those it sends.
     *
     * @param columns of the table; only comparisons of float and double columns with numbers, and IS NOT NULL, are used
     * @param written the name of a column in the query
     * @return empty if every row must be sent
     */
    public Optional<String> implied(Columns columns, UnaryOperator<String> written) {
        return criterion.implied(new Criterion.Pushdown(columns, written));
    }

    /** As written. */
    @Override
    public String toString() {
        return text;
    }
}
