package dev.voyage.preview.fits;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of a binary table, read in pieces. */
public final class TableReader {

    private static final int PIECE = 64 << 10;
    private static final int MOST_ROW = 4 << 20;

    private final FitsSource source;
    private final HeaderUnit unit;
    private final List<TableColumn> columns;
    private final long rows;
    private final int rowBytes;

    /** @throws Problem {@code NO_PREVIEW} for a compressed table, and for rows beyond the bound */
    public TableReader(FitsSource source, HeaderUnit unit) {
        this.source = source;
        this.unit = unit;
        if (unit.flag("ZTABLE")) {
            throw FitsFault.of(unit.name() + " is a compressed table, which is not read here");
        }
        columns = TableColumn.of(unit);
        rows = unit.axes().get(1);
        if (unit.axes().get(0) > MOST_ROW) {
            throw FitsFault.of(unit.name() + " has rows of more than " + MOST_ROW + " bytes");
        }
        rowBytes = Math.toIntExact(unit.axes().get(0));
    }

    /** A numeric column. */
    public static final class Column {

        private final TableColumn column;

        private Column(TableColumn column) {
            this.column = column;
        }

        public String name() {
            return column.name();
        }

        /** Its {@code TUNIT}; empty if it has none. */
        public String unit() {
            return column.unit();
        }

        /** Whether its values are whole numbers. */
        public boolean isWhole() {
            return column.numbers().isWhole();
        }

        /** Whether each cell has one value. */
        public boolean isScalar() {
            return column.repeat() == 1;
        }
    }

    /** Receives the cells of one row. */
    public interface RowSink {

        /**
         * @param row from 0
         * @param cells the values of each column, NaN where there is none; not to be kept
         */
        void row(long row, double[][] cells);
    }

    public long rows() {
        return rows;
    }

    /** The first of these that is a numeric column of the table. */
    public Optional<Column> first(List<String> names) {
        return names.stream()
                .flatMap(name -> columns.stream()
                        .filter(it -> it.isNumeric() && it.name().equalsIgnoreCase(name)))
                .findFirst()
                .map(Column::new);
    }

    /** The first numeric column. */
    public Optional<Column> first() {
        return columns.stream().filter(TableColumn::isNumeric).findFirst().map(Column::new);
    }

    /**
     * The column of this name, in any case.
     *
     * @throws Problem {@code BAD_PARAMETER} if there is none, or it has no numbers
     */
    public Column column(String name) {
        TableColumn found = TileQuantization.column(columns, name)
                .orElseThrow(() -> Problem.badParameter(
                        "column",
                        unit.name() + " has no column " + QuotedText.of(name) + "; numeric ones are "
                                + columns.stream()
                                        .filter(TableColumn::isNumeric)
                                        .map(TableColumn::name)
                                        .limit(50)
                                        .collect(Collectors.joining(", "))));
        if (!found.isNumeric()) {
            throw Problem.badParameter(
                    "column",
                    "column " + found.name() + " has the form " + found.form() + ", not numbers of a fixed count");
        }
        return new Column(found);
    }

    /** Reads all rows. */
    public void read(List<Column> wanted, RowSink sink) throws IOException {
        if (rowBytes == 0) {
            return;
        }
        double[][] cells = new double[wanted.size()][];
        for (int at = 0; at < cells.length; at++) {
            cells[at] = new double[Math.toIntExact(wanted.get(at).column.repeat())];
        }
        int piece = Math.max(1, PIECE / rowBytes);
        byte[] bytes = new byte[piece * rowBytes];
        source.seek(unit.dataStart());
        for (long row = 0; row < rows; row += piece) {
            int count = (int) Math.min(piece, rows - row);
            source.read(bytes, 0, count * rowBytes);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            for (int at = 0; at < count; at++) {
                for (int column = 0; column < cells.length; column++) {
                    TableColumn of = wanted.get(column).column;
                    buffer.position(at * rowBytes + (int) of.offset());
                    for (int element = 0; element < cells[column].length; element++) {
                        cells[column][element] = of.numbers().read(buffer);
                    }
                }
                sink.row(row + at, cells);
            }
        }
    }
}
