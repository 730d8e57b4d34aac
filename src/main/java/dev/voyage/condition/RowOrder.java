package dev.voyage.condition;

import dev.voyage.problem.Problem;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * An order of rows: {@code exposure_a DESC, time}. Numbers are ordered by value, dates and times as such and before other text,
 * text by characters, false before true; missing values come last in both directions. Names match as those of a
 * {@link Condition} do.
 */
public final class RowOrder {

    private static final String PARAMETER = "order";

    private final List<NameList.Item> items;

    private RowOrder(List<NameList.Item> items) {
        this.items = items;
    }

    /** @throws Problem {@code BAD_PARAMETER}, naming {@code order}, with the member {@code position} */
    public static RowOrder parse(String text) {
        return new RowOrder(NameList.parse(PARAMETER, text, true));
    }

    /**
     * The order on the rows of one table.
     *
     * @throws Problem {@code UNKNOWN_COLUMN} with the members {@code columns} and {@code position}; {@code BAD_PARAMETER} for a
     *     column of arrays or complex numbers, which have no order
     */
    public Bound on(Columns columns) {
        var terms = new ArrayList<Term>();
        Comparator<List<Object>> order = null;
        for (NameList.Item item : items) {
            Term term = NameList.resolved(PARAMETER, name -> name.on(columns), item.name());
            if (term.type() == Term.Type.OTHER) {
                throw Problem.badParameter(PARAMETER, "order: " + term.words() + " has no order")
                        .with("position", term.position());
            }
            Comparator<Object> values = item.descending() ? values().reversed() : values();
            Comparator<List<Object>> next = by(terms.size(), Comparator.nullsLast(values));
            terms.add(term);
            order = order == null ? next : order.thenComparing(next);
        }
        return new Bound(List.copyOf(terms), order);
    }

    private static Comparator<List<Object>> by(int place, Comparator<Object> values) {
        return (a, b) -> values.compare(a.get(place), b.get(place));
    }

    /** Two present values of one column. */
    private static Comparator<Object> values() {
        return (a, b) -> {
            if (a instanceof Number one && b instanceof Number other) {
                return ExactNumbers.compare(one, other);
            } else if (a instanceof Boolean one && b instanceof Boolean other) {
                return one.compareTo(other);
            } else if (a instanceof IsoTime one) {
                return b instanceof IsoTime other ? one.compareTo(other) : -1;
            }
            return b instanceof IsoTime ? 1 : ((String) a).compareTo((String) b);
        };
    }

    /** The order bound to the columns of a table: it compares the keys of rows, so that rows need not be kept. */
    public static final class Bound {

        private final List<Term> terms;
        private final Comparator<List<Object>> order;

        private Bound(List<Term> terms, Comparator<List<Object>> order) {
            this.terms = terms;
            this.order = order;
        }

        /** The key of a row; a missing value is null. */
        public List<Object> key(Row row) {
            return Arrays.asList(terms.stream().map(term -> value(term.in(row))).toArray());
        }

        /** The order of keys; rows that it does not distinguish have equal values in all its columns. */
        public Comparator<List<Object>> keys() {
            return order;
        }

        private static Object value(Object cell) {
            if (cell instanceof String text) {
                IsoTime time = IsoTime.read(text);
                return time == null ? text : time;
            }
            return cell;
        }
    }
}
