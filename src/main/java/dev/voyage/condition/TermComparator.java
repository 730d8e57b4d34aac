package dev.voyage.condition;

import dev.voyage.condition.syntax.SyntaxProblems;
import dev.voyage.problem.Problem;
import dev.voyage.votable.table.Row;
import java.math.BigDecimal;
import java.util.Locale;

/** Compares two terms in a row: negative, 0, positive, or {@link #UNKNOWN}. */
@FunctionalInterface
interface TermComparator {

    int UNKNOWN = Integer.MIN_VALUE;

    int of(Row row);

    /**
     * By the types of both:
     *
     * <ul>
     * <li>numbers by value, integers exactly, a literal in its column's precision;
     * <li>text by characters, ignoring blanks around a cell; two dates or times as such, so that {@code 2020-01-01
     *     10:00} equals {@code 2020-01-01T10:00:00.0Z};
     * <li>a number column and a string: the string must be a number;
     * <li>a text column and a number: by value; a cell that is not a number is unknown, so {@code obsid = 31131001}
     *     finds "00031131001";
     * <li>a boolean column and true, false, 1, 0 or 't', 'f', 'true', 'false', '1', '0'.
     * </ul>
     *
     * @throws Problem {@code BAD_CONDITION} when the two cannot be compared
     */
    static TermComparator between(Term left, Term right) {
        if (left instanceof Term.Constant constant && right instanceof Term.Cell cell) {
            TermComparator flipped = between(cell, constant);
            return row -> {
                int order = flipped.of(row);
                return order == UNKNOWN ? UNKNOWN : -order;
            };
        }
        Term other = right instanceof Term.Constant constant ? meeting(left, constant) : right;
        if (left.type() == Term.Type.OTHER || other.type() == Term.Type.OTHER) {
            throw unlike(left, other);
        }
        if (left.type() == other.type()) {
            return switch (left.type()) {
                case NUMBER -> numbers(left, other);
                case TEXT -> known(left, other, (a, b) -> texts((String) a, (String) b));
                case BOOLEAN -> known(left, other, (a, b) -> ((Boolean) a).compareTo((Boolean) b));
                case OTHER -> throw unlike(left, other);
            };
        }
        if (left.type() == Term.Type.BOOLEAN || other.type() == Term.Type.BOOLEAN) {
            throw unlike(left, other);
        }
        return numbers(asNumber(left), asNumber(other));
    }

    private static TermComparator numbers(Term left, Term right) {
        return numbers(left::in, right::in);
    }

    private static TermComparator numbers(InRow left, InRow right) {
        return row -> {
            Object a = left.value(row);
            Object b = right.value(row);
            return a == null || b == null ? UNKNOWN : ExactNumbers.compare((Number) a, (Number) b);
        };
    }

    private static int texts(String a, String b) {
        IsoTime one = IsoTime.read(a);
        IsoTime other = one == null ? null : IsoTime.read(b);
        return other == null ? a.compareTo(b) : one.compareTo(other);
    }

    private static TermComparator known(Term left, Term right, BothKnown compare) {
        return row -> {
            Object a = left.in(row);
            Object b = right.in(row);
            return a == null || b == null ? UNKNOWN : compare.order(a, b);
        };
    }

    private static InRow asNumber(Term term) {
        return row -> term.in(row) instanceof String text ? ExactNumbers.read(text) : term.in(row);
    }

    /** The literal converted to the type of the other operand. */
    private static Term meeting(Term left, Term.Constant literal) {
        boolean number = left.type() == Term.Type.NUMBER;
        if (number && literal.type() != Term.Type.BOOLEAN) {
            BigDecimal decimal =
                    literal.value() instanceof String text ? ExactNumbers.read(text) : (BigDecimal) literal.value();
            if (decimal == null) {
                throw unlike(left, literal);
            }
            Number precise = left instanceof Term.Cell cell
                    ? ExactNumbers.inPrecisionOf(cell.column().datatype(), decimal)
                    : decimal;
            return new Term.Constant(precise, Term.Type.NUMBER, literal.position());
        }
        if (left.type() == Term.Type.BOOLEAN) {
            Boolean value = truth(literal);
            if (value == null) {
                throw unlike(left, literal);
            }
            return new Term.Constant(value, Term.Type.BOOLEAN, literal.position());
        }
        if (left instanceof Term.Constant constant
                && literal.type() == Term.Type.NUMBER
                && constant.value() instanceof String text
                && ExactNumbers.read(text) == null) {
            throw unlike(left, literal);
        }
        return literal;
    }

    private static Boolean truth(Term.Constant literal) {
        if (literal.value() instanceof Boolean value) {
            return value;
        }
        return switch (literal.value().toString().strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "1" -> Boolean.TRUE;
            case "false", "f", "0" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static Problem unlike(Term left, Term right) {
        return SyntaxProblems.problem(left.words() + " cannot be compared with " + right.words(), left.position());
    }

    /** The value of a term in a row, or null. */
    @FunctionalInterface
    interface InRow {
        Object value(Row row);
    }

    /** Compares two values that are both present. */
    @FunctionalInterface
    interface BothKnown {
        int order(Object a, Object b);
    }
}
