package dev.voyage.votable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.Cuts;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.table.UnreadableCell;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The position of a cut affects neither the result nor the rejection. */
class CutsTest {

    private static final String SERVICE =
            "<RESOURCE type=\"meta\" utype=\"adhoc:service\" ID=\"dl\"><PARAM name=\"accessURL\""
                    + " value=\"http://a.test/?x&amp;y=\"/><GROUP name=\"inputParams\"><PARAM"
                    + " name=\"ID\" ref=\"n\" value=\"\"/></GROUP></RESOURCE>";

    private static String tabledata(String declaration) {
        return declaration
                + "<!-- a > b --><!DOCTYPE VOTABLE [<!ENTITY x \"]>'\"><!-- ' -->]>\n"
                + "<v:VOTABLE xmlns:v=\"http://wrong.test/\" xsi:schemaLocation=\"x\"><v:INFO"
                + " name=\"QUERY_STATUS\" value=\"OK\"/><v:RESOURCE type=\"results\"><v:TABLE"
                + " name=\"τ\"><v:FIELD name=\"n\" datatype=\"int\"/><v:FIELD name=\"t\""
                + " datatype=\"unicodeChar\" arraysize=\"*\"><v:DESCRIPTION>é &amp; ü"
                + "</v:DESCRIPTION></v:FIELD><v:DATA><v:TABLEDATA><v:TR><v:TD>1</v:TD><v:TD>a&#x42;"
                + "<![CDATA[]]]]>ö😀</v:TD></v:TR><v:TR><v:TD/><v:TD></v:TD></v:TR><v:TR><v:TD>x"
                + "</v:TD><v:TD>y</v:TD></v:TR></v:TABLEDATA></v:DATA></v:TABLE><v:INFO"
                + " name=\"QUERY_STATUS\" value=\"OVERFLOW\">more</v:INFO></v:RESOURCE>"
                + SERVICE
                + "</v:VOTABLE>\n";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] binary(String form, String encoding, byte[] content) {
        return utf8(Doc.results("<TABLE><FIELD name=\"a\" datatype=\"short\"/><FIELD name=\"b\""
                + " datatype=\"char\" arraysize=\"*\"/><DATA><"
                + form
                + "><STREAM encoding=\""
                + encoding
                + "\">\n"
                + Doc.base64(content)
                + "\n</STREAM></"
                + form
                + "></DATA></TABLE>"));
    }

    static Stream<byte[]> documents() {
        byte[] rows = Doc.bytes(0, 7, 0, 0, 0, 2, 'h', 'i', 0, 8, 0, 0, 0, 0);
        byte[] flagged = Doc.bytes(0, 0, 7, 0, 0, 0, 2, 'h', 'i', 0x80, 0, 8, 0, 0, 0, 0);
        String iso = "<?xml version='1.0' encoding='ISO-8859-1'?>";
        String latin = tabledata(iso).replace("τ", "t").replace("😀", "&#x1F600;");
        return Stream.of(
                utf8(tabledata("<?xml version=\"1.0\"?>\n")),
                utf8("\n " + tabledata("<?xml version=\"1.0\" encoding=\"utf-16\"?>")),
                utf8("\ufeff" + tabledata("")),
                Doc.gzip(utf8(tabledata(""))),
                Doc.gzip(Doc.gzip(utf8(tabledata("")))),
                tabledata("<?xml version='1.0' encoding='UTF-16'?>").getBytes(StandardCharsets.UTF_16),
                tabledata("").getBytes(Charset.forName("x-UTF-16LE-BOM")),
                tabledata("<?xml version='1.0'?>").getBytes(StandardCharsets.UTF_16BE),
                latin.getBytes(StandardCharsets.ISO_8859_1),
                ("\r\n  " + latin).getBytes(StandardCharsets.ISO_8859_1),
                binary("BINARY", "base64", rows),
                binary("BINARY2", "base64", flagged),
                binary("BINARY", "gzip", Doc.gzip(rows)),
                utf8("<!-- a --><html><head><title>Down</title></head><body>x</body></html>"),
                utf8("Error: no such table"),
                utf8(Doc.table("<FIELD name='a😀b😀' utype='é€😀' datatype='int'/>", "<TABLEDATA/>")),
                utf8(Doc.results("<INFO name=\"QUERY_STATUS\" value=\"ERROR\">no &lt;x></INFO>")));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void whereABufferEndsDoesNotMatter(byte[] document) {
        String whole = said(Reader.of(document));

        assertThat(Cuts.of(document))
                .allSatisfy(cut -> assertThat(said(Reader.of(cut))).isEqualTo(whole));
    }

    @Test
    void allEncodingsSayTheSame() {
        List<String> said =
                documents().limit(10).map(Reader::of).map(CutsTest::said).toList();

        // the Latin-1 document has no Greek in its name
        assertThat(said.stream().map(text -> text.replace("τ", "t"))).containsOnly(said.get(8));
        assertThat(said.get(0))
                .isEqualTo("[Info QUERY_STATUS=OK, TableStart τ [n, t] é & ü, {n=1, t=aB]]ö😀}, {n=null,"
                        + " t=null}, {n=null, t=y} but \"x\" is not an int, TableEnd 3,"
                        + " Overflow more, Service http://a.test/?x&y= n] null");
    }

    @Test
    void aFollowedStreamMayBeCutAnywhere() {
        byte[] document = Reader.fixture("reconstructed/stilts/cone-mixed-votable-fits-href.vot");
        String folder = "reconstructed/stilts";
        byte[] fits = Reader.fixture(folder + "/cone-mixed-votable-fits-href-data.fits");
        String whole = said(Reader.following(List.of(ByteBuffer.wrap(document)), folder));
        var reader = new VotableReader(VotableLimits.DEFAULT);

        for (List<ByteBuffer> cut : List.of(
                Cuts.bytewise(fits),
                Cuts.inTwo(fits, 2880),
                Cuts.random(fits, 5000, 3),
                Cuts.random(Doc.gzip(fits), 100, 4))) {
            var events = reader.read(
                    io.smallrye.mutiny.Multi.createFrom().iterable(Cuts.bytewise(document)),
                    href -> io.smallrye.mutiny.Multi.createFrom().iterable(cut));
            assertThat(said(Reader.of(events))).isEqualTo(whole);
        }
    }

    private static String said(Reader read) {
        return read.events().stream().map(CutsTest::said).toList() + " " + read.problem();
    }

    private static String said(VotableEvent event) {
        if (event instanceof VotableEvent.RowRead read) {
            String unreadable = read.row().unreadable().stream()
                    .map(UnreadableCell::reason)
                    .collect(java.util.stream.Collectors.joining(", "));
            return read.row().toMap() + (unreadable.isEmpty() ? "" : " but " + unreadable);
        }
        if (event instanceof VotableEvent.RowRefused refused) {
            return refused.problem().detail();
        }
        if (event instanceof VotableEvent.TableStart start) {
            return "TableStart "
                    + start.name()
                    + " "
                    + start.columns().keys()
                    + " "
                    + start.columns().at(start.columns().size() - 1).utype()
                    + start.columns().at(start.columns().size() - 1).description();
        }
        if (event instanceof VotableEvent.Info info) {
            return "Info " + info.name() + "=" + info.value() + info.text();
        }
        if (event instanceof VotableEvent.Descriptor service) {
            return "Service "
                    + service.descriptor().accessUrl()
                    + " "
                    + service.descriptor().inputParams().get(0).ref();
        }
        if (event instanceof VotableEvent.TableEnd end) {
            return "TableEnd " + end.rows();
        }
        return event instanceof VotableEvent.Overflow overflow ? "Overflow " + overflow.message() : event.toString();
    }
}
