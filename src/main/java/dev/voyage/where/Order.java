package dev.voyage.where;

import dev.voyage.problem.Problem;
import dev.voyage.votable.Row;
import java.math.BigDecimal;
import java.util.Locale;

/** How two terms compare in a row: negative, 0, positive, or {@link #UNKNOWN}. */
@FunctionalInterface
interface Order {

    int UNKNOWN = Integer.MIN_VALUE;

    int of(Row row);

    /**
     * By the types of both:
     *
     * <ul>
     *   <li>numbers by value, integers exactly, a literal in its column's precision;
     *   <li>text by characters, blanks around a cell do not count;
     *   <li>a number column and a string: the string must be a number;
     *   <li>a text column and a number: by value, and a cell that is no number is unknown, so
     *       {@code obsid = 31131001} finds "00031131001";
     *   <li>a boolean column and true, false, 1, 0 or 't', 'f', 'true', 'false', '1', '0'.
     * </ul>
     *
     * @throws Problem {@code BAD_CONDITION} when the two do not compare
     */
    static Order between(Term left, Term right) {
        if (left instanceof Term.Constant constant && right instanceof Term.Cell cell) {
            Order flipped = between(cell, constant);
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
                case TEXT -> known(left, other, (a, b) -> ((String) a).compareTo((String) b));
                case BOOLEAN -> known(left, other, (a, b) -> ((Boolean) a).compareTo((Boolean) b));
                case OTHER -> throw unlike(left, other);
            };
        }
        if (left.type() == Term.Type.BOOLEAN || other.type() == Term.Type.BOOLEAN) {
            throw unlike(left, other);
        }
        return numbers(asNumber(left), asNumber(other));
    }

    private static Order numbers(Term left, Term right) {
        return numbers(left::in, right::in);
    }

    private static Order numbers(InRow left, InRow right) {
        return row -> {
            Object a = left.value(row);
            Object b = right.value(row);
            return a == null || b == null ? UNKNOWN : Numbers.compare((Number) a, (Number) b);
        };
    }

    private static Order known(Term left, Term right, BothKnown compare) {
        return row -> {
            Object a = left.in(row);
            Object b = right.in(row);
            return a == null || b == null ? UNKNOWN : compare.order(a, b);
        };
    }

    private static InRow asNumber(Term term) {
        return row -> term.in(row) instanceof String text ? Numbers.read(text) : term.in(row);
    }

    /** The literal as what it is compared with would have it. */
    private static Term meeting(Term left, Term.Constant literal) {
        boolean number = left.type() == Term.Type.NUMBER;
        if (number && literal.type() != Term.Type.BOOLEAN) {
            BigDecimal decimal =
                    literal.value() instanceof String text ? Numbers.read(text) : (BigDecimal) literal.value();
            if (decimal == null) {
                throw unlike(left, literal);
            }
            Number precise = left instanceof Term.Cell cell
                    ? Numbers.inPrecisionOf(cell.column().datatype(), decimal)
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
                && Numbers.read(text) == null) {
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
        return Syntax.problem(left.words() + " cannot be compared with " + right.words(), left.position());
    }

    /** What a term is in a row, or null. */
    @FunctionalInterface
    interface InRow {
        Object value(Row row);
    }

    /** Compares what is not missing. */
    @FunctionalInterface
    interface BothKnown {
        int order(Object a, Object b);
    }
}
