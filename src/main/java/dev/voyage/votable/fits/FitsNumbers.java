package dev.voyage.votable.fits;

import dev.voyage.votable.rows.BadCellException;
import dev.voyage.votable.rows.BinaryCell;
import dev.voyage.votable.table.Datatype;
import java.lang.reflect.Array;

/** Converts numbers of a BINTABLE to the datatype of a FIELD, when they fit. */
final class FitsNumbers {

    private FitsNumbers() {}

    static long integer(Datatype stored, byte[] b, int at) {
        return switch (stored) {
            case UNSIGNED_BYTE -> b[at] & 0xff;
            case SHORT -> (short) BinaryCell.SHORT.get(b, at);
            case INT -> (int) BinaryCell.INT.get(b, at);
            default -> (long) BinaryCell.LONG.get(b, at);
        };
    }

    static double real(Datatype stored, byte[] b, int at) {
        return stored == Datatype.FLOAT ? (float) BinaryCell.FLOAT.get(b, at) : (double) BinaryCell.DOUBLE.get(b, at);
    }

    static Object as(Datatype wanted, long value) {
        return switch (wanted) {
            case UNSIGNED_BYTE -> (short) fit(value, 0, 255, wanted);
            case SHORT -> (short) fit(value, Short.MIN_VALUE, Short.MAX_VALUE, wanted);
            case INT -> (int) fit(value, Integer.MIN_VALUE, Integer.MAX_VALUE, wanted);
            case LONG -> value;
            case FLOAT -> (float) value;
            default -> (double) value;
        };
    }

    static Object as(Datatype wanted, double value) {
        if (wanted == Datatype.FLOAT) {
            return (float) value;
        }
        if (wanted == Datatype.DOUBLE) {
            return value;
        }
        if (value != Math.rint(value) || Math.abs(value) > Long.MAX_VALUE) {
            throw BadCellException.of("" + value, value + " is not " + wanted.written());
        }
        return as(wanted, (long) value);
    }

    private static long fit(long value, long min, long max, Datatype wanted) {
        if (value < min || value > max) {
            throw BadCellException.of("" + value, value + " is not " + wanted.written());
        }
        return value;
    }

    static Object array(Datatype wanted, int count) {
        Class<?> component =
                switch (wanted) {
                    case UNSIGNED_BYTE, SHORT -> short.class;
                    case INT -> int.class;
                    case LONG -> long.class;
                    case FLOAT -> float.class;
                    default -> double.class;
                };
        return Array.newInstance(component, count);
    }

    static void set(Object array, int index, Object number) {
        Array.set(array, index, number);
    }
}
