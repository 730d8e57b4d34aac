package dev.voyage.votable.rows;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import dev.voyage.votable.table.UnreadableCell;
import java.util.ArrayList;
import java.util.List;

/** Numbers the rows of the result table, including the refused ones, and makes their events. */
public final class RowNumbering {

    private final Columns columns;
    private final VotableLimits limits;
    private long read;
    private long refused;

    public RowNumbering(Columns columns, VotableLimits limits) {
        this.columns = columns;
        this.limits = limits;
    }

    public Columns columns() {
        return columns;
    }

    public VotableLimits limits() {
        return limits;
    }

    public VotableEvent row(Object[] cells, List<UnreadableCell> unreadable) {
        read++;
        check();
        return new VotableEvent.RowRead(new Row(columns, cells, unreadable));
    }

    public VotableEvent refusal(String why) {
        refused++;
        check();
        return new VotableEvent.RowRefused(
                current(), Problem.of(ProblemType.MALFORMED, "Row " + current() + ": " + why));
    }

    /** The unreadable cells of one row: an empty list until one is added. */
    public static List<UnreadableCell> with(List<UnreadableCell> unreadable, UnreadableCell cell) {
        List<UnreadableCell> more = unreadable.isEmpty() ? new ArrayList<>(2) : unreadable;
        more.add(cell);
        return more;
    }

    /** The number of the last row made, from 1. */
    public long current() {
        return read + refused;
    }

    public long read() {
        return read;
    }

    String inColumn(int index, String why) {
        return "column " + QuotedText.of(columns.at(index).name()) + ": " + why;
    }

    private void check() {
        if (current() > limits.rows()) {
            throw VotableLimits.exceeded("too many rows", limits.rows());
        }
    }
}
