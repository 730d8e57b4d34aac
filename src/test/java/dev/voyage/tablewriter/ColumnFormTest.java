package dev.voyage.tablewriter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.tablewriter.fits.FitsNames;
import dev.voyage.tablewriter.fits.FitsTable;
import dev.voyage.tablewriter.votable.VotableWriter;
import dev.voyage.votable.Reader;
import dev.voyage.votable.Stil;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.ac.starlink.util.ByteArrayDataSource;
import uk.ac.starlink.votable.VOTableBuilder;

/** Columns for other programs: names in FITS, booleans, attributes of a FIELD. */
class ColumnFormTest {

    private static final String LONG =
            "a very long column name that goes beyond sixty-eight characters, as some archives do have ";

    private static Column ofInts(String name) {
        return Column.of(name, Datatype.INT);
    }

    private static List<String> inFits(String... names) {
        return FitsNames.of(Arrays.stream(names).map(ColumnFormTest::ofInts).toList());
    }

    static Stream<List<String>> alike() {
        return Stream.of(
                List.of(LONG + "one", LONG + "two", LONG + "three"),
                List.of("α", "δ", "λ"),
                List.of("α", "col1", "COL1", "col1_2"),
                List.of("Flux", "FLUX", "flux", "flux_2", "Flux_2"),
                List.of("", " ", "?", "__"),
                List.of("a", "a", "a_2", "a_2", "a"),
                List.of("x'".repeat(40), "x'".repeat(41)),
                List.of("é", "è", "e"));
    }

    @ParameterizedTest
    @MethodSource("alike")
    void namesInFitsAreUniqueAndFitOnOneCard(List<String> names) throws IOException, FitsException {
        List<String> written =
                FitsNames.of(names.stream().map(ColumnFormTest::ofInts).toList());

        assertThat(new HashSet<>(
                        written.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList()))
                .hasSameSizeAs(names);
        AnyTable table = new AnyTable(
                AnyTable.table(names.stream().map(ColumnFormTest::ofInts).toList(), 1),
                List.<Object[]>of(names.stream().map(String::length).toArray()));
        try (var fits = new Fits(new ByteArrayInputStream(table.written(new FitsTable(table.table()).passes())))) {
            fits.readHDU();
            var hdu = (BinaryTableHDU) fits.readHDU();
            for (int i = 0; i < names.size(); i++) {
                assertThat(hdu.getColumnName(i)).isEqualTo(written.get(i));
            }
        }
    }

    @Test
    void aNameThatFitsIsKeptWhoeverComesBeforeIt() {
        assertThat(inFits("flux", "Flux", "flux_2")).containsExactly("flux", "Flux_3", "flux_2");
        assertThat(inFits("α", "col1")).containsExactly("col1_2", "col1");
        assertThat(inFits(LONG + "one", LONG + "two"))
                .containsExactly(
                        LONG.substring(0, 68).strip(), LONG.substring(0, 66).strip() + "_2");
    }

    private static AnyTable flags() {
        List<Column> columns = List.of(
                Column.of("bit", Datatype.BIT),
                Column.of("one", Datatype.BIT).arraysize("1"),
                Column.of("bits", Datatype.BIT).arraysize("3"),
                Column.of("is", Datatype.BOOLEAN),
                Column.of("are", Datatype.BOOLEAN).arraysize("2"));
        List<Object[]> rows = new ArrayList<>();
        rows.add(new Object[] {true, false, new boolean[] {true, false, true}, false, new Boolean[] {true, null}});
        rows.add(new Object[] {false, true, new boolean[] {false, false, true}, null, new Boolean[] {false, true}});
        rows.add(new Object[] {null, null, new boolean[3], true, new Boolean[] {null, null}});
        return new AnyTable(AnyTable.table(columns, rows.size()), rows);
    }

    @Test
    void aSingleBitIsWrittenAsABooleanAndBooleansAsWords() {
        String xml = flags().votable(false);

        assertThat(xml)
                .contains("name=\"bit\" datatype=\"boolean\"/>", "name=\"one\" datatype=\"boolean\"/>")
                .contains("name=\"bits\" datatype=\"bit\" arraysize=\"3\"")
                .contains("<TR><TD>true</TD><TD>false</TD><TD>1 0 1</TD><TD>false</TD><TD>true ?</TD></TR>")
                .contains("<TR><TD/><TD/><TD>0 0 0</TD><TD>true</TD><TD>? ?</TD></TR>");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(booleans = {false, true})
    void stilAndOurReaderReadThemBack(boolean binary) throws IOException {
        byte[] xml = flags().votable(binary).getBytes(StandardCharsets.UTF_8);

        Reader read = Reader.of(xml);
        var table = new VOTableBuilder()
                .makeStarTable(
                        new ByteArrayDataSource("t", xml), true, uk.ac.starlink.table.StoragePolicy.PREFER_MEMORY);

        assertThat(read.failure()).isNull();
        assertThat(read.rows().stream().map(row -> row.cell(0))).containsExactly(true, false, null);
        assertThat(read.rows().stream().map(row -> row.cell(3))).containsExactly(false, null, true);
        List<Object[]> theirs = Stil.rows(table);
        assertThat(theirs.stream().map(row -> row[0])).containsExactly(true, false, null);
        assertThat(theirs.stream().map(row -> row[1])).containsExactly(false, true, null);
        assertThat(Stil.common(theirs.get(0)[2])).isEqualTo(Stil.common(new boolean[] {true, false, true}));
    }

    @Test
    void utypeAndXtypeAreKept() {
        var column = Column.text("t_min")
                .ucd("time.start")
                .utype("Char.TimeAxis.start")
                .xtype("timestamp")
                .description("Begin");
        var table =
                new TableMetadata("t", "", List.of(column), java.util.Map.of(), 0, Optional.empty(), Optional.empty());
        var out = new ByteSink();
        VotableWriter.tabledata(table).begin(out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("ucd=\"time.start\" utype=\"Char.TimeAxis.start\" xtype=\"timestamp\"");
    }
}
