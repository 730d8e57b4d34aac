package dev.voyage.tablewriter.fits;

import dev.voyage.tablewriter.ByteSink;
import dev.voyage.votable.table.Datatype;
import java.lang.reflect.Array;

/** Writes values other than text in the encoding that BINARY2 and FITS have in common. */
public final class BigEndian {

    private BigEndian() {}

    /** The number of values of its datatype in a cell; a pair is one complex value. */
    public static int count(Datatype datatype, Object cell) {
        int length = cell.getClass().isArray() ? Array.getLength(cell) : 1;
        return isComplex(datatype) ? length / 2 : length;
    }

    /** The size of this number of values. */
    public static int bytes(Datatype datatype, int count) {
        return switch (datatype) {
            case BIT -> (count + 7) / 8;
            case BOOLEAN, UNSIGNED_BYTE, CHAR -> count;
            case SHORT, UNICODE_CHAR -> count * 2;
            case INT, FLOAT -> count * 4;
            case LONG, DOUBLE, FLOAT_COMPLEX -> count * 8;
            case DOUBLE_COMPLEX -> count * 16;
        };
    }

    /**
     * @param unknown the byte for a missing boolean in an array
     */
    public static void write(Datatype datatype, Object cell, byte unknown, ByteSink out) {
        if (datatype == Datatype.BIT) {
            bits(cell, out);
            return;
        }
        boolean array = cell.getClass().isArray();
        int length = array ? Array.getLength(cell) : 1;
        for (int i = 0; i < length; i++) {
            value(array ? Array.get(cell, i) : cell, datatype, unknown, out);
        }
    }

    private static void value(Object value, Datatype datatype, byte unknown, ByteSink out) {
        if (value == null) {
            out.write(unknown);
        } else if (value instanceof Boolean is) {
            out.write(is ? 'T' : 'F');
        } else if (value instanceof Float number) {
            out.int32(Float.floatToIntBits(number));
        } else if (value instanceof Double number) {
            out.int64(Double.doubleToLongBits(number));
        } else if (datatype == Datatype.UNSIGNED_BYTE) {
            out.write(((Number) value).intValue());
        } else if (value instanceof Short number) {
            out.int16(number);
        } else if (value instanceof Integer number) {
            out.int32(number);
        } else {
            out.int64((Long) value);
        }
    }

    private static void bits(Object cell, ByteSink out) {
        boolean[] bits = cell instanceof Boolean one ? new boolean[] {one} : (boolean[]) cell;
        for (int i = 0; i < bits.length; i += 8) {
            int packed = 0;
            for (int b = i; b < Math.min(bits.length, i + 8); b++) {
                packed |= bits[b] ? 0x80 >>> (b - i) : 0;
            }
            out.write(packed);
        }
    }

    static boolean isComplex(Datatype datatype) {
        return datatype == Datatype.FLOAT_COMPLEX || datatype == Datatype.DOUBLE_COMPLEX;
    }
}
