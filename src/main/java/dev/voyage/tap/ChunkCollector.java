package dev.voyage.tap;

import dev.voyage.problem.QuotedText;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.WholeAnswer;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import dev.voyage.votable.table.UnreadableCell;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Divides the rows of an answer by the column that names their position; refuses one with rows of other positions. */
final class ChunkCollector extends WholeAnswer {

    /** The distance beyond the radius at which a row cannot belong to its position, with room for rounding. */
    private static final double FAR_ARCMIN = 1;

    private final List<SkyPosition> positions;
    private final double radiusDeg;
    private final TapTable table;
    private int target = -1;
    private int ra = -1;
    private int dec = -1;

    ChunkCollector(TapTable table, List<SkyPosition> positions, double radiusDeg) {
        super(positions.size(), table.rows());
        this.table = table;
        this.positions = positions;
        this.radiusDeg = radiusDeg;
    }

    @Override
    protected Columns begin(Columns all) {
        target = all.named(ChunkQuery.TARGET)
                .orElseThrow(() -> doubtful("the answer has no column " + ChunkQuery.TARGET));
        var others = new ArrayList<Column>(all.all());
        others.remove(target);
        var columns = new Columns(others);
        ra = columns.named(AdqlIdentifier.bare(table.columns().ra())).orElse(-1);
        dec = columns.named(AdqlIdentifier.bare(table.columns().dec())).orElse(-1);
        return columns;
    }

    @Override
    protected void divide(Row row) {
        int index = index(row);
        Row own = without(row);
        refuseFar(index, own);
        keep(index, own);
    }

    /** None: each row names its position. */
    @Override
    protected Set<Integer> undecided() {
        return Set.of();
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
        var cells = new Object[columns().size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = row.cell(i < target ? i : i + 1);
        }
        List<UnreadableCell> unreadable = row.unreadable().stream()
                .filter(cell -> cell.column() != target)
                .map(cell -> cell.column() < target
                        ? cell
                        : new UnreadableCell(cell.column() - 1, cell.text(), cell.reason(), cell.blank()))
                .toList();
        return new Row(columns(), cells, unreadable);
    }
}
