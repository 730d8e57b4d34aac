package dev.voyage.votable;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;

/** Numbers the rows of the result table, the refused ones too, and makes their events. */
final class RowCount {

    private final Columns columns;
    private final VotableLimits limits;
    private long read;
    private long refused;

    RowCount(Columns columns, VotableLimits limits) {
        this.columns = columns;
        this.limits = limits;
    }

    Columns columns() {
        return columns;
    }

    VotableLimits limits() {
        return limits;
    }

    VotableEvent row(Object[] cells) {
        read++;
        check();
        return new VotableEvent.RowRead(new Row(columns, cells));
    }

    VotableEvent refusal(String why) {
        refused++;
        check();
        return new VotableEvent.RowRefused(current(), Problem.of(Kind.MALFORMED, "Row " + current() + ": " + why));
    }

    /** The number of the row last made, from 1. */
    long current() {
        return read + refused;
    }

    long read() {
        return read;
    }

    String inColumn(int index, String why) {
        return "column " + Quoted.of(columns.at(index).name()) + ": " + why;
    }

    private void check() {
        if (current() > limits.rows()) {
            throw VotableLimits.exceeded("too many rows", limits.rows());
        }
    }
}
