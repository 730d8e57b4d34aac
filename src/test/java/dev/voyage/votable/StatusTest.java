package dev.voyage.votable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.votable.VotableEvent.Info;
import dev.voyage.votable.VotableEvent.Overflow;
import dev.voyage.votable.VotableEvent.TableSkipped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Status, errors, services and the choice of the table, wherever they stand. */
class StatusTest {

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
        assertThat(read.all(TableSkipped.class)).containsExactly(new TableSkipped("other"));
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
}
