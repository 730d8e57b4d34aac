package dev.voyage.votable.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.voyage.votable.Doc;
import dev.voyage.votable.Reader;
import dev.voyage.votable.event.ServiceDescriptor;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableEvent.Info;
import dev.voyage.votable.event.VotableEvent.Overflow;
import dev.voyage.votable.event.VotableEvent.TableSkipped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Status, errors, services and the choice of the table, at any position. */
class QueryStatusTest {

    private static final String TABLE =
            "<TABLE><FIELD name=\"n\" datatype=\"int\"/><DATA><TABLEDATA><TR><TD>1</TD></TR>"
                    + "</TABLEDATA></DATA></TABLE>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<VOTABLE>%s<RESOURCE>T</RESOURCE></VOTABLE>",
                "<VOTABLE><DEFINITIONS>%s</DEFINITIONS></VOTABLE>",
                "<VOTABLE><RESOURCE type='results'>%s</RESOURCE></VOTABLE>",
                "<VOTABLE><RESOURCE type='results'>%sT</RESOURCE></VOTABLE>",
                "<VOTABLE><RESOURCE type='results'>T%s</RESOURCE></VOTABLE>",
                "<VOTABLE><RESOURCE type='results'><TABLE>%s</TABLE></RESOURCE></VOTABLE>",
                "<VOTABLE><RESOURCE type='results'>T</RESOURCE>%s</VOTABLE>",
                "<VOTABLE><RESOURCE><RESOURCE>%s</RESOURCE></RESOURCE></VOTABLE>",
                "<VOTABLE><RESOURCE type='results'>T<TABLE>%s</TABLE></RESOURCE></VOTABLE>"
            })
    void anErrorAtAnyLevelIsTheServicesRefusal(String document) {
        for (String error : new String[] {
            "<INFO name=\"QUERY_STATUS\" value=\"ERROR\"> no\n such table </INFO>",
            "<INFO name=\"query_status\" value=\"error\">no\n such table</INFO>",
            "<INFO name=\"Error\" value=\"no&#10; such table\"/>",
            "<PARAM name=\"Error\" datatype=\"char\" arraysize=\"*\" value=\"no&#10; such" + " table\"/>",
            "<PARAM name=\"Error\" value=\"no&#10; such table\"/>"
        }) {
            Reader read = Reader.of(
                    document.replace("T<", TABLE + "<").formatted(error).replace("T%s", TABLE));

            assertThat(read.problem())
                    .startsWith("REFUSED: The service refused: \"no")
                    .endsWith("such table\"");
        }
    }

    @Test
    void aQuantityNamedErrorIsNoRefusal() {
        Reader read = Reader.of(Doc.results("<PARAM name=\"Error\" datatype=\"float\" value=\"0.5\"/><PARAM"
                + " name=\"error\" value=\"0.5\"/><INFO name=\"Error\""
                + " value=\"\"/>"
                + TABLE));

        assertThat(read.failure()).isNull();
        assertThat(read.rows()).hasSize(1);
    }

    @Test
    void rowsBeforeAnErrorHaveGoneOut() {
        Reader read = Reader.of(Doc.results(TABLE + "<INFO name=\"QUERY_STATUS\" value=\"ERROR\">late</INFO>"));

        assertThat(read.rows()).hasSize(1);
        assertThat(read.problem()).isEqualTo("REFUSED: The service refused: \"late\"");
    }

    @Test
    void overflowIsSaidBeforeOrBehindTheRows() {
        String info = "<INFO name=\"QUERY_STATUS\" value=\"OVERFLOW\">2 of 9</INFO>";

        assertThat(Reader.of(Doc.results(info + TABLE)).all(Overflow.class)).containsExactly(new Overflow("2 of 9"));
        assertThat(Reader.of(Doc.results(TABLE + info)).all(Overflow.class)).containsExactly(new Overflow("2 of 9"));
    }

    @Test
    void anyOtherInfoIsSaid() {
        assertThat(Reader.of(Doc.results("<INFO name=\"q\" value=\"v\"> text </INFO>" + TABLE))
                        .all(Info.class))
                .containsExactly(new Info("q", "v", "text"));
    }

    private static String service(String id, String params) {
        return "<RESOURCE type=\"meta\" utype=\"adhoc:service\" ID=\"" + id + "\">" + params + "</RESOURCE>";
    }

    private static final String GROUP = "<GROUP name=\"inputParams\"><PARAM name=\"ID\" ref=\"obs\" value=\"\""
            + " datatype=\"char\" ucd=\"meta.id\"/><GROUP><PARAM name=\"SR\" value=\"1\"/>"
            + "</GROUP></GROUP>";
    private static final String ACCESS = "<PARAM name=\"standardID\" value=\"ivo://ivoa.net/std/DataLink#links-1.1\"/>"
            + "<PARAM name=\"accessURL\" value=\"http://a.test/dl?k&amp;\"/>"
            + "<PARAM name=\"contentType\" value=\"text/xml\"/>";

    @Test
    void servicesAreFoundWhereverTheyStand() {
        String document = "<VOTABLE>"
                + service("before", GROUP + ACCESS)
                + "<RESOURCE type=\"results\">"
                + service("nested", ACCESS + GROUP)
                + TABLE
                + service("inside", ACCESS)
                + "</RESOURCE><RESOURCE type=\"meta\">"
                + service("deep", "<DESCRIPTION>Links</DESCRIPTION>" + ACCESS)
                + "</RESOURCE></VOTABLE>";

        Reader read = Reader.of(document);

        assertThat(read.failure()).isNull();
        assertThat(read.descriptors())
                .extracting(ServiceDescriptor::id)
                .containsExactly("before", "nested", "inside", "deep");
        ServiceDescriptor first = read.descriptors().get(0);
        assertThat(first.isDatalink()).isTrue();
        assertThat(first.accessUrl()).isEqualTo("http://a.test/dl?k&");
        assertThat(first.contentType()).isEqualTo("text/xml");
        assertThat(first.inputParams())
                .containsExactly(
                        new ServiceDescriptor.InputParam("ID", "obs", "", "char", "meta.id"),
                        new ServiceDescriptor.InputParam("SR", "", "1", "", ""));
        assertThat(read.descriptors().get(3).description()).isEqualTo("Links");
    }

    @Test
    void theTableOfTheFirstResourceIsTakenWhereNoneSaysResults() {
        String meta = "<RESOURCE type=\"meta\">" + TABLE.replace(">1<", ">0<") + "</RESOURCE>";

        Reader read = Reader.of("<VOTABLE>"
                + meta
                + "<RESOURCE>"
                + TABLE
                + "</RESOURCE><RESOURCE>"
                + TABLE.replace("<TABLE>", "<TABLE name=\"other\">")
                + "</RESOURCE></VOTABLE>");

        assertThat(read.failure()).isNull();
        assertThat(read.rows()).extracting(row -> row.cell(0)).containsExactly(1);
        assertThat(read.all(TableSkipped.class)).containsExactly(new TableSkipped("other", 1));
    }

    @Test
    void resultsBehindATableThatWasTakenForThemAreNotLostSilently() {
        Reader read = Reader.of("<VOTABLE><RESOURCE>"
                + TABLE
                + "</RESOURCE><RESOURCE type=\"results\">"
                + TABLE
                + "</RESOURCE></VOTABLE>");

        assertThat(read.problem()).startsWith("MALFORMED: The VOTable has its results behind");
    }

    @Test
    void fieldsWithoutDataAreATableOfNoRows() {
        Reader read = Reader.of(Doc.results("<TABLE><FIELD name=\"n\" datatype=\"int\"/></TABLE>"));

        assertThat(read.columns().size()).isEqualTo(1);
        assertThat(read.all(VotableEvent.TableEnd.class)).containsExactly(new VotableEvent.TableEnd(0));
    }

    private static String table(String name, String... rows) {
        return "<TABLE name=\"" + name + "\"><FIELD name=\"" + name + "\" datatype=\"int\"/>"
                + (rows.length == 0 ? "" : data(rows)) + "</TABLE>";
    }

    private static String data(String... rows) {
        return "<DATA><TABLEDATA><TR><TD>" + String.join("</TD></TR><TR><TD>", rows) + "</TD></TR></TABLEDATA></DATA>";
    }

    private static String stream(String name, String base64) {
        return "<TABLE name=\"" + name + "\"><FIELD name=\"n\" datatype=\"int\"/><DATA><BINARY><STREAM"
                + " encoding=\"base64\">" + base64 + "</STREAM></BINARY></DATA></TABLE>";
    }

    private static String in(String type, String content) {
        return "<RESOURCE" + (type.isEmpty() ? "" : " type=\"" + type + "\"") + ">" + content + "</RESOURCE>";
    }

    static java.util.stream.Stream<org.junit.jupiter.params.provider.Arguments> tables() {
        String none = "<TABLE name=\"none\"></TABLE>";
        String noRows = "<TABLE name=\"no\"><FIELD name=\"no\" datatype=\"int\"/><DATA><TABLEDATA/></DATA></TABLE>";
        return java.util.stream.Stream.of(
                // document; selected columns; rows; skipped tables
                arguments(in("", none + table("a", "1")), "a", 1, ""),
                arguments(in("", table("a") + table("b", "1", "2")), "b", 2, ""),
                arguments(in("", noRows + table("b", "1")), "b", 1, ""),
                arguments(in("", table("a")) + in("", table("b", "1")), "b", 1, ""),
                arguments(in("results", table("a")) + in("results", table("b", "1")), "b", 1, ""),
                arguments(in("results", table("a")) + in("", table("b", "1")), "a", 0, "b 1"),
                arguments(in("", table("a")) + in("results", table("b", "1")), "b", 1, ""),
                arguments(in("", table("a")) + in("results", table("b")), "b", 0, ""),
                arguments(in("", none) + in("", table("b")), "b", 0, ""),
                arguments(in("", none), "", 0, ""),
                arguments(in("", table("a", "1") + table("b", "2", "3") + table("c")), "a", 1, "b 2"),
                arguments(in("", table("a", "1") + none + noRows), "a", 1, ""),
                arguments(in("", table("a", "1")) + in("", table("b", "2") + table("c", "3")), "a", 1, "b 1 c 1"),
                arguments(in("", table("a", "1") + stream("b", "AAAAAQ==")), "a", 1, "b -1"),
                arguments(in("", table("a", "1") + stream("b", " ")), "a", 1, ""),
                arguments(in("", stream("n", "") + table("b", "2")), "b", 1, ""),
                arguments(in("results", in("", table("a", "1") + in("meta", table("m", "2")))), "a", 1, ""),
                arguments(in("meta", in("", table("m", "2"))) + in("", in("", table("a", "1"))), "a", 1, ""),
                arguments(in("results", in("meta", table("m", "2")) + table("a", "1")), "a", 1, ""),
                arguments(in("", "<GROUP><PARAM name='x' value='1'/></GROUP>" + table("a", "1")), "a", 1, ""),
                arguments(
                        in(
                                "",
                                table("a").replace("<TABLE", "<TABLE ID=\"s\"") + "<TABLE name=\"b\" ref=\"s\">"
                                        + data("7") + "</TABLE>"),
                        "a",
                        1,
                        ""));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("tables")
    void theFirstTableWithRowsIsReadAndOthersWithRowsAreCounted(
            String resources, String columns, int rows, String skipped) {
        Reader read = Reader.of("<VOTABLE>" + resources + "</VOTABLE>");

        assertThat(read.problem()).isEqualTo("null");
        assertThat(read.all(VotableEvent.TableStart.class)).hasSize(1);
        assertThat(String.join(" ", read.columns().keys())).isEqualTo(columns);
        assertThat(read.rows()).hasSize(rows);
        assertThat(read.all(VotableEvent.TableEnd.class)).containsExactly(new VotableEvent.TableEnd(rows));
        assertThat(read.all(TableSkipped.class).stream().map(table -> table.name() + " " + table.rows()))
                .containsExactly(skipped.isEmpty() ? new String[0] : skipped.split(" (?=[a-z])", -1));
    }

    private static final String CUT = "<VOTABLE><RESOURCE type='results'><TABLE><FIELD name='n' datatype='int'/><DATA>"
            + "<TABLEDATA><TR><TD>1</TD></TR>";
    private static final String WORDS = "<INFO name='QUERY_STATUS' value='ERROR'>the column \"x\" &lt; is bad</INFO>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s<?xml version=\"1.0\"?>\n<VOTABLE><RESOURCE type='results'>%s</RESOURCE></VOTABLE>",
                "%s<VOTABLE><RESOURCE type='results'>%s</RESOURCE></VOTABLE>",
                "%s<TR><TD>2</TD><?xml version=\"1.0\"?><VOTABLE><RESOURCE>%s",
                "%s<TR><TD><VOTABLE><RESOURCE>%s</RESOURCE></VOTABLE>",
                "%s%s",
                "%s</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE><?xml version='1.0'?><VOTABLE><RESOURCE>%s</RESOURCE></VOTABLE>",
                "%s</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE><VOTABLE xmlns='x'><RESOURCE>%s</RESOURCE></VOTABLE>",
                "%s<!DOCTYPE VOTABLE><VOTABLE>%s</VOTABLE>",
                "%s</TR><v:VOTABLE><v:RESOURCE>%s</v:RESOURCE></v:VOTABLE>"
            })
    void aServiceThatFailsBehindRowsIsHeard(String document) {
        for (String infos : new String[] {WORDS, "<INFO name='QUERY_STATUS' value='OK'/>" + WORDS}) {
            Reader read = Reader.of(document.formatted(CUT, infos));

            assertThat(read.rows()).hasSize(1);
            assertThat(read.problem()).isEqualTo("REFUSED: The service refused: \"the column \\\"x\\\" < is bad\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><head><title>500 Internal Server Error</title></head><body>Out of memory<br></body></html>",
                "</TR>java.sql.SQLException: connection & memory lost, fatal error",
                "<?php Fatal error: Maximum execution time of 30 seconds exceeded ?> Fatal error"
            })
    void aBrokenDocumentQuotesTheTroubleBehindTheBreak(String tail) {
        Reader read = Reader.of(CUT + tail);

        assertThat(read.rows()).hasSize(1);
        assertThat(read.problem()).startsWith("MALFORMED: ").containsPattern("(?i)error|memory|fatal|too early");
    }

    @Test
    void textBetweenRowsIsARefusedRowThatQuotesIt() {
        Reader read = Reader.of(Doc.ints(Doc.row(1, "a") + "\nERROR: out of<!-- no --> memory\n" + Doc.row(2, "b")
                + "<TR>oops<TD>3</TD><TD>c</TD></TR>"));

        assertThat(read.failure()).isNull();
        assertThat(read.rows()).hasSize(3);
        assertThat(read.refusals())
                .containsExactly(
                        "Row 2: text stands where a row should, \"ERROR: out of memory\"",
                        "Row 4: text stands where a row should, \"oops\"");
    }
}
