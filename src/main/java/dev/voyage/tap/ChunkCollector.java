package dev.voyage.tap;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.event.ServiceDescriptor;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableVisitor;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import dev.voyage.votable.table.UnreadableCell;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Collects the rows of an answer by position, and refuses every answer that may not be the whole one: cut at a limit,
 * with unreadable rows, with rows of other positions, with several tables. The rows of a refused answer are not used.
 * Used by one stream.
 */
final class ChunkCollector implements VotableVisitor<Void> {

    /** The distance beyond the radius at which a row cannot belong to its position, with room for rounding. */
    private static final double FAR_ARCMIN = 1;

    private final List<SkyPosition> positions;
    private final double radiusDeg;
    private final TapTable table;
    private final List<List<Row>> rows;
    private final List<ServiceDescriptor> descriptors = new ArrayList<>();
    private Columns columns;
    private int target = -1;
    private int ra = -1;
    private int dec = -1;
    private int count;

    ChunkCollector(TapTable table, List<SkyPosition> positions, double radiusDeg) {
        this.table = table;
        this.positions = positions;
        this.radiusDeg = radiusDeg;
        this.rows = IntStream.range(0, positions.size())
                .mapToObj(i -> (List<Row>) new ArrayList<Row>())
                .toList();
    }

    @Override
    public Void start(VotableEvent.TableStart event) {
        Columns all = event.columns();
        target = all.named(ChunkQuery.TARGET)
                .orElseThrow(() -> doubtful("the answer has no column " + ChunkQuery.TARGET));
        var others = new ArrayList<Column>(all.all());
        others.remove(target);
        columns = new Columns(others);
        ra = columns.named(AdqlIdentifier.bare(table.columns().ra())).orElse(-1);
        dec = columns.named(AdqlIdentifier.bare(table.columns().dec())).orElse(-1);
        return null;
    }

    @Override
    public Void row(VotableEvent.RowRead event) {
        int index = index(event.row());
        Row own = without(event.row());
        refuseFar(index, own);
        rows.get(index).add(own);
        count++;
        if (count >= table.rows()) {
            throw cut("the answer has " + count + " rows, as many as an answer may have");
        }
        return null;
    }

    private int index(Row row) {
        String text = row.text(target).orElse("");
        int index = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
        if (index < 0 || index >= positions.size()) {
            throw doubtful("a row of the answer is of no position that was sent: " + QuotedText.of(text));
        }
        return index;
    }

    private void refuseFar(int index, Row own) {
        OptionalDouble lon = ra < 0 ? OptionalDouble.empty() : own.number(ra);
        OptionalDouble lat = dec < 0 ? OptionalDouble.empty() : own.number(dec);
        if (lon.isEmpty() || lat.isEmpty()) {
            return;
        }
        double raDeg = lon.getAsDouble();
        double decDeg = lat.getAsDouble();
        boolean isOnTheSky = raDeg >= 0 && raDeg < 360 && decDeg >= -90 && decDeg <= 90;
        if (isOnTheSky
                && positions.get(index).offsetArcmin(new SkyPosition(raDeg, decDeg)) > radiusDeg * 60 + FAR_ARCMIN) {
            throw doubtful("a row of the answer is at " + raDeg + " " + decDeg + ", far from its position");
        }
    }

    /** The row without the column that names its position. */
    private Row without(Row row) {
        var cells = new Object[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = row.cell(i < target ? i : i + 1);
        }
        List<UnreadableCell> unreadable = row.unreadable().stream()
                .filter(cell -> cell.column() != target)
                .map(cell -> cell.column() < target
                        ? cell
                        : new UnreadableCell(cell.column() - 1, cell.text(), cell.reason(), cell.blank()))
                .toList();
        return new Row(columns, cells, unreadable);
    }

    @Override
    public Void refused(VotableEvent.RowRefused event) {
        throw event.problem();
    }

    @Override
    public Void end(VotableEvent.TableEnd event) {
        return null;
    }

    @Override
    public Void skipped(VotableEvent.TableSkipped event) {
        throw doubtful("the answer has another table, " + QuotedText.of(event.name()));
    }

    @Override
    public Void overflow(VotableEvent.Overflow event) {
        throw cut("the answer is cut at a limit of the service");
    }

    @Override
    public Void info(VotableEvent.Info event) {
        return null;
    }

    @Override
    public Void descriptor(VotableEvent.Descriptor event) {
        descriptors.add(event.descriptor());
        return null;
    }

    /**
     * The answer, when its document has ended.
     *
     * @throws Problem {@code TOO_LARGE} if its number of rows, member {@code rows}, is one at which services cut without a word
     */
    ChunkAnswer answer() {
        if (columns == null) {
            throw doubtful("the answer has no table");
        }
        if (positions.size() > 1 && isRound(count)) {
            throw cut("the answer has exactly " + count + " rows, which may be a limit of the service")
                    .with("rows", count);
        }
        return new ChunkAnswer(columns, rows, List.copyOf(descriptors));
    }

    /** 1, 2 or 5 with two zeros or more behind it. */
    private static boolean isRound(int rows) {
        int rest = rows;
        while (rest >= 10 && rest % 10 == 0) {
            rest /= 10;
        }
        return rows >= 100 && (rest == 1 || rest == 2 || rest == 5);
    }

    private static Problem doubtful(String why) {
        return Problem.of(ProblemType.MALFORMED, why);
    }

    private static Problem cut(String why) {
        return Problem.of(ProblemType.TOO_LARGE, why);
    }
}
