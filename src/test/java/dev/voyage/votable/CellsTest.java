package dev.voyage.votable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.rows.NumberParser;
import dev.voyage.votable.rows.UnreadableCells;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;
import dev.voyage.votable.table.Row;
import dev.voyage.votable.table.UnreadableCell;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every datatype and arraysize, in TABLEDATA and in BINARY. */
class CellsTest {

    private static String shown(Object cell) {
        if (cell == null) {
            return "null";
        }
        return cell.getClass().isArray()
                ? cell.getClass().getSimpleName() + " " + Stil.common(cell)
                : cell.getClass().getSimpleName() + " " + cell;
    }

    private static String attributes(String datatype, String arraysize) {
        String size = arraysize == null ? "" : " arraysize=\"" + arraysize + "\"";
        return "datatype=\"" + datatype + "\"" + size;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            boolean        |      | T                 | Boolean true
            boolean        |      | false             | Boolean false
            boolean        |      | 1                 | Boolean true
            boolean        |      | ' 0 '             | Boolean false
            boolean        |      | ?                 | null
            boolean        | 3    | T ? f             | Boolean[] [true, null, false]
            bit            |      | 1                 | Boolean true
            bit            | 4    | 1 0 1 1           | boolean[] [true, false, true, true]
            bit            | *    | 0101              | boolean[] [false, true, false, true]
            unsignedByte   |      | 255               | Short 255
            unsignedByte   |      | 0xff              | Short 255
            unsignedByte   | 2    | 1 2               | short[] [1, 2]
            short          |      | -32768            | Short -32768
            short          |      | 0xFFFF            | Short -1
            short          | *    | 1,2               | short[] [1, 2]
            int            |      | ' +42\n'          | Integer 42
            int            |      | 0x7fffffff        | Integer 2147483647
            int            |      | 42.0              | Integer 42
            int            |      | ''                | null
            int            |      | '  '              | null
            int            |      | NaN               | null
            short          |      | null              | null
            double         |      | NULL              | null
            boolean        |      | null              | null
            char           | *    | null              | String null
            int            | 2x2  | 1 2 3 4           | int[] [1, 2, 3, 4]
            int            | 2x*  | 1 2 3 4 5 6       | int[] [1, 2, 3, 4, 5, 6]
            int            | 3*   | 1 2               | int[] [1, 2]
            long           |      | -9223372036854775808 | Long -9223372036854775808
            long           |      | 0xffffffffffffffff   | Long -1
            char           |      | A                 | String A
            char           | *    | ' a  b'           | String  a  b
            char           | *    | ''                | null
            char           | 8    | NGC 1             | String NGC 1
            char           | 19*  | Ångström &lt;&#x41;&gt; | String Ångström <A>
            char           | 2x*  | abcd              | String[] [ab, cd]
            char           | 3x2  | a  b              | String[] [a, b]
            unicodeChar    | *    | Ωμέγα             | String Ωμέγα
            float          |      | 1.5               | Float 1.5
            float          |      | 0.1               | Float 0.1
            float          |      | NaN               | null
            double         |      | 61.81861303       | Double 61.81861303
            double         |      | 1.04e-5           | Double 1.04E-5
            double         |      | -Inf              | Double -Infinity
            double         |      | +INF              | Double Infinity
            double         |      | 1.7172299582982673 | Double 1.7172299582982673
            double         | 2    | 1 NaN             | double[] [1.0, NaN]
            floatComplex   |      | 1 2               | float[] [1.0, 2.0]
            doubleComplex  | 2    | 1 2 3 4           | double[] [1.0, 2.0, 3.0, 4.0]
            """)
    void tabledataIsReadAs(String datatype, String arraysize, String td, String cell) {
        Reader read = Reader.of(Doc.cell(attributes(datatype, arraysize), "", td));

        assertThat(read.failure()).isNull();
        assertThat(shown(read.cell())).isEqualTo(cell);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            int            |      | archived | "archived" is not an int
            int            |      | 1 2      | "1 2" is not an int
            int            |      | 42.5     | "42.5" is not an int
            int            |      | 3000000000 | "3000000000" is not an int
            int            | 2    | 1 2 3    | "1 2 3" has 3 values, not as many as its arraysize says
            int            | 3x*  | 1 2 3 4  | "1 2 3 4" has 4 values, not as many as its arraysize says
            int            | 2    | 1 two    | "two" is not an int
            double         | *    | 1 - 3    | "-" is not a double
            unsignedByte   |      | -1       | "-1" is not an unsignedByte
            unsignedByte   |      | 256      | "256" is not an unsignedByte
            short          |      | 0x10000  | "0x10000" is not a short
            short          |      | 1139104663 | "1139104663" is not a short
            long           |      | 9223372036854775808 | "9223372036854775808" is not a long
            double         |      | 1.2.3    | "1.2.3" is not a double
            double         |      | 1f       | "1f" is not a double
            float          |      | 0x1p3    | "0x1p3" is not a float
            boolean        |      | maybe    | "maybe" is not a boolean
            boolean        | 2    | T yes    | "yes" is not a boolean
            bit            |      | 2        | "2" is not a bit
            bit            |      | true     | "true" is not a bit
            floatComplex   |      | 1        | "1" has half a number, not as many as its arraysize says
            int            |      | <B>1</B> | there is an element inside a TD
            """)
    void aBadCellCostsItselfAndIsNamed(String datatype, String arraysize, String td, String reason) {
        Reader read = Reader.of(Doc.cell(attributes(datatype, arraysize), "", td));

        assertThat(read.failure()).isNull();
        assertThat(read.refusals()).isEmpty();
        assertThat(read.cell()).isNull();
        assertThat(read.rows().get(0).isUnreadable(0)).isEqualTo(!reason.startsWith("\"-\""));
        assertThat(read.rows().get(0).unreadable())
                .singleElement()
                .satisfies(cell -> assertThat(cell.column()).isZero())
                .satisfies(cell -> assertThat(cell.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({"double, -", "int, -", "short, N/A", "float, --", "long, none", "int, '\"\"'", "boolean, n/a"})
    void aWordForAMissingValueIsMissingAndIsSaid(String datatype, String word) {
        Row row =
                Reader.of(Doc.cell(attributes(datatype, null), "", word)).rows().get(0);

        assertThat(row.cell(0)).isNull();
        assertThat(row.isUnreadable(0)).isFalse(); // known to be missing
        assertThat(row.unreadable())
                .containsExactly(
                        new UnreadableCell(0, word, row.unreadable().get(0).reason(), true));
    }

    @ParameterizedTest
    @CsvSource({
        "int, -99, -99",
        "int, -99, ' -99 '",
        "int, -99, 0x-63",
        "short, 0x10, 16",
        "double, -999, -999.0",
        "float, 99.9, 99.9",
        "char, N/A, N/A",
        "boolean, u, u",
        "long, -1, -1"
    })
    void theDeclaredNullIsMissing(String datatype, String nullText, String td) {
        String size = datatype.equals("char") ? "*" : null;
        Reader read = Reader.of(Doc.cell(attributes(datatype, size), "<VALUES null=\"" + nullText + "\"/>", td));

        assertThat(read.rows()).hasSize(1);
        assertThat(read.cell()).isNull();
        assertThat(read.rows().get(0).isUnreadable(0)).isEqualTo(td.equals("0x-63"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            boolean        |      | 54             | Boolean true
            boolean        |      | 3f             | null
            boolean        | 2    | 4600           | Boolean[] [false, null]
            bit            |      | 80             | Boolean true
            bit            | 9    | 8080           | boolean[] [true, false, false, false, false, false, false, false, true]
            bit            | *    | 00000003a0     | boolean[] [true, false, true]
            unsignedByte   |      | ff             | Short 255
            short          |      | fffe           | Short -2
            int            |      | 0000002a       | Integer 42
            int            | *    | 0000000100000007 | int[] [7]
            int            | *    | 00000000       | null
            int            | 2x*  | 000000020000000100000002 | int[] [1, 2]
            long           |      | 00000000000000ff | Long 255
            char           |      | 41             | String A
            char           | 5    | 4142000000     | String AB
            char           | *    | 00000003c3a562 | String åb
            char           | *    | 00000002e562   | String åb
            char           | 19*  | 0000000141     | String A
            char           | 2x*  | 0000000461006364 | String[] [a, cd]
            unicodeChar    | *    | 0000000103a9   | String Ω
            unicodeChar    | 2    | 00410000       | String A
            float          |      | 3fc00000       | Float 1.5
            float          |      | 7fc00000       | null
            double         |      | 3ff0000000000000 | Double 1.0
            double         |      | 7ff8000000000000 | null
            floatComplex   |      | 3f80000040000000 | float[] [1.0, 2.0]
            doubleComplex  |      | 3ff00000000000004000000000000000 | double[] [1.0, 2.0]
            """)
    void binaryIsReadAs(String datatype, String arraysize, String hex, String cell) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);

        Reader read = Reader.of(Doc.binary("BINARY", attributes(datatype, arraysize), bytes));

        assertThat(read.problem()).isEqualTo("null");
        assertThat(shown(read.cell())).isEqualTo(cell);

        byte[] flagged = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, flagged, 1, bytes.length);
        Reader second = Reader.of(Doc.binary("BINARY2", attributes(datatype, arraysize), flagged));
        assertThat(shown(second.cell())).isEqualTo(cell);
        flagged[0] = (byte) 0x80;
        Reader missing = Reader.of(Doc.binary("BINARY2", attributes(datatype, arraysize), flagged));
        assertThat(missing.cell()).isNull();
    }

    @Test
    void theColumnsSayWhatTheirFieldsSay() {
        Reader read = Reader.of(Doc.cell(
                "ID=\"c1\" datatype=\"double\" unit=\"deg\" ucd=\"pos.eq.ra\"" + " utype=\"a:b\" xtype=\"x\"",
                "<DESCRIPTION>Right\n  ascension</DESCRIPTION><VALUES null=\"-1\"/>",
                "1"));

        assertThat(read.columns().at(0))
                .isEqualTo(Column.of("x", Datatype.DOUBLE)
                        .id("c1")
                        .unit("deg")
                        .ucd("pos.eq.ra")
                        .utype("a:b")
                        .xtype("x")
                        .description("Right ascension")
                        .nullText("-1"));
    }

    @Test
    void aBadRowDoesNotEndTheCatalogue() {
        Reader read = Reader.of(Doc.ints(Doc.row(1, "a")
                + Doc.row("archived", "b")
                + "<TR><TD>3</TD></TR>"
                + "<TR><TD>4</TD><TD>d</TD><TD>e</TD></TR>"
                + Doc.row(5, "e")));

        assertThat(read.failure()).isNull();
        assertThat(read.rows()).extracting(row -> row.cell(0)).containsExactly(1, null, 3, 4, 5);
        assertThat(read.rows()).extracting(row -> row.cell(1)).containsExactly("a", "b", null, "d", "e");
        assertThat(read.rows())
                .flatExtracting(Row::unreadable)
                .containsExactly(
                        new UnreadableCell(0, "archived", "\"archived\" is not an int", false),
                        new UnreadableCell(1, "", "the row has 1 cells for 2 columns", false),
                        new UnreadableCell(2, "e", "\"e\" is behind the last of 2 columns", false));
        assertThat(read.all(VotableEvent.TableEnd.class)).containsExactly(new VotableEvent.TableEnd(5));
    }

    @Test
    void aRowWithoutACellIsRefused() {
        Reader read = Reader.of(Doc.ints(Doc.row(1, "a") + "<TR/>" + Doc.row(3, "c")));

        assertThat(read.rows()).extracting(row -> row.cell(0)).containsExactly(1, 3);
        assertThat(read.refusals()).containsExactly("Row 2: 0 cells for 2 columns");
    }

    @Test
    void aByteThatIsNoBooleanCostsItsCell() {
        Row row = Reader.of(Doc.binary("BINARY", "datatype=\"boolean\"", new byte[] {'Y'}))
                .rows()
                .get(0);

        assertThat(row.cell(0)).isNull();
        assertThat(row.unreadable())
                .containsExactly(new UnreadableCell(0, "byte 89", "the byte 89 is not a boolean", false));
    }

    @ParameterizedTest
    @CsvSource({"80, true", "08, true", "01, true", "ff, true", "00, false"})
    void aSingleBitIsTrueInAnyPlaceOfItsByte(String hex, boolean value) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);

        assertThat(Reader.of(Doc.binary("BINARY", "datatype=\"bit\"", bytes)).cell())
                .isEqualTo(value);
        assertThat(Reader.of(Doc.binary("BINARY", "datatype=\"bit\" arraysize=\"1\"", bytes))
                        .cell())
                .isEqualTo(value);
    }

    @Test
    void unreadableCellsAreCountedByColumn() {
        Reader read = Reader.of(Doc.ints(Doc.row("a", "x") + Doc.row(2, "y") + Doc.row("b", "z</TD><TD>more")));
        var counted = new UnreadableCells();
        read.rows().forEach(counted::add);

        assertThat(counted.entries())
                .containsExactly(
                        new UnreadableCells.ColumnCount("n", 2, "a", "\"a\" is not an int"),
                        new UnreadableCells.ColumnCount(null, 1, "more", "\"more\" is behind the last of 2 columns"));
        assertThat(counted.sentence())
                .isEqualTo("cells that cannot be read count as missing: column n, 2 rows, the first: \"a\" is not an"
                        + " int; behind the last column, one row: \"more\" is behind the last of 2 columns");
    }

    @Test
    void aTextLongerThanItsArraysizeIsKeptWhole() {
        assertThat(Reader.of(Doc.cell("datatype=\"char\"", "", "60061044002")).cell())
                .isEqualTo("60061044002");
    }

    @Test
    void aCellInPiecesIsWhole() {
        assertThat(Reader.of(Doc.cell(
                                "datatype=\"char\" arraysize=\"*\"",
                                "",
                                "a<![CDATA[<b>&]]><!-- not --><?nor this?>&amp;&#99;"))
                        .cell())
                .isEqualTo("a<b>&&c");
    }

    @Test
    void everyDoubleIsTheNearest() {
        for (String text : Arrays.asList(
                "0.1",
                "123456789012345",
                "1234567890.12345",
                "0.000000000000001",
                "9007199254740993",
                "00000000000000000000001.5",
                "1e22",
                "4.9e-324",
                "1.7976931348623157e308",
                "-0.0",
                ".5",
                "5.")) {
            char[] c = text.toCharArray();
            assertThat(NumberParser.real(c, 0, c.length, "")).isEqualTo(Double.parseDouble(text));
            assertThat(NumberParser.real32(c, 0, c.length, "")).isEqualTo(Float.parseFloat(text));
        }
    }

    @Test
    void utf8IsCountedInBytes() {
        byte[] text = "åé".getBytes(StandardCharsets.UTF_8);
        assertThat(shown(Reader.of(Doc.binary("BINARY", attributes("char", "2x2"), text))
                        .cell()))
                .isEqualTo("String[] [å, é]");
    }

    @Test
    void anArrayOfRowsInBinaryIsRefusedWithTheRealReason() {
        // three rows of two, as astropy counts: 3 values are not whole rows
        byte[] bytes = java.util.HexFormat.of().parseHex("00000003" + "00000001".repeat(6));

        for (String form : new String[] {"BINARY", "BINARY2"}) {
            byte[] row = new byte[bytes.length + (form.equals("BINARY2") ? 1 : 0)];
            System.arraycopy(bytes, 0, row, row.length - bytes.length, bytes.length);
            assertThat(Reader.of(Doc.binary(form, "datatype=\"int\" arraysize=\"2x*\"", row))
                            .problem())
                    .startsWith("MALFORMED: The binary table cannot be read: row 1, column \"x\": the length 3")
                    .contains("arraysize \"2x*\"", "counted in values by the standard", "in rows by some writers");
        }
    }
}
