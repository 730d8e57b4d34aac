package dev.voyage.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.ac.starlink.table.StarTable;

class DemoConeSearchTest extends ArchiveTest {

    private static final String AT_3C105 =
            "/xamin/vo/cone?showoffsets&table=numaster&&RA=61.81861303&DEC=3.7071705&SR=1.0";

    @Test
    void theRowsOf3C105AreTheRecordedOnes() throws IOException {
        StarTable table = table(get(AT_3C105 + "&VERB=2"));

        assertThat(table.getRowCount()).isEqualTo(5);
        assertThat(table.getColumnCount()).isEqualTo(14);
        List<String> recorded = recorded();
        for (int row = 0; row < 5; row++) {
            String[] cells = recorded.get(3 + row).split(",", -1);
            String[] names = recorded.get(0).split(",", -1);
            for (int i = 0; i < names.length; i++) {
                assertThat(table.getColumnInfo(i).getName()).isEqualTo(names[i]);
                Object cell = cell(table, row, names[i]);
                if (cell instanceof Number number) {
                    double precision = names[i].equals("exposure_a") ? 0.5 : 0.5e-4;
                    assertThat(number.doubleValue())
                            .as(names[i])
                            .isCloseTo(Double.parseDouble(cells[i]), within(precision));
                } else {
                    assertThat(cell).as(names[i]).isEqualTo(cells[i]);
                }
            }
        }
        assertThat(cell(table, 0, "exposure_a")).isEqualTo(4807.3775);
        assertThat(cell(table, 0, "Search_Offset")).isEqualTo(1.7172299582982673);
    }

    @Test
    void computedOffsetsAgreeWithRecordedOnes() {
        StarTable table = table(get(AT_3C105.replace("61.81861303", "61.8186130300001")));

        assertThat((Double) cell(table, 0, "Search_Offset")).isCloseTo(1.71723, within(0.003));
        assertThat((Double) cell(table, 4, "Search_Offset")).isCloseTo(2.1365, within(0.003));
    }

    @Test
    void theServiceDescriptorFollowsTheTableAndNamesTheObsid() {
        String xml = text(get(AT_3C105));

        assertThat(xml).contains("<TABLEDATA>").contains("<FIELD ID=\"DataLinkID\"");
        assertThat(xml.indexOf("adhoc:service")).isGreaterThan(xml.indexOf("</TABLE>"));
        assertThat(xml).contains(archive.base() + "/xamin/vo/datalink/numaster");
        String nicer = text(get(cone("nicermastr", 128.836, -45.176)));
        assertThat(nicer.indexOf("adhoc:service")).isBetween(0, nicer.indexOf("<TABLE"));
    }

    @Test
    void verbosityAddsColumns() {
        assertThat(table(get(AT_3C105 + "&VERB=1")).getColumnCount()).isEqualTo(4);
        assertThat(table(get(AT_3C105 + "&VERB=3")).getColumnCount()).isEqualTo(16);
        assertThat(table(get(AT_3C105.replace("showoffsets", ""))).getColumnCount())
                .isEqualTo(13);
    }

    @Test
    void otherTablesAnswerInTheBinaryForms() {
        var nicer = get(cone("nicermastr", 128.83606354, -45.17643181));
        var chandra = get(cone("chanmaster", 104.6225, -55.943));

        assertThat(text(nicer)).contains("<BINARY2>");
        assertThat(text(chandra)).contains("<BINARY>");
        assertThat(table(nicer).getRowCount()).isEqualTo(7);
        assertThat(cell(table(nicer), 6, "public_date")).isEqualTo(88068);
        assertThat(table(chandra).getRowCount()).isEqualTo(4);
        assertThat(cell(table(chandra), 0, "obsid")).isEqualTo(554);
    }

    @Test
    void everyFormSaysTheSame() {
        String path = cone("numaster", 182.63573326, 39.4058486) + "&VERB=3";
        StarTable plain = table(get(path));
        for (String format : List.of("votable/b2", "votable/td")) {
            StarTable other = table(get(path + "&RESPONSEFORMAT=" + format));
            assertThat(other.getRowCount()).isEqualTo(plain.getRowCount()).isEqualTo(11);
            for (int row = 0; row < 11; row++) {
                for (String column : List.of("obsid", "ra", "time", "public_date", "exposure_a")) {
                    Object cell = cell(other, row, column);
                    assertThat(cell == null || cell.equals(Double.NaN) ? null : cell)
                            .isEqualTo(nan(cell(plain, row, column)));
                }
            }
        }
    }

    @Test
    void acceptedRowsHaveNegativeExposureAndNoTime() {
        StarTable table = table(get(cone("numaster", 182.63573326, 39.4058486)));

        assertThat(cell(table, 3, "status")).isEqualTo("accepted");
        assertThat(cell(table, 3, "exposure_a")).isEqualTo(-40000.0);
        assertThat(nan(cell(table, 3, "time"))).isNull();
        assertThat(nan(cell(table, 3, "public_date"))).isNull();
        assertThat(nan(cell(table, 9, "ra"))).isNull();
        assertThat(nan(cell(table, 9, "Search_Offset"))).isNull();
    }

    @Test
    void tooManyRowsOverflowAfterTheTable() {
        String xml = text(get(cone("xtemaster", 255.70578, -48.78975)));

        assertThat(xml.split("<TR>", -1)).hasSize(11);
        assertThat(xml.indexOf("value=\"OVERFLOW\"")).isGreaterThan(xml.indexOf("</TABLE>"));
        String two = text(get(AT_3C105 + "&MAXREC=2"));
        assertThat(two.split("<TR>", -1)).hasSize(3);
        assertThat(two).contains("value=\"OVERFLOW\"");
    }

    @Test
    void nothingThereAndRadiusZeroAreEmptyTables() {
        assertThat(table(get(cone("numaster", 256.17, 60.74))).getRowCount()).isZero();
        var zero = get(AT_3C105.replace("SR=1.0", "SR=0"));
        assertThat(table(zero).getRowCount()).isZero();
        assertThat(table(zero).getColumnCount()).isEqualTo(14);
        assertThat(text(zero)).doesNotContain("OVERFLOW");
    }

    @Test
    void aWrongParameterIsAnErrorAtStatus200() {
        for (String path : List.of(
                "/xamin/vo/cone?table=nosuchtable&RA=1&DEC=1&SR=1",
                "/xamin/vo/cone?table=numaster&RA=as3f&DEC=1&SR=1",
                "/xamin/vo/cone?table=numaster&RA=1&DEC=91&SR=1",
                "/xamin/vo/cone?table=numaster&RA=1&DEC=1&SR=-1",
                "/xamin/vo/cone?table=numaster&RA=NaN&DEC=1&SR=1")) {
            var answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(text(answer)).as(path).contains("name=\"QUERY_STATUS\" value=\"ERROR\">");
        }
    }

    private static String cone(String table, double ra, double dec) {
        return "/xamin/vo/cone?showoffsets&table=" + table + "&RA=" + ra + "&DEC=" + dec + "&SR=1";
    }

    private static Object nan(Object cell) {
        return cell == null || cell.equals(Double.NaN) ? null : cell;
    }

    private static List<String> recorded() throws IOException {
        try (var csv = DemoConeSearchTest.class.getResourceAsStream(
                "/fixtures/00-tutorial-executed/tutorial-executed-2026-02-09/cone-3c105.csv")) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static final String TWO = "/xamin/vo/scs2?TABLE=nicermastr&RA=128.836&DEC=-45.176&SR=0.2";

    @Test
    void versionTwoHasTheSameRows() throws IOException {
        StarTable two = table(get(TWO + "&VERB=2"));
        StarTable one = table(get(cone("nicermastr", 128.836, -45.176)));

        assertThat(two.getRowCount()).isPositive().isEqualTo(one.getRowCount());
        assertThat(two.getColumnInfo(0).getName())
                .isEqualTo(one.getColumnInfo(0).getName());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/xamin/vo/scs2?RA=128.836&DEC=-45.176&SR=0.2",
                "/xamin/vo/scs2?table=nicermastr&RA=128.836&DEC=-45.176&SR=0.2",
                TWO + "&showoffsets=",
                "/xamin/vo/scs2?TABLE=nosuch&RA=128.836&DEC=-45.176&SR=0.2",
                "/xamin/vo/scs2?TABLE=nicermastr&RA=400&DEC=-45.176&SR=0.2",
            })
    void versionTwoRefusesWhatItDoesNotDefine(String request) {
        var reply = get(request);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(text(reply)).contains("QUERY_STATUS\" value=\"ERROR\"");
    }
}
