package dev.voyage.where;

import dev.voyage.problem.Problem;
import dev.voyage.votable.Columns;
import dev.voyage.votable.Row;
import java.util.List;
import java.util.function.Predicate;

/**
 * The condition of a WHERE clause (ADQL 2.1, section 2.2): comparisons, BETWEEN, IN, LIKE and IS
 * NULL on columns and literals, joined by AND, OR, NOT and parentheses.
 *
 * <p>Names are found exactly or else whatever their case; {@code numaster.exposure_a} means {@code
 * exposure_a}; {@code "time"} may be quoted. What compares with what is told at {@link Order}.
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
     * Reads a condition of up to 4096 characters, nested up to 64 deep.
     *
     * @throws Problem {@code BAD_CONDITION}, with the member {@code position}: the 0-based place of
     *     the first character that cannot be
     */
    public static Condition parse(String text) {
        if (text.length() > LONGEST) {
            throw Syntax.problem("a condition has at most " + LONGEST + " characters, not " + text.length(), LONGEST);
        }
        return Grammar.parse(text);
    }

    /** The columns it names, as written, without table names, each once, in order. */
    public List<String> columnNames() {
        return columnNames;
    }

    /**
     * The condition on the rows of one table. A row passes only when it is true: null, NaN and
     * blank text make every comparison unknown, and unknown does not pass.
     *
     * @throws Problem {@code UNKNOWN_COLUMN} with the members {@code columns} (all names there are)
     *     and {@code position}; {@code BAD_CONDITION} where things of different types are compared
     */
    public Predicate<Row> on(Columns columns) {
        Verdict verdict = criterion.on(columns);
        return row -> verdict.of(row) == Truth.TRUE;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
