package dev.voyage.votable.rows;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.decode.ByteQueue;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.table.ArrayShape;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.UnreadableCell;
import java.util.List;

/** Rows in BINARY and in BINARY2, which has a bitmap of the missing cells before each row. */
public final class BinaryRows implements RowDecoder {

    private static final int LENGTH_BYTES = 4;

    private final RowNumbering count;
    private final BinaryCell[] cells;
    private final int bitmap;
    private final boolean fixed;
    private final String doubt;
    private final ByteQueue queue = new ByteQueue();
    // how far the current row is measured: this number of columns takes this number of bytes
    private int measured;
    private long length;

    public BinaryRows(RowNumbering count, boolean withBitmap) {
        this.count = count;
        this.cells = count.columns().all().stream().map(BinaryCell::new).toArray(BinaryCell[]::new);
        this.bitmap = withBitmap ? (cells.length + 7) / 8 : 0;
        boolean open = false;
        for (BinaryCell cell : cells) {
            open |= cell.shape().variable();
        }
        this.fixed = !open;
        this.doubt = doubt(count.columns());
        length = bitmap;
    }

    @Override
    public void feed(byte[] from, int offset, int count) {
        queue.add(from, offset, count);
    }

    @Override
    public VotableEvent next() {
        if (queue.size() == 0 || !measure() || queue.size() < length) {
            return null;
        }
        if (length == 0) {
            throw malformed("its rows take no bytes, and yet there are some");
        }
        VotableEvent row = decode();
        queue.skip((int) length);
        if (!fixed) {
            measured = 0;
            length = bitmap;
        }
        return row;
    }

    /** Continues where it stopped when the bytes ended: each length is read once, not again for each buffer. */
    private boolean measure() {
        while (measured < cells.length) {
            BinaryCell cell = cells[measured];
            if (cell.shape().variable()) {
                if (queue.size() < length + LENGTH_BYTES) {
                    return false;
                }
                int values = lengthAt(queue.start() + (int) length);
                if (values < 0 || !cell.allows(values)) {
                    throw malformed(
                            "row " + (count.current() + 1) + ", " + count.inColumn(measured, "the length " + values));
                }
                length += LENGTH_BYTES + cell.bytes(values);
            } else {
                length += cell.bytes(cell.shape().count());
            }
            if (length > count.limits().rowBytes() && !doubt.isEmpty()) {
                throw malformed("row " + (count.current() + 1) + " has more than "
                        + count.limits().rowBytes() + " bytes");
            }
            if (length > count.limits().rowBytes()) {
                throw VotableLimits.exceeded("too long a row", count.limits().rowBytes());
            }
            measured++;
        }
        return true;
    }

    private VotableEvent decode() {
        byte[] bytes = queue.bytes();
        int at = queue.start() + bitmap;
        Object[] row = new Object[cells.length];
        List<UnreadableCell> unreadable = List.of();
        for (int column = 0; column < cells.length; column++) {
            BinaryCell cell = cells[column];
            int values = cell.shape().count();
            if (cell.shape().variable()) {
                values = lengthAt(at);
                at += LENGTH_BYTES;
            }
            try {
                row[column] = isMissing(column) ? null : cell.read(bytes, at, values);
            } catch (BadCellException notOfItsType) {
                unreadable = RowNumbering.with(unreadable, notOfItsType.at(column));
            }
            at += (int) cell.bytes(values);
        }
        return count.row(row, unreadable);
    }

    private boolean isMissing(int column) {
        return bitmap > 0 && (queue.bytes()[queue.start() + column / 8] & (0x80 >> (column % 8))) != 0;
    }

    private int lengthAt(int at) {
        return (int) BinaryCell.INT.get(queue.bytes(), at);
    }

    @Override
    public void end() {
        if (queue.size() > 0) {
            throw malformed("it ends inside row " + (count.current() + 1));
        }
    }

    /** Writers disagree on the length of an array with several dimensions, the last of them open. */
    private static String doubt(Columns columns) {
        return columns.all().stream()
                .filter(column -> column.arraysize().indexOf('x') >= 0
                        && ArrayShape.of(column).variable())
                .findFirst()
                .map(column -> "; the column " + QuotedText.of(column.name()) + " has arraysize "
                        + QuotedText.of(column.arraysize())
                        + ", whose length is counted in values by the standard (VOTable 1.5, section 5.4) and in rows"
                        + " by some writers, as astropy: ask for TABLEDATA instead")
                .orElse("");
    }

    private Problem malformed(String why) {
        return Problem.of(ProblemType.MALFORMED, "The binary table cannot be read: " + why + doubt);
    }
}
