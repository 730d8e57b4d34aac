package dev.voyage.votable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.Cuts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.RowListStarTable;
import uk.ac.starlink.votable.DataFormat;
import uk.ac.starlink.votable.VOTableVersion;
import uk.ac.starlink.votable.VOTableWriter;

/** Tables written by another program are equal when read back, for every cut. */
class RoundTripTest {

    private static final List<Class<?>> TYPES = List.of(
            Boolean.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            String.class,
            int[].class,
            short[].class,
            long[].class,
            float[].class,
            double[].class,
            String[].class);

    private static final String LETTERS = "abc XYZ<>&\"']]01,;Åλ";

    @Property(tries = 60)
    @Label("every serialization of a table is read back equal")
    void whatStilWritesIsReadBack(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 500) int longestPiece, @ForAll boolean zipped)
            throws IOException {
        RowListStarTable table = table(new Random(seed));
        for (DataFormat format :
                List.of(DataFormat.TABLEDATA, DataFormat.BINARY, DataFormat.BINARY2, DataFormat.FITS)) {
            byte[] document = written(table, format);
            List<ByteBuffer> pieces = Cuts.random(zipped ? Doc.gzip(document) : document, longestPiece, seed);

            Reader read = Reader.of(pieces);

            assertThat(read.failure()).isNull();
            assertThat(read.refusals()).isEmpty();
            assertThat(Stil.differences(rows(table), read.rows()))
                    .as("%s", format)
                    .isEmpty();
        }
    }

    private static List<Object[]> rows(RowListStarTable table) {
        return java.util.stream.LongStream.range(0, table.getRowCount())
                .mapToObj(table::getRow)
                .toList();
    }

    private static byte[] written(RowListStarTable table, DataFormat format) throws IOException {
        var out = new ByteArrayOutputStream();
        new VOTableWriter(format, true, VOTableVersion.V14).writeStarTable(table, out);
        return out.toByteArray();
    }

    private static RowListStarTable table(Random random) {
        int columns = 1 + random.nextInt(12);
        ColumnInfo[] infos = new ColumnInfo[columns];
        int[] lengths = new int[columns];
        for (int i = 0; i < columns; i++) {
            infos[i] = new ColumnInfo("c" + i, TYPES.get(random.nextInt(TYPES.size())), null);
            infos[i].setNullable(true);
            lengths[i] = 2 + random.nextInt(4); // an array of length one is a scalar for voyage
            if (infos[i].getContentClass().isArray()) {
                infos[i].setShape(new int[] {lengths[i]});
            }
            if (infos[i].getContentClass() == String[].class) {
                infos[i].setElementSize(6);
            }
        }
        var table = new RowListStarTable(infos);
        for (int r = random.nextInt(30); r > 0; r--) {
            Object[] row = new Object[columns];
            for (int i = 0; i < columns; i++) {
                row[i] = cell(infos[i].getContentClass(), lengths[i], random);
            }
            table.addRow(row);
        }
        return table;
    }

    private static Object cell(Class<?> type, int length, Random random) {
        if (type.isArray()) {
            return array(type, length, random);
        }
        if (random.nextInt(5) == 0) {
            return null;
        }
        if (type == Boolean.class) {
            return random.nextBoolean();
        }
        if (type == Short.class) {
            return (short) (random.nextInt(60000) - 30000);
        }
        if (type == Integer.class) {
            return random.nextInt() / 2;
        }
        if (type == Long.class) {
            return random.nextLong() / 2;
        }
        if (type == Float.class) {
            return random.nextBoolean() ? random.nextFloat() * 1e10f : random.nextInt(1000) / 10f;
        }
        if (type == Double.class) {
            return random.nextBoolean() ? Double.longBitsToDouble(random.nextLong()) : random.nextInt(100_000) / 1000.0;
        }
        return text(random, 20);
    }

    private static Object array(Class<?> type, int length, Random random) {
        Object array = java.lang.reflect.Array.newInstance(type.getComponentType(), length);
        for (int i = 0; i < length; i++) {
            if (array instanceof String[] texts) {
                texts[i] = text(random, 6).replaceAll("[^a-zA-Z0-9]", "x");
            } else if (array instanceof float[] floats) {
                floats[i] = random.nextFloat();
            } else if (array instanceof double[] doubles) {
                doubles[i] = random.nextGaussian();
            } else if (array instanceof short[] shorts) {
                shorts[i] = (short) random.nextInt();
            } else if (array instanceof int[] ints) {
                ints[i] = random.nextInt();
            } else if (array instanceof long[] longs) {
                longs[i] = random.nextLong();
            }
        }
        return array;
    }

    private static String text(Random random, int longest) {
        var text = new StringBuilder("t");
        for (int i = random.nextInt(longest); i > 1; i--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length() - 2)));
        }
        return text.toString();
    }
}
