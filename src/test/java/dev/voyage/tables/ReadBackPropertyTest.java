package dev.voyage.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.votable.Columns;
import dev.voyage.votable.Reader;
import dev.voyage.votable.Row;
import dev.voyage.votable.Stil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.util.ByteArrayDataSource;

/** What is written is read back equal, by our own reader and by an independent one. */
class ReadBackPropertyTest {

    @Property(tries = 200)
    @Label("a VOTable is read back equal by our own reader")
    void ourReader(@ForAll long seed, @ForAll boolean binary) {
        AnyTable any = AnyTable.of(seed, false);

        Reader read = Reader.of(any.votable(binary).getBytes(StandardCharsets.UTF_8));

        assertThat(read.failure()).isNull();
        assertThat(read.refusals()).isEmpty();
        assertThat(Stil.differences(any.rows(), read.rows())).isEmpty();
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
        AnyTable any = AnyTable.of(seed, true);

        StarTable table = stil(any.votable(binary).getBytes(StandardCharsets.UTF_8), "votable");

        sameColumns(table, any);
        assertThat(Stil.differences(Stil.rows(table), ours(any))).isEmpty();
    }

    @Property(tries = 200)
    @Label("a FITS table is read back equal by STIL")
    void stilReadsFits(@ForAll long seed) throws IOException {
        AnyTable any = AnyTable.of(seed, true);
        byte[] fits = any.written(new FitsTable(any.table()).passes());

        assertThat(fits.length % 2880).isZero();
        StarTable table = stil(fits, "fits");

        sameColumns(table, any);
        assertThat(Stil.differences(Stil.rows(table), ours(any))).isEmpty();
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

    private static List<Row> ours(AnyTable any) {
        var columns = new Columns(any.table().columns());
        return any.rows().stream().map(cells -> new Row(columns, cells)).toList();
    }

    private static StarTable stil(byte[] document, String format) throws IOException {
        return Stil.table(new ByteArrayDataSource("it", document), format);
    }
}
