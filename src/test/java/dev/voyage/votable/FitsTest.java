package dev.voyage.votable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.votable.table.UnreadableCell;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FITS streams with features that STIL does not write: scaled columns, other extensions, variable length. */
class FitsTest {

    private static void block(ByteArrayOutputStream out, List<String> cards) {
        for (String card : cards) {
            out.writeBytes("%-80s".formatted(card).getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes("%-80s".formatted("END").getBytes(StandardCharsets.US_ASCII));
        pad(out, ' ');
    }

    private static void pad(ByteArrayOutputStream out, char with) {
        while (out.size() % 2880 != 0) {
            out.write(with);
        }
    }

    /** A primary array of three bytes, an image, then a table of one column. */
    private static byte[] fits(String tform, String extra, int rows, byte[] data) {
        var out = new ByteArrayOutputStream();
        block(out, List.of("SIMPLE  =   T / it's", "BITPIX  = 8", "NAXIS   = 1", "NAXIS1  = 3"));
        out.writeBytes(new byte[3]);
        pad(out, '\0');
        block(out, List.of("XTENSION= 'IMAGE   '", "BITPIX  = -64", "NAXIS   = 2", "NAXIS1  = 20", "NAXIS2  = 20"));
        out.writeBytes(new byte[3200]);
        pad(out, '\0');
        block(
                out,
                List.of(
                        "XTENSION= 'BINTABLE'           / comment",
                        "BITPIX  = 8",
                        "NAXIS   = 2",
                        "NAXIS1  = " + (rows == 0 ? data.length : data.length / rows),
                        "NAXIS2  = " + rows,
                        "PCOUNT  = 0",
                        "GCOUNT  = 1",
                        "TFIELDS = 1",
                        "TFORM1  = '" + tform + "'",
                        extra));
        out.writeBytes(data);
        pad(out, '\0');
        return out.toByteArray();
    }

    private static Reader read(String attributes, String extnum, byte[] fits) {
        return Reader.of(Doc.table(
                "<FIELD name=\"x\" " + attributes + "/>",
                "<FITS " + extnum + "><STREAM encoding=\"base64\">" + Doc.base64(fits) + "</STREAM></FITS>"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            datatype="int"                 | 1I   | TZERO1  = 32768          | ffff     | 32767
            datatype="long"                | J    | TZERO1  = 2147483648     | 7fffffff | 4294967295
            datatype="short"               | B    | TZERO1  = -128           | 00       | -128
            datatype="double"              | I    | TSCAL1  = 0.5            | 0003     | 1.5
            datatype="float"               | E    |                          | 3fc00000 | 1.5
            datatype="double"              | E    |                          | 7fc00000 | null
            datatype="double"              | D    | TSCAL1  = 2.0D0          | 3ff0000000000000 | 2.0
            datatype="int"                 | J    | TNULL1  = -1             | ffffffff | null
            datatype="int"                 | I    | TNULL1  = 7 / missing    | 0007     | null
            datatype="int" arraysize="2"   | 2I   | TZERO1  = 1              | 00010002 | [2, 3]
            datatype="boolean"             | L    |                          | 46       | false
            datatype="bit" arraysize="3"   | 3X   |                          | a0       | [true, false, true]
            datatype="char" arraysize="*"  | 5A   |                          | 6120622020 | a b
            datatype="char" arraysize="2x2"| 4A   |                          | 61206364 | [a, cd]
            datatype="floatComplex"        | C    |                          | 3f80000040000000 | [1.0, 2.0]
            datatype="doubleComplex"       | M    |                          | 3ff00000000000004000000000000000 | [1.0, 2.0]
            """)
    void aColumnIsReadAsItsFieldSays(String attributes, String tform, String extra, String hex, String cell) {
        byte[] fits = fits(tform, extra == null ? "" : extra, 1, HexFormat.of().parseHex(hex));

        Reader read = read(attributes, "extnum=\"2\"", fits);

        assertThat(read.problem()).isEqualTo("null");
        assertThat(String.valueOf(Stil.common(read.cell()))).isEqualTo(cell);
        assertThat(String.valueOf(Stil.common(read(attributes, "", fits).cell())))
                .isEqualTo(cell);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            datatype="int"  | Z  | extnum="2" | The column "x" of the FITS stream has the unknown TFORM "Z"
            datatype="int"  | 1I | extnum="2" | The FITS stream cannot be read: its rows have 4 bytes, its columns 2
            datatype="int"  | 1J | extnum="1" | The FITS stream cannot be read: its extension 1 is no binary table
            datatype="int"  | 1J | extnum="3" | The FITS stream cannot be read: it ends before its table
            """)
    void whatCannotBeReadIsNamed(String attributes, String tform, String extnum, String problem) {
        assertThat(read(attributes, extnum, fits(tform, "", 1, new byte[4])).problem())
                .isEqualTo("MALFORMED: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            datatype="int" arraysize="*" | 1PJ(9) | 8  | the column is of variable length (TFORM 1PJ(9)): its values stand behind all rows
            datatype="int" arraysize="*" | 1QJ(9) | 16 | the column is of variable length (TFORM 1QJ(9)): its values stand behind all rows
            datatype="int"               | 1A     | 1  | the column is int, but TFORM 1A
            datatype="int"               | 2J     | 8  | the column has another arraysize than TFORM 2J
            """)
    void aColumnThatCannotBeReadCostsItsCells(String attributes, String tform, int bytes, String reason) {
        Reader read = read(attributes, "", fits(tform, "", 1, new byte[bytes]));

        assertThat(read.problem()).isEqualTo("null");
        assertThat(read.cell()).isNull();
        assertThat(read.rows().get(0).unreadable()).containsExactly(new UnreadableCell(0, "", reason, false));
    }

    @Test
    void aNumberThatDoesNotFitCostsItsCell() {
        byte[] data = HexFormat.of().parseHex("0000000100100000");

        Reader read = read("datatype=\"short\"", "", fits("J", "", 2, data));

        assertThat(read.rows()).extracting(row -> row.cell(0)).containsExactly((short) 1, null);
        assertThat(read.rows().get(1).unreadable())
                .containsExactly(new UnreadableCell(0, "1048576", "1048576 is not short", false));
    }

    @Test
    void aTableThatEndsTooEarlyIsNamed() {
        byte[] fits = fits("1J", "", 2000, new byte[8000]);

        assertThat(read("datatype=\"int\"", "", java.util.Arrays.copyOf(fits, fits.length - 2880))
                        .problem())
                .startsWith("MALFORMED: The FITS stream cannot be read: it ends")
                .endsWith("rows too early");
    }
}
