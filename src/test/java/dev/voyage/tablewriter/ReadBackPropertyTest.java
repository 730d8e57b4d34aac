package dev.voyage.tablewriter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.tablewriter.fits.FitsTable;
import dev.voyage.votable.Reader;
import dev.voyage.votable.Stil;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.util.ByteArrayDataSource;

/** Written tables are equal when read back, by voyage's reader and by an independent one. */
class ReadBackPropertyTest {

    @Property(tries = 200)
    @Label("a VOTable is read back equal by our own reader")
    void ourReader(@ForAll long seed, @ForAll boolean binary) {
        AnyTable any = AnyTable.of(seed);

        Reader read = Reader.of(any.votable(binary).getBytes(StandardCharsets.UTF_8));

        assertThat(read.failure()).isNull();
        assertThat(read.refusals()).isEmpty();
        assertThat(Stil.differences(known(any.rows()), known(read.rows(), any))).isEmpty();
        for (int i = 0; i < read.columns().size(); i++) {
            var column = read.columns().at(i);
            var expected = any.table().columns().get(i);
            assertThat(column.name()).isEqualTo(expected.name());
            assertThat(column.datatype()).isEqualTo(expected.datatype());
            assertThat(column.unit()).isEqualTo(expected.unit());
            assertThat(column.ucd()).isEqualTo(expected.ucd());
            assertThat(column.description()).isEqualTo(expected.description());
        }
    }

    @Property(tries = 200)
    @Label("a VOTable is read back equal by STIL")
    void stilReadsVotables(@ForAll long seed, @ForAll boolean binary) throws IOException {
        AnyTable any = AnyTable.forStil(seed);

        StarTable table = stil(any.votable(binary).getBytes(StandardCharsets.UTF_8), "votable");

        sameColumns(table, any);
        assertThat(Stil.differences(known(Stil.rows(table)), ours(any))).isEmpty();
    }

    @Property(tries = 200)
    @Label("a FITS table is read back equal by STIL")
    void stilReadsFits(@ForAll long seed) throws IOException {
        AnyTable any = AnyTable.forStil(seed);
        byte[] fits = any.written(new FitsTable(any.table()).passes());

        assertThat(fits.length % 2880).isZero();
        StarTable table = stil(fits, "fits");

        sameColumns(table, any);
        List<Object[]> rows = known(Stil.rows(table));
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < table.getColumnCount(); c++) {
                boolean array = any.table().columns().get(c).arraysize().matches("[0-9x]+");
                if (array && any.rows().get(r)[c] == null) {
                    rows.get(r)[c] = null; // FITS fills integers and booleans if all are missing
                }
            }
        }
        assertThat(Stil.differences(rows, ours(any))).isEmpty();
    }

    private static void sameColumns(StarTable table, AnyTable any) {
        for (int i = 0; i < table.getColumnCount(); i++) {
            var column = table.getColumnInfo(i);
            var expected = any.table().columns().get(i);
            assertThat(column.getName()).isEqualTo(expected.name());
            assertThat(column.getUnitString()).isEqualTo(expected.unit());
            assertThat(column.getUCD()).isEqualTo(expected.ucd());
            assertThat(column.getDescription()).isEqualTo(expected.description());
        }
    }

    private static List<Object[]> known(List<Object[]> rows) {
        return rows.stream()
                .map(row -> Arrays.stream(row).map(AnyTable::known).toArray())
                .toList();
    }

    private static List<Row> known(List<Row> rows, AnyTable any) {
        var columns = new Columns(any.table().columns());
        return rows.stream()
                .map(row -> new Row(
                        columns,
                        IntStream.range(0, columns.size())
                                .mapToObj(i -> AnyTable.known(row.cell(i)))
                                .toArray()))
                .toList();
    }

    private static List<Row> ours(AnyTable any) {
        var columns = new Columns(any.table().columns());
        return known(any.rows()).stream().map(cells -> new Row(columns, cells)).toList();
    }

    private static StarTable stil(byte[] document, String format) throws IOException {
        return Stil.table(new ByteArrayDataSource("it", document), format);
    }
}
