package dev.voyage.preview.fits;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column of a binary table.
 *
 * @param number from 1
 * @param form the {@code TFORM}
 * @param type its letter
 * @param repeat elements in a cell
 * @param offset of its first byte in a row
 * @param numbers decodes an element; null if it is no number
 */
record TableColumn(
        int number, String name, String unit, String form, char type, long repeat, long offset, NumberDecoder numbers) {

    private static final Pattern FORM = Pattern.compile("(\\d{0,10})([LXBIJKAEDCMPQ])(.*)");
    private static final int MOST = 999;

    /** All columns of a table. */
    static List<TableColumn> of(HeaderUnit unit) {
        long count = unit.natural("TFIELDS", -1);
        if (count > MOST) {
            throw unit.wrong("TFIELDS", "more than " + MOST);
        }
        var columns = new ArrayList<TableColumn>();
        long offset = 0;
        for (int number = 1; number <= count; number++) {
            String form = unit.text("TFORM" + number, "");
            Matcher parts = FORM.matcher(form);
            if (!parts.matches()) {
                throw unit.wrong("TFORM" + number, "no form of a column");
            }
            long repeat = parts.group(1).isEmpty() ? 1 : Long.parseLong(parts.group(1));
            char type = parts.group(2).charAt(0);
            columns.add(new TableColumn(
                    number,
                    unit.text("TTYPE" + number, "column " + number),
                    unit.text("TUNIT" + number, ""),
                    form,
                    type,
                    repeat,
                    offset,
                    numbers(unit, number, type)));
            offset += bytes(type, repeat);
        }
        if (offset > unit.axes().get(0)) {
            throw FitsFault.of(unit.name() + " has columns of " + offset + " bytes in rows of "
                    + unit.axes().get(0));
        }
        return columns;
    }

    private static NumberDecoder numbers(HeaderUnit unit, int number, char type) {
        int bitpix =
                switch (type) {
                    case 'B' -> 8;
                    case 'I' -> 16;
                    case 'J' -> 32;
                    case 'K' -> 64;
                    case 'E' -> -32;
                    case 'D' -> -64;
                    default -> 0;
                };
        if (bitpix == 0) {
            return null;
        }
        boolean hasNull = bitpix > 0 && unit.has("TNULL" + number);
        return new NumberDecoder(
                bitpix,
                unit.real("TSCAL" + number, 1),
                unit.real("TZERO" + number, 0),
                hasNull,
                hasNull ? unit.number("TNULL" + number, 0) : 0);
    }

    private static long bytes(char type, long repeat) {
        return switch (type) {
            case 'X' -> (repeat + 7) / 8;
            case 'L', 'B', 'A' -> repeat;
            case 'I' -> 2 * repeat;
            case 'J', 'E' -> 4 * repeat;
            case 'K', 'D', 'C', 'P' -> 8 * repeat;
            default -> 16 * repeat; // M, Q
        };
    }

    boolean isVariable() {
        return type == 'P' || type == 'Q';
    }

    /** Bytes of an element, also of variable arrays. */
    int elementBytes() {
        if (!isVariable()) {
            return (int) Math.max(1, bytes(type, 1));
        }
        int at = form.indexOf(type) + 1;
        return at < form.length() && "XLABIJKEDCM".indexOf(form.charAt(at)) >= 0
                ? (int) Math.max(1, bytes(form.charAt(at), 1))
                : 1;
    }

    /** Whether cells are numbers. */
    boolean isNumeric() {
        return numbers != null && repeat > 0;
    }

    /** Length and position in the heap of a variable array, in elements and bytes. */
    long[] descriptor(ByteBuffer row) {
        int at = Math.toIntExact(offset);
        return type == 'P'
                ? new long[] {row.getInt(at), row.getInt(at + 4)}
                : new long[] {row.getLong(at), row.getLong(at + 8)};
    }
}
