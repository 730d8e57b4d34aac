package dev.voyage.condition;

import java.util.List;

/** Combinations of row predicates. */
final class RowPredicates {

    private RowPredicates() {}

    static RowPredicate compare(Term left, Comparison comparison, Term right) {
        TermComparator order = TermComparator.between(left, right);
        return row -> comparison.judge(order.of(row));
    }

    static RowPredicate all(List<RowPredicate> verdicts) {
        RowPredicate[] all = verdicts.toArray(RowPredicate[]::new);
        return row -> {
            Truth truth = Truth.TRUE;
            for (int i = 0; i < all.length && truth != Truth.FALSE; i++) {
                truth = truth.and(all[i].of(row));
            }
            return truth;
        };
    }

    static RowPredicate any(List<RowPredicate> verdicts) {
        RowPredicate[] any = verdicts.toArray(RowPredicate[]::new);
        return row -> {
            Truth truth = Truth.FALSE;
            for (int i = 0; i < any.length && truth != Truth.TRUE; i++) {
                truth = truth.or(any[i].of(row));
            }
            return truth;
        };
    }
}
