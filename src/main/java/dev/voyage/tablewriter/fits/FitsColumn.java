package dev.voyage.tablewriter.fits;

import dev.voyage.tablewriter.ByteSink;
import dev.voyage.tablewriter.TextArrays;
import dev.voyage.votable.table.ArrayShape;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Optional;

/**
 * One column of a binary table: its form is known after it has seen every cell (FITS 4.0, section 7.3).
 *
 * <p>A missing number is NaN or TNULL, a missing boolean 0; bits become booleans, since they cannot be missing nor, for
 * many readers, be in the heap, except if each cell has a fixed number of them; an unsigned byte that may be missing
 * becomes a short.
 */
final class FitsColumn {

    private final Column column;
    private final ArrayShape shape;
    private final FitsNullFinder missing;
    private boolean incomplete;
    private int longest;

    FitsColumn(Column column) {
        this.column = column;
        this.shape = ArrayShape.of(column);
        this.missing = new FitsNullFinder(column);
    }

    Column column() {
        return column;
    }

    /** Whether its values are stored behind the rows, in the heap. */
    boolean isInHeap() {
        return shape.variable() && !isText();
    }

    private boolean isText() {
        return column.datatype().isText();
    }

    /** Must be called with every cell before any other method. */
    void see(Object cell) {
        incomplete |= cell == null;
        if (cell instanceof String text) {
            longest = Math.max(longest, FitsText.ascii(text).length);
        } else if (cell instanceof String[] texts) {
            longest = Math.max(longest, texts.length);
        } else if (cell != null) {
            longest = Math.max(longest, BigEndian.count(column.datatype(), cell));
            missing.see(cell);
        }
    }

    /** The datatype that it is written as. */
    private Datatype written() {
        Datatype datatype = column.datatype();
        if (datatype == Datatype.BIT && (shape.single() || shape.variable())) {
            return Datatype.BOOLEAN;
        }
        return datatype == Datatype.UNSIGNED_BYTE && incomplete && !isInHeap() ? Datatype.SHORT : datatype;
    }

    private int texts() {
        return shape.variable() ? longest : shape.count() / shape.width();
    }

    /** The repeat count: characters of a text column, else values. */
    private int repeat() {
        if (!isText()) {
            return shape.count();
        }
        return Math.max(1, shape.single() ? longest : texts() * shape.width());
    }

    /** TFORM. */
    String form(boolean wideHeap) {
        char letter =
                switch (written()) {
                    case BOOLEAN -> 'L';
                    case BIT -> 'X';
                    case UNSIGNED_BYTE -> 'B';
                    case SHORT -> 'I';
                    case INT -> 'J';
                    case LONG -> 'K';
                    case CHAR, UNICODE_CHAR -> 'A';
                    case FLOAT -> 'E';
                    case DOUBLE -> 'D';
                    case FLOAT_COMPLEX -> 'C';
                    case DOUBLE_COMPLEX -> 'M';
                };
        return isInHeap() ? (wideHeap ? "1Q" : "1P") + letter + "(" + longest + ")" : "" + repeat() + letter;
    }

    /** TDIM, if the cells have more than one dimension. */
    Optional<String> dimensions() {
        if (isText()) {
            return shape.single() ? Optional.empty() : Optional.of("(" + shape.width() + "," + texts() + ")");
        }
        boolean one = shape.variable() || column.arraysize().indexOf('x') < 0;
        return one ? Optional.empty() : Optional.of("(" + column.arraysize().replace('x', ',') + ")");
    }

    /** TNULL, if it is needed. */
    Optional<Long> nullValue() {
        boolean integer =
                switch (written()) {
                    case UNSIGNED_BYTE, SHORT, INT, LONG -> true;
                    default -> false;
                };
        return integer && incomplete && !isInHeap() ? Optional.of(missing.value(written())) : Optional.empty();
    }

    /** The number of bytes per row. */
    int bytes(boolean wideHeap) {
        if (isInHeap()) {
            return wideHeap ? 16 : 8;
        }
        return isText() ? repeat() : BigEndian.bytes(written(), repeat());
    }

    /** The number of bytes of a cell in the heap. */
    int heapBytes(Object cell) {
        return isInHeap() && cell != null ? BigEndian.bytes(written(), count(cell)) : 0;
    }

    /** The number of values in the heap. */
    int count(Object cell) {
        return cell == null ? 0 : BigEndian.count(column.datatype(), cell);
    }

    /** Writes the values of a cell, in the row or in the heap. */
    void write(Object cell, ByteSink out) {
        if (isText()) {
            String text = cell instanceof String[] texts ? TextArrays.run(texts, shape.width()) : (String) cell;
            out.writeBytes(Arrays.copyOf(text == null ? new byte[0] : FitsText.ascii(text), repeat()));
        } else if (cell != null && column.datatype() == Datatype.UNSIGNED_BYTE && written() == Datatype.SHORT) {
            BigEndian.write(Datatype.SHORT, cell, (byte) 0, out);
        } else if (cell != null) {
            BigEndian.write(written(), cell, (byte) 0, out);
        } else if (!isInHeap()) {
            writeMissing(out);
        }
    }

    private void writeMissing(ByteSink out) {
        Datatype datatype = written();
        int values = repeat() * (BigEndian.isComplex(datatype) ? 2 : 1);
        switch (datatype) {
            case FLOAT, FLOAT_COMPLEX -> BigEndian.write(Datatype.FLOAT, filled(new float[values]), (byte) 0, out);
            case DOUBLE, DOUBLE_COMPLEX -> BigEndian.write(Datatype.DOUBLE, filled(new double[values]), (byte) 0, out);
            case SHORT, INT, LONG -> {
                for (int i = 0; i < values; i++) {
                    out.writeBytes(missing.bytes(datatype));
                }
            }
            default -> out.times(BigEndian.bytes(datatype, values), 0);
        }
    }

    private static Object filled(Object array) {
        for (int i = 0; i < Array.getLength(array); i++) {
            if (array instanceof float[] floats) {
                floats[i] = Float.NaN;
            } else {
                ((double[]) array)[i] = Double.NaN;
            }
        }
        return array;
    }
}
