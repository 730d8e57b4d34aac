package dev.voyage.votable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Cuts;
import dev.voyage.votable.event.VotableEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid VOTables are rejected with a reason. */
class MalformedTest {

    private static final String DOCUMENT = "<?xml version=\"1.0\"?><VOTABLE><RESOURCE type=\"results\"><INFO name=\"a\""
            + " value=\"b\">c</INFO><TABLE><FIELD name=\"x\" datatype=\"int\"><VALUES"
            + " null=\"-1\"/></FIELD><DATA><TABLEDATA><TR><TD>1</TD></TR></TABLEDATA>"
            + "</DATA></TABLE></RESOURCE></VOTABLE>";

    @Test
    void aDocumentCutShortAtAnyDepthIsMalformed() {
        byte[] document = DOCUMENT.getBytes(UTF_8);
        for (int length = 0; length < document.length; length++) {
            Reader read = Reader.of(Arrays.copyOf(document, length));

            assertThat(read.failure()).as("%s bytes", length).isInstanceOf(Problem.class);
            assertThat(((Problem) read.failure()).kind()).isEqualTo(ProblemType.MALFORMED);
        }
    }

    /** A program that failed may close all elements. */
    @ParameterizedTest
    @CsvSource({"2, 1", "3, 1", "10, 1", "1, 0", "0, 0", "'', 0", "-5, 0", "many, 0", "99999999999999999999, 0"})
    void fewerRowsThanTheTableAnnouncesAreAnOverflow(String nrows, int overflows) {
        Reader read = Reader.of(DOCUMENT.replace("<TABLE>", "<TABLE nrows=\"" + nrows + "\">"));

        assertThat(read.failure()).isNull();
        assertThat(read.rows()).hasSize(1);
        assertThat(read.all(VotableEvent.Overflow.class)).hasSize(overflows).allSatisfy(overflow -> assertThat(
                        overflow.message())
                .isEqualTo("the table announces " + nrows + " rows, and has 1"));
        assertThat(read.events()).last().isInstanceOf(VotableEvent.TableEnd.class);
    }

    @Test
    void anEmptyTableThatAnnouncesRowsHasAnOverflowUnlessItIsAboutColumnsOnly() {
        String head = "<VOTABLE><RESOURCE type=\"results\"><TABLE nrows=\"5\"><FIELD name=\"x\" datatype=\"int\"/>";
        Reader empty = Reader.of(head + "<DATA><TABLEDATA/></DATA></TABLE></RESOURCE></VOTABLE>");
        Reader columns = Reader.of(head + "</TABLE></RESOURCE></VOTABLE>");

        assertThat(empty.all(VotableEvent.Overflow.class)).hasSize(1);
        assertThat(columns.all(VotableEvent.Overflow.class)).isEmpty();
        assertThat(columns.columns().size()).isEqualTo(1);
    }

    @Test
    void theProblemSaysWhere() {
        String begin = "<!--\n\n--><VOTABLE>\n<RESOURCE><TABLE>";
        String where = ", at byte " + (begin.length() + 8) + ", inside /VOTABLE/RESOURCE/TABLE";

        assertThat(Reader.of(begin + "<FIELD a").problem())
                .isEqualTo("MALFORMED: The VOTable cannot be read: it ends too early" + where);
        assertThat(Reader.of(Cuts.bytewise((begin + "<FIELD a<").getBytes(UTF_8)))
                        .problem())
                .startsWith("MALFORMED: The VOTable cannot be read: Unexpected character '<'")
                .endsWith(", inside /VOTABLE/RESOURCE/TABLE");
    }

    @Test
    void aDocumentBrokenAtAnyPlaceNeverFailsOtherwiseThanByName() {
        byte[] document = DOCUMENT.getBytes(UTF_8);
        for (int at = 0; at < document.length; at++) {
            for (int with : new int[] {'<', '>', '&', '"', 0, 0xff, 'x', '/'}) {
                byte[] broken = document.clone();
                broken[at] = (byte) with;

                Reader read = Reader.of(broken);

                assertThat(read.failure())
                        .as("byte %s is %s", at, with)
                        .satisfiesAnyOf(failure -> assertThat(failure).isNull(), failure -> assertThat(failure)
                                .isInstanceOf(Problem.class));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                | MALFORMED: The document is empty
            '   '                             | MALFORMED: The document ends before its root element, after 3 bytes
            {"error": "no"}                   | MALFORMED: The document is no XML; it begins "{\\"error\\": \\"no\\"}"
            <Error><Code>NoSuchKey</Code></Error> | MALFORMED: The document is no VOTable: its root element is "Error"
            <!doctype html><p>Sorry, <b>down</b> | MALFORMED: An HTML page came instead of a VOTable: "Sorry, down"
            <HTML lang=en><TITLE>502 Bad Gateway</TITLE> | MALFORMED: An HTML page came instead of a VOTable: "502 Bad Gateway"
            <?xml version="1.0" encoding="nope"?><VOTABLE/> | MALFORMED: The document's encoding "nope" is unknown
            <VOTABLE/>                        | MALFORMED: The VOTable has no table of results, and names no error
            """)
    void whatIsNoVotableIsNamed(String document, String problem) {
        assertThat(Reader.of(document).problem()).isEqualTo(problem);
    }

    @Test
    void entitiesAreNeverExpanded() {
        String bomb = "<!DOCTYPE VOTABLE [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c SYSTEM"
                + " \"file:///etc/passwd\">]>";
        String inText = bomb + Doc.cell("datatype=\"char\" arraysize=\"*\"", "", "%s");

        assertThat(Reader.of(inText.formatted("&b;")).problem())
                .startsWith("MALFORMED: The VOTable cannot be read: the entity \"b\" is not defined");
        assertThat(Reader.of(inText.formatted("&c;")).problem()).startsWith("MALFORMED: ");
        assertThat(Reader.of(bomb + "<VOTABLE version=\"&b;\"/>").problem()).startsWith("MALFORMED: ");
        assertThat(Reader.of(inText.formatted("fine")).cell()).isEqualTo("fine");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <PARQUET type="Parquet-local-file"><STREAM href="x"/></PARQUET> | The table is serialized as "PARQUET", which cannot be read here
            <BINARY><STREAM encoding="base64">AAA$</STREAM></BINARY> | The base64 of the STREAM is broken: the character U+24 is not of it
            <BINARY><STREAM encoding="base64">AAAAAAA=</STREAM></BINARY> | The binary table cannot be read: it ends inside row 2
            <BINARY><STREAM encoding="base64">AAAAAA==AAAA</STREAM></BINARY> | The base64 of the STREAM is broken: there is something behind its end
            <BINARY><STREAM encoding="gzip">AAAAAA==</STREAM></BINARY> | The stream is announced as gzip and is not
            <BINARY><STREAM encoding="rot13">x</STREAM></BINARY> | The STREAM's encoding "rot13" is not one we can read
            <FITS><STREAM encoding="base64">AAAA</STREAM></FITS> | The FITS stream cannot be read: it ends before its table
            <TABLEDATA><TD>1</TD></TABLEDATA> | The VOTable cannot be read: a TD is not in a TR
            """)
    void abrokenSerializationIsNamed(String data, String problem) {
        Reader read = Reader.of(Doc.table("<FIELD name=\"x\" datatype=\"int\"/>", data));

        assertThat(read.problem()).startsWith("MALFORMED: " + problem);
    }

    @Test
    void aBadFieldEndsTheTable() {
        assertThat(Reader.of(Doc.cell("datatype=\"int\" arraysize=\"many\"", "", "1"))
                        .problem())
                .isEqualTo("MALFORMED: The column \"x\" has the arraysize \"many\", which is not valid");
        assertThat(Reader.of(Doc.cell("datatype=\"string\"", "", "abc")).cell()).isEqualTo("abc");
        assertThat(Reader.of(Doc.binary("BINARY", "datatype=\"string\"", Doc.bytes(1)))
                        .problem())
                .isEqualTo("MALFORMED: The column \"x\" of a binary table has no known datatype");
    }

    @Test
    void brokenGzipIsNamed() {
        byte[] gzip = Doc.gzip(DOCUMENT.getBytes(UTF_8));
        byte[] wrongSum = gzip.clone();
        wrongSum[gzip.length - 6] ^= 1;

        assertThat(Reader.of(wrongSum).problem())
                .isEqualTo("CORRUPT: The gzip stream is broken: its bytes are not those of its check" + " sum");
        for (int length = 2; length < gzip.length; length++) {
            assertThat(Reader.of(Arrays.copyOf(gzip, length)).problem())
                    .isEqualTo("CORRUPT: The gzip stream is broken: it ends too early, after " + length + " bytes");
        }
    }

    @Test
    void anHrefIsNotFollowedUnlessAsked() {
        String document = Doc.table(
                "<FIELD name=\"x\" datatype=\"int\"/>", "<BINARY><STREAM href=\"http://10.0.0.1/x\"/></BINARY>");

        assertThat(Reader.of(document).problem())
                .isEqualTo("EGRESS_REFUSED: The rows are not in the VOTable but at"
                        + " \"http://10.0.0.1/x\", which is not followed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00c3C", "\u00e2\u0082C", "\u00f0\u009f\u0098C"})
    void brokenCharacterIsTheSameProblemAtEveryCut(String latin) {
        byte[] document = ("<VOTABLE><RESOURCE type='results'><TABLE><FIELD name='a' datatype='char' arraysize='*'/>"
                        + "<DATA><TABLEDATA><TR><TD>x</TD></TR><TR><TD>" + latin + "</TD></TR>")
                .getBytes(StandardCharsets.ISO_8859_1);
        String whole = Reader.of(document).problem();
        assertThat(whole).startsWith("MALFORMED: The VOTable cannot be read: ");

        for (int cut = 1; cut < document.length; cut++) {
            Reader read = Reader.of(List.of(
                    ByteBuffer.wrap(document, 0, cut).slice(),
                    ByteBuffer.wrap(document, cut, document.length - cut).slice()));
            assertThat(read.problem()).as("cut at " + cut).isEqualTo(whole);
        }
    }
}
