package dev.voyage.votable;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;

/** Rows in BINARY and in BINARY2, which puts a bitmap of the missing cells before each row. */
final class BinaryRows implements RowDecoder {

    private static final int LENGTH_BYTES = 4;

    private final RowCount count;
    private final BinaryCell[] cells;
    private final int bitmap;
    private final boolean fixed;
    private final ByteQueue queue = new ByteQueue();
    // how far the row at hand is measured: so many columns take so many bytes
    private int measured;
    private long length;

    BinaryRows(RowCount count, boolean withBitmap) {
        this.count = count;
        this.cells = count.columns().all().stream().map(BinaryCell::new).toArray(BinaryCell[]::new);
        this.bitmap = withBitmap ? (cells.length + 7) / 8 : 0;
        boolean open = false;
        for (BinaryCell cell : cells) {
            open |= cell.shape().variable();
        }
        this.fixed = !open;
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

    /**
     * Goes on where it stopped when the bytes ended: each length is read once, not again a buffer.
     */
    private boolean measure() {
        while (measured < cells.length) {
            BinaryCell cell = cells[measured];
            if (cell.shape().variable()) {
                if (queue.size() < length + LENGTH_BYTES) {
                    return false;
                }
                int values = lengthAt(queue.start() + (int) length);
                if (values < 0) {
                    throw malformed(
                            "row " + (count.current() + 1) + ", " + count.inColumn(measured, "the length " + values));
                }
                length += LENGTH_BYTES + cell.bytes(values);
            } else {
                length += cell.bytes(cell.shape().count());
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
        int column = 0;
        try {
            for (; column < cells.length; column++) {
                BinaryCell cell = cells[column];
                int values = cell.shape().count();
                if (cell.shape().variable()) {
                    values = lengthAt(at);
                    at += LENGTH_BYTES;
                }
                row[column] = isMissing(column) ? null : cell.read(bytes, at, values);
                at += (int) cell.bytes(values);
            }
        } catch (BadCell notOfItsType) {
            return count.refusal(count.inColumn(column, notOfItsType.getMessage()));
        }
        return count.row(row);
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

    private static Problem malformed(String why) {
        return Problem.of(Kind.MALFORMED, "The binary table cannot be read: " + why);
    }
}
