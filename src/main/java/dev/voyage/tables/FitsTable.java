package dev.voyage.tables;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import java.util.List;
import java.util.stream.Stream;

/**
 * A FITS file with one binary table. Its header says how wide the widest text is, so the rows must
 * be gone through more than once: first to measure them, then to write them, and once more for
 * arrays of variable length, which lie behind the rows.
 *
 * @see <a href="https://fits.gsfc.nasa.gov/fits_standard.html">FITS 4.0, section 7.3</a>
 */
public final class FitsTable {

    private static final int MOST_COLUMNS = 999;

    /** Bytes in a block of the file. */
    static final int BLOCK = 2880;

    private final Table table;
    private final List<FitsColumn> columns;
    private long heap;
    private long written;

    /**
     * @throws Problem {@code NOT_ACCEPTABLE} where there are more columns than FITS can name
     */
    public FitsTable(Table table) {
        if (table.columns().size() > MOST_COLUMNS) {
            throw Problem.of(
                    Kind.NOT_ACCEPTABLE,
                    table.columns().size() + " columns; a table in FITS has at most " + MOST_COLUMNS);
        }
        this.table = table;
        this.columns = table.columns().stream().map(FitsColumn::new).toList();
    }

    /** To be done one behind the other, each over the same rows; together they are the file. */
    public List<TableWriter> passes() {
        Stream<TableWriter> always = Stream.of(new Measure(), new Rows());
        boolean hasHeap = columns.stream().anyMatch(FitsColumn::isInHeap);
        return Stream.concat(always, hasHeap ? Stream.of(new Heap()) : Stream.empty())
                .toList();
    }

    private boolean isWide() {
        return heap > Integer.MAX_VALUE;
    }

    private void fillBlock(Bytes out) {
        out.times((int) ((BLOCK - written % BLOCK) % BLOCK), 0);
    }

    /** Writes nothing. */
    private final class Measure implements TableWriter {

        @Override
        public void begin(Bytes out) {
            heap = 0;
        }

        @Override
        public void row(Object[] cells, Bytes out) {
            for (int i = 0; i < cells.length; i++) {
                columns.get(i).see(cells[i]);
                heap += columns.get(i).heapBytes(cells[i]);
            }
        }

        @Override
        public void end(Bytes out) {
            // now the columns know their forms
        }
    }

    private final class Rows implements TableWriter {

        private long place;

        @Override
        public void begin(Bytes out) {
            FitsHead.write(table, columns, heap, isWide(), out);
        }

        @Override
        public void row(Object[] cells, Bytes out) {
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

        private void describe(int count, Bytes out) {
            if (isWide()) {
                out.int64(count);
                out.int64(place);
            } else {
                out.int32(count);
                out.int32((int) place);
            }
        }

        @Override
        public void end(Bytes out) {
            if (columns.stream().noneMatch(FitsColumn::isInHeap)) {
                fillBlock(out);
            }
        }
    }

    private final class Heap implements TableWriter {

        @Override
        public void begin(Bytes out) {
            // right behind the rows
        }

        @Override
        public void row(Object[] cells, Bytes out) {
            int before = out.size();
            for (int i = 0; i < cells.length; i++) {
                if (columns.get(i).isInHeap()) {
                    columns.get(i).write(cells[i], out);
                }
            }
            written += out.size() - before;
        }

        @Override
        public void end(Bytes out) {
            fillBlock(out);
        }
    }
}
