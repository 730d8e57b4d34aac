package dev.voyage.tablewriter;

import dev.voyage.tablewriter.votable.VotableWriter;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** Tables with columns of every datatype and shape, and arbitrary or missing cells. */
record AnyTable(TableMetadata table, List<Object[]> rows) {

    static final String HOSTILE = "<&>\"']]> Å λ 𝄞 \n\t,;#=1+1@SUM()%00";

    private static final List<String> SHAPES = List.of("", "3", "*", "2x3", "2x*", "4*");

    /**
     * STIL counts the numbers of variable-length complex arrays, but the standard counts pairs; STIL also cannot read a
     * single bit in BINARY2. astropy supports both.
     */
    static AnyTable forStil(long seed) {
        return of(
                seed,
                true,
                column -> (!column.datatype().written().endsWith("Complex")
                                || column.arraysize().indexOf('*') < 0)
                        && (column.datatype() != Datatype.BIT
                                || !column.arraysize().isEmpty()));
    }

    static AnyTable of(long seed) {
        return of(seed, false, column -> true);
    }

    private static AnyTable of(long seed, boolean ascii, Predicate<Column> wanted) {
        var random = new Random(seed);
        List<Column> columns = new ArrayList<>();
        for (Datatype datatype : Datatype.values()) {
            for (String arraysize : SHAPES) {
                Column column = column(columns.size(), datatype, arraysize);
                if (random.nextInt(3) > 0 && wanted.test(column)) {
                    columns.add(column);
                }
            }
        }
        if (columns.isEmpty()) {
            columns.add(column(0, Datatype.INT, ""));
        }
        var rows = new ArrayList<Object[]>();
        for (int r = random.nextInt(20); r > 0; r--) {
            rows.add(columns.stream()
                    .map(column -> random.nextInt(4) == 0 ? null : cell(column, random, ascii))
                    .toArray());
        }
        return new AnyTable(table(columns, rows.size()), rows);
    }

    static Column column(int number, Datatype datatype, String arraysize) {
        String name = datatype.written() + "_" + arraysize.replace("*", "n") + "_" + number;
        return Column.of(name, datatype)
                .arraysize(arraysize)
                .unit("deg")
                .ucd("meta.code")
                .description("The <" + name + "> & more");
    }

    static TableMetadata table(List<Column> columns, int rows) {
        return new TableMetadata(
                "t", "<d>", columns, Map.of("query", HOSTILE), rows, Optional.empty(), Optional.empty());
    }

    String votable(boolean binary) {
        TableWriter writer = binary ? VotableWriter.binary2(table) : VotableWriter.tabledata(table);
        return new String(written(List.of(writer)), StandardCharsets.UTF_8);
    }

    byte[] written(List<TableWriter> passes) {
        var out = new ByteSink();
        for (TableWriter pass : passes) {
            pass.begin(out);
            rows.forEach(row -> pass.row(row, out));
            pass.end(out);
        }
        return out.toByteArray();
    }

    /** A cell without values is missing. */
    static Object known(Object cell) {
        if (cell instanceof String[] texts) {
            int length = texts.length;
            while (length > 0 && (texts[length - 1] == null || texts[length - 1].isBlank())) {
                length--; // arrays are padded to the longest in their column
            }
            return length == 0 ? null : Arrays.copyOf(texts, length);
        }
        if (cell == null || !cell.getClass().isArray()) {
            return cell;
        }
        for (int i = 0; i < Array.getLength(cell); i++) {
            Object value = Array.get(cell, i);
            if (value != null && !value.toString().equals("NaN")) {
                return cell;
            }
        }
        return null;
    }

    private static Object cell(Column column, Random random, boolean ascii) {
        int count =
                switch (column.arraysize()) {
                    case "" -> 1;
                    case "3" -> 3;
                    case "2x3" -> 6;
                    case "2x*" -> 2 * (1 + random.nextInt(3));
                    default -> 1 + random.nextInt(4);
                };
        boolean single = column.arraysize().isEmpty();
        return switch (column.datatype()) {
            case BOOLEAN -> single ? (Object) random.nextBoolean() : booleans(count, random);
            case BIT -> single ? (Object) random.nextBoolean() : bits(count, random);
            case UNSIGNED_BYTE -> numbers(single, new short[count], () -> (short) random.nextInt(256));
            case SHORT -> numbers(single, new short[count], () -> (short) random.nextInt());
            case INT ->
                numbers(single, new int[count], () -> random.nextInt(4) == 0 ? Integer.MIN_VALUE : random.nextInt());
            case LONG ->
                numbers(single, new long[count], () -> random.nextInt(4) == 0 ? Long.MIN_VALUE : random.nextLong());
            case FLOAT -> numbers(single, new float[count], () -> real32(random));
            case DOUBLE -> numbers(single, new double[count], () -> real(random));
            case FLOAT_COMPLEX -> numbers(false, new float[2 * count], () -> real32(random));
            case DOUBLE_COMPLEX -> numbers(false, new double[2 * count], () -> real(random));
            case CHAR, UNICODE_CHAR ->
                column.arraysize().indexOf('x') < 0
                        ? text(1 + random.nextInt(9), random, ascii || column.datatype() == Datatype.CHAR)
                        : texts(count / 2, random);
        };
    }

    private static Object numbers(boolean single, Object array, java.util.function.Supplier<Number> next) {
        for (int i = 0; i < Array.getLength(array); i++) {
            Array.set(array, i, next.get());
        }
        return single ? Array.get(array, 0) : array;
    }

    private static float real32(Random random) {
        return random.nextInt(6) == 0 ? Float.NEGATIVE_INFINITY : (float) (random.nextGaussian() * 1e20);
    }

    private static double real(Random random) {
        return random.nextInt(6) == 0 ? Double.POSITIVE_INFINITY : random.nextGaussian() * 1e200;
    }

    private static Boolean[] booleans(int count, Random random) {
        var array = new Boolean[count];
        for (int i = 0; i < count; i++) {
            array[i] = random.nextBoolean();
        }
        return array;
    }

    private static boolean[] bits(int count, Random random) {
        var array = new boolean[count];
        for (int i = 0; i < count; i++) {
            array[i] = random.nextBoolean();
        }
        return array;
    }

    private static String[] texts(int count, Random random) {
        var array = new String[count];
        for (int i = 0; i < count; i++) {
            array[i] = random.nextBoolean() ? "ab" : "z";
        }
        return array;
    }

    private static String text(int length, Random random, boolean ascii) {
        String letters = ascii ? "abcXYZ01<>&\"'],;=#" : "abc<>&\"'],;=Åλ𝄞";
        var text = new StringBuilder("t");
        for (int i = 1; i < length; i++) {
            text.appendCodePoint(letters.codePointAt(
                    letters.offsetByCodePoints(0, random.nextInt(letters.codePointCount(0, letters.length())))));
        }
        return text.toString();
    }
}
