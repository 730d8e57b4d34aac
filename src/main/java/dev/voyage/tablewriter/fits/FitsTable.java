package dev.voyage.tablewriter.fits;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.tablewriter.ByteSink;
import dev.voyage.tablewriter.TableMetadata;
import dev.voyage.tablewriter.TableWriter;
import java.util.List;
import java.util.stream.Stream;

/**
 * A FITS file with one binary table. Its header contains the width of the widest text, so several passes over the rows
 * are needed: first to measure them, then to write them, and once more for arrays of variable length, which are stored
 * behind the rows.
 *
 * @see <a href="https://fits.gsfc.nasa.gov/fits_standard.html">FITS 4.0, section 7.3</a>
 */
public final class FitsTable {

    private static final int MOST_COLUMNS = 999;

    /** Bytes in a block of the file. */
    static final int BLOCK = 2880;

    private final TableMetadata table;
    private final List<FitsColumn> columns;
    private long heap;
    private long written;

    /**
     * @throws Problem {@code NOT_ACCEPTABLE} when there are more columns than FITS can name
     */
    public FitsTable(TableMetadata table) {
        if (table.columns().size() > MOST_COLUMNS) {
            throw Problem.of(
                    ProblemType.NOT_ACCEPTABLE,
                    table.columns().size() + " columns; a table in FITS has at most " + MOST_COLUMNS);
        }
        this.table = table;
        this.columns = table.columns().stream().map(FitsColumn::new).toList();
    }

    /** The passes, to be run in order, each over the same rows; together they produce the file. */
    public List<TableWriter> passes() {
        Stream<TableWriter> always = Stream.of(new Measure(), new Rows());
        boolean hasHeap = columns.stream().anyMatch(FitsColumn::isInHeap);
        return Stream.concat(always, hasHeap ? Stream.of(new Heap()) : Stream.empty())
                .toList();
    }

    private boolean isWide() {
        return heap > Integer.MAX_VALUE;
    }

    private void fillBlock(ByteSink out) {
        out.times((int) ((BLOCK - written % BLOCK) % BLOCK), 0);
    }

    /** Writes nothing. */
    private final class Measure implements TableWriter {

        @Override
        public void begin(ByteSink out) {
            heap = 0;
        }

        @Override
        public void row(Object[] cells, ByteSink out) {
            for (int i = 0; i < cells.length; i++) {
                columns.get(i).see(cells[i]);
                heap += columns.get(i).heapBytes(cells[i]);
            }
        }

        @Override
        public void end(ByteSink out) {
            // from here on the columns know their forms
        }
    }

    private final class Rows implements TableWriter {

        private long place;

        @Override
        public void begin(ByteSink out) {
            FitsHead.write(table, columns, heap, isWide(), out);
        }

        @Override
        public void row(Object[] cells, ByteSink out) {
            int before = out.size();
            for (int i = 0; i < cells.length; i++) {
                FitsColumn column = columns.get(i);
                if (column.isInHeap()) {
                    describe(column.count(cells[i]), out);
                    place += column.heapBytes(cells[i]);
                } else {
                    column.write(cells[i], out);
                }
            }
            written += out.size() - before;
        }

        private void describe(int count, ByteSink out) {
            if (isWide()) {
                out.int64(count);
                out.int64(place);
            } else {
                out.int32(count);
                out.int32((int) place);
            }
        }

        @Override
        public void end(ByteSink out) {
            if (columns.stream().noneMatch(FitsColumn::isInHeap)) {
                fillBlock(out);
            }
        }
    }

    private final class Heap implements TableWriter {

        @Override
        public void begin(ByteSink out) {
            // directly behind the rows
        }

        @Override
        public void row(Object[] cells, ByteSink out) {
            int before = out.size();
            for (int i = 0; i < cells.length; i++) {
                if (columns.get(i).isInHeap()) {
                    columns.get(i).write(cells[i], out);
                }
            }
            written += out.size() - before;
        }

        @Override
        public void end(ByteSink out) {
            fillBlock(out);
        }
    }
}
