package dev.voyage.tablewriter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.tablewriter.fits.FitsTable;
import dev.voyage.votable.Reader;
import dev.voyage.votable.Stil;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.ac.starlink.util.ByteArrayDataSource;

/** Text with special characters of its format remains text. */
class HostileTextTest {

    private static AnyTable one(String name, Object... cells) {
        Column column = Column.of(name, Datatype.UNICODE_CHAR)
                .arraysize("*")
                .unit("<u>&\"")
                .ucd("a\"b")
                .description(AnyTable.HOSTILE);
        List<Object[]> rows = new ArrayList<>();
        for (Object cell : cells) {
            rows.add(new Object[] {cell});
        }
        return new AnyTable(AnyTable.table(List.of(column), cells.length), rows);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aVotableGivesItBack(boolean binary) {
        AnyTable table = one(AnyTable.HOSTILE, AnyTable.HOSTILE, "\r\n a", "]]>");

        Reader read = Reader.of(table.votable(binary).getBytes(StandardCharsets.UTF_8));

        assertThat(read.failure()).isNull();
        assertThat(read.rows().stream().map(row -> row.cell(0))).containsExactly(AnyTable.HOSTILE, "\r\n a", "]]>");
        assertThat(read.columns().at(0).name()).isEqualTo(AnyTable.HOSTILE);
        assertThat(read.columns().at(0).unit()).isEqualTo("<u>&\"");
    }

    @Test
    void whatXmlCannotHoldIsMarked() {
        String xml = one("n", "a\u0000b\u000bc\ud800d\uffffe\ud83d\ude00").votable(false);

        assertThat(xml).contains("<TD>a\ufffdb\ufffdc\ufffdd\ufffde\ud83d\ude00</TD>");
    }

    @Test
    void csvQuotesWhatItMustAndChangesNothing() {
        AnyTable table = one("a,b", "=1+1", "say \"hi\"", "two\r\nlines", " x", "", null, "#", "Å");

        assertThat(new String(table.written(List.of(new CsvWriter(table.table()))), StandardCharsets.UTF_8))
                .isEqualTo(
                        "\"a,b\"\r\n=1+1\r\n\"say \"\"hi\"\"\"\r\n\"two\r\nlines\"\r\n\" x\"\r\n\"\"\r\n\r\n\"#\"\r\nÅ\r\n");
    }

    @Test
    void fitsHoldsAsciiOnly() throws IOException {
        AnyTable table = one("naïve 'x' " + "y".repeat(100), "Å&<é>", "tab\there", null);

        byte[] fits = table.written(new FitsTable(table.table()).passes());

        var read = Stil.table(new ByteArrayDataSource("it", fits), "fits");
        assertThat(Stil.rows(read).stream().map(row -> row[0])).containsExactly("?&<?>", "tab?here", null);
        assertThat(read.getColumnInfo(0).getName()).startsWith("na?ve 'x' yyy");
    }

    @Test
    void aTableWithoutRowsIsATable() throws IOException {
        AnyTable table = one("n");

        assertThat(Reader.of(table.votable(true).getBytes(StandardCharsets.UTF_8))
                        .failure())
                .isNull();
        byte[] fits = table.written(new FitsTable(table.table()).passes());
        assertThat(Stil.table(new ByteArrayDataSource("it", fits), "fits").getRowCount())
                .isZero();
    }
}
