package dev.voyage.votable;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.event.ServiceDescriptor;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableVisitor;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Collects the rows of an answer by position, and refuses every answer that may not be the whole one: cut at a limit,
 * with unreadable rows, with several tables. The rows of a refused answer are not used. Used by one stream.
 */
public abstract class WholeAnswer implements VotableVisitor<Void> {

    private final int most;
    private final List<List<Row>> rows;
    private final List<ServiceDescriptor> descriptors = new ArrayList<>();
    private Columns columns;
    private int count;

    /**
     * @param positions their number
     * @param most the number of rows at which an answer counts as cut
     */
    protected WholeAnswer(int positions, int most) {
        this.most = most;
        this.rows = IntStream.range(0, positions)
                .mapToObj(i -> (List<Row>) new ArrayList<Row>())
                .toList();
    }

    /** The columns of the rows that are kept. */
    protected abstract Columns begin(Columns found);

    /** Keeps a row by {@link #keep} for each of its positions, or refuses the answer. */
    protected abstract void divide(Row row);

    /** The positions, by index, of which it is not certain that all their rows were kept. */
    protected abstract Set<Integer> undecided();

    protected final void keep(int position, Row row) {
        rows.get(position).add(row);
    }

    protected final Columns columns() {
        return columns;
    }

    @Override
    public final Void start(VotableEvent.TableStart event) {
        columns = begin(event.columns());
        return null;
    }

    @Override
    public final Void row(VotableEvent.RowRead event) {
        divide(event.row());
        count++;
        if (count >= most) {
            throw cut("the answer has " + count + " rows, as many as an answer may have");
        }
        return null;
    }

    @Override
    public final Void refused(VotableEvent.RowRefused event) {
        throw event.problem();
    }

    @Override
    public final Void end(VotableEvent.TableEnd event) {
        return null;
    }

    @Override
    public final Void skipped(VotableEvent.TableSkipped event) {
        throw doubtful("the answer has another table, " + QuotedText.of(event.name()));
    }

    @Override
    public final Void overflow(VotableEvent.Overflow event) {
        throw cut("the answer is cut at a limit of the service");
    }

    @Override
    public final Void info(VotableEvent.Info event) {
        return null;
    }

    @Override
    public final Void descriptor(VotableEvent.Descriptor event) {
        descriptors.add(event.descriptor());
        return null;
    }

    /**
     * Reads a document to its end. To be called once.
     *
     * @return the answer; fails with {@code MALFORMED} if it is not one, with {@code TOO_LARGE} if it is cut at a limit, or if its
     *     number of rows, member {@code rows}, is one at which services cut without a word
     */
    public final Uni<DividedRows> of(Multi<VotableEvent> document) {
        Consumer<VotableEvent> take = event -> event.accept(this);
        return document.onItem().invoke(take).onItem().ignoreAsUni().map(ended -> whole());
    }

    private DividedRows whole() {
        if (columns == null) {
            throw doubtful("the answer has no table");
        }
        if (rows.size() > 1 && isRound(count)) {
            throw cut("the answer has exactly " + count + " rows, which may be a limit of the service")
                    .with("rows", count);
        }
        return new DividedRows(columns, rows, List.copyOf(descriptors), Set.copyOf(undecided()));
    }

    /** 1, 2 or 5 with two zeros or more behind it. */
    private static boolean isRound(int rows) {
        int rest = rows;
        while (rest >= 10 && rest % 10 == 0) {
            rest /= 10;
        }
        return rows >= 100 && (rest == 1 || rest == 2 || rest == 5);
    }

    protected static Problem doubtful(String why) {
        return Problem.of(ProblemType.MALFORMED, why);
    }

    private static Problem cut(String why) {
        return Problem.of(ProblemType.TOO_LARGE, why);
    }
}
