package dev.voyage.where;

import java.util.List;

/** Verdicts made of others. */
final class Verdicts {

    private Verdicts() {}

    static Verdict compare(Term left, Comparison comparison, Term right) {
        Order order = Order.between(left, right);
        return row -> comparison.judge(order.of(row));
    }

    static Verdict all(List<Verdict> verdicts) {
        Verdict[] all = verdicts.toArray(Verdict[]::new);
        return row -> {
            Truth truth = Truth.TRUE;
            for (int i = 0; i < all.length && truth != Truth.FALSE; i++) {
                truth = truth.and(all[i].of(row));
            }
            return truth;
        };
    }

    static Verdict any(List<Verdict> verdicts) {
        Verdict[] any = verdicts.toArray(Verdict[]::new);
        return row -> {
            Truth truth = Truth.FALSE;
            for (int i = 0; i < any.length && truth != Truth.TRUE; i++) {
                truth = truth.or(any[i].of(row));
            }
            return truth;
        };
    }
}
