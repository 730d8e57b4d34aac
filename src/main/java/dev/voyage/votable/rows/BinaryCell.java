package dev.voyage.votable.rows;

import dev.voyage.votable.table.ArrayShape;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads the cells of one column from BINARY, BINARY2 or FITS bytes (VOTable 1.5, section 5.4). */
public final class BinaryCell {

    public static final VarHandle SHORT = view(short[].class);
    public static final VarHandle INT = view(int[].class);
    public static final VarHandle LONG = view(long[].class);
    public static final VarHandle FLOAT = view(float[].class);
    public static final VarHandle DOUBLE = view(double[].class);

    private final Datatype datatype;
    private final ArrayShape shape;
    private final NullValue missing;

    public BinaryCell(Column column) {
        this.datatype = column.datatype();
        this.shape = ArrayShape.of(column);
        this.missing = new NullValue(column);
    }

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
    }

    ArrayShape shape() {
        return shape;
    }

    /** Whether a cell may have this number of values; texts may be shorter than their width. */
    boolean allows(int values) {
        return datatype.isText() || !shape.variable() || shape.allows(values);
    }

    /** The number of bytes that this number of values takes. */
    public long bytes(long values) {
        return switch (datatype) {
            case BIT -> (values + 7) / 8;
            case BOOLEAN, UNSIGNED_BYTE, CHAR -> values;
            case SHORT, UNICODE_CHAR -> 2 * values;
            case INT, FLOAT -> 4 * values;
            case LONG, DOUBLE, FLOAT_COMPLEX -> 8 * values;
            case DOUBLE_COMPLEX -> 16 * values;
        };
    }

    /** Null for a missing value or an array without values; fails with {@link BadCellException}. */
    public Object read(byte[] b, int at, int count) {
        if (count == 0) {
            return null;
        }
        if (datatype.isText()) {
            return text(b, at, count);
        }
        if (!shape.single()) {
            return array(b, at, count);
        }
        return switch (datatype) {
            case BOOLEAN -> Booleans.decode(b[at]);
            case BIT -> b[at] != 0; // astropy writes true as 0x08, the standard as 0x80
            case UNSIGNED_BYTE -> integer((short) (b[at] & 0xff));
            case SHORT -> integer((short) SHORT.get(b, at));
            case INT -> {
                int value = (int) INT.get(b, at);
                yield missing.is((long) value) ? null : (Object) value;
            }
            case LONG -> {
                long value = (long) LONG.get(b, at);
                yield missing.is(value) ? null : (Object) value;
            }
            case FLOAT -> {
                float value = (float) FLOAT.get(b, at);
                yield Float.isNaN(value) || missing.is((double) value) ? null : (Object) value;
            }
            case DOUBLE -> {
                double value = (double) DOUBLE.get(b, at);
                yield Double.isNaN(value) || missing.is(value) ? null : (Object) value;
            }
            case FLOAT_COMPLEX, DOUBLE_COMPLEX, CHAR, UNICODE_CHAR -> array(b, at, count);
        };
    }

    private Object integer(short value) {
        return missing.is((long) value) ? null : (Object) value;
    }

    private Object text(byte[] b, int at, int count) {
        String run = datatype == Datatype.CHAR
                ? TextLayout.ofBytes(b, at, count)
                : new String(b, at, 2 * count, StandardCharsets.UTF_16BE);
        if (!shape.single()) {
            return run.isEmpty() ? null : texts(run, b, at, count);
        }
        String text = TextLayout.ended(run);
        return text == null || missing.is(text) ? null : text;
    }

    /** The width of a text counts bytes, which are not characters in UTF-8. */
    private String[] texts(String run, byte[] b, int at, int count) {
        if (datatype == Datatype.UNICODE_CHAR || run.length() == count) {
            return TextLayout.split(run, shape);
        }
        String bytes = new String(b, at, count, StandardCharsets.ISO_8859_1);
        String[] texts = TextLayout.split(bytes, shape);
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] != null) {
                byte[] latin = texts[i].getBytes(StandardCharsets.ISO_8859_1);
                texts[i] = TextLayout.ofBytes(latin, 0, latin.length);
            }
        }
        return texts;
    }

    private Object array(byte[] b, int at, int count) {
        return switch (datatype) {
            case BOOLEAN -> BinaryArrays.booleans(b, at, count);
            case BIT -> BinaryArrays.bits(b, at, count);
            case UNSIGNED_BYTE -> BinaryArrays.octets(b, at, count);
            case SHORT -> BinaryArrays.shorts(b, at, count);
            case INT -> BinaryArrays.ints(b, at, count);
            case LONG -> BinaryArrays.longs(b, at, count);
            case FLOAT -> BinaryArrays.floats(b, at, count);
            case FLOAT_COMPLEX -> BinaryArrays.floats(b, at, 2 * count);
            case DOUBLE -> BinaryArrays.doubles(b, at, count);
            case DOUBLE_COMPLEX -> BinaryArrays.doubles(b, at, 2 * count);
            case CHAR, UNICODE_CHAR -> throw new IllegalStateException(datatype.written());
        };
    }
}
