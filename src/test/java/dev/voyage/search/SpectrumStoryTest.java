package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.cone.DataRanges;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Via;
import dev.voyage.sky.SkyPosition;
import dev.voyage.testsupport.Script;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Searches for spectra by SSA: the columns are those of its utypes, whatever their names are. */
class SpectrumStoryTest extends WithRig {

    private static final String XML = "text/xml";
    private static final String FIELDS = field("Title", "char' arraysize='*' utype='ssa:DataID.Title")
            + field("DID", "char' arraysize='*' utype='ssa:Curation.PublisherDID")
            + field(
                    "Location",
                    "double' arraysize='2' unit='deg' ucd='pos.eq"
                            + "' utype='ssa:Char.SpatialAxis.Coverage.Location.Value")
            + field("AcRef", "char' arraysize='*' utype='ssa:Access.Reference")
            + field("Format", "char' arraysize='*' utype='ssa:Access.Format");

    private Script service;

    @BeforeEach
    void service() {
        service = rig.archive.on("/ssa").answers(200, XML, table("OK", rows("A", "B")));
        for (String id : List.of("A", "B")) {
            rig.archive.on("/spectrum/" + id).answers(200, "text/csv", "the data of " + id + "\n");
        }
    }

    private static String field(String name, String datatype) {
        return "<FIELD name='" + name + "' datatype='" + datatype + "'/>";
    }

    private String rows(String... ids) {
        return Arrays.stream(ids)
                .map(id -> "<TR><TD>" + id + "</TD><TD>ivo://a.test/~?" + id + "</TD><TD>10.5 1.25</TD><TD>"
                        + rig.archive.uri("/spectrum/" + id) + "</TD><TD>text/csv</TD></TR>")
                .collect(Collectors.joining());
    }

    private static String table(String status, String rows) {
        return "<VOTABLE><RESOURCE type='results'><INFO name='QUERY_STATUS' value='" + status
                + "'>in words</INFO><INFO name='SERVICE_PROTOCOL' value='1.1'>SSAP</INFO><TABLE>" + FIELDS
                + "<DATA><TABLEDATA>" + rows + "</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";
    }

    private Told run(Action action) {
        var request = new SearchRequest(
                null,
                new SkyPosition(10, 1),
                rig.archive.uri("/ssa?c=1&").toString(),
                0.25,
                null,
                List.of(),
                List.of(),
                action,
                SourcePreference.AUTO);
        return new Told(rig.run(request.withVia(Via.SSA)
                .withRanges(DataRanges.of("4e-7 7e-7", "57754 +Inf"))
                .checked()));
    }

    @Test
    void theUtypesSayWhatTheColumnsAre() {
        Told told = run(Action.DOWNLOAD).isSound();

        assertThat(told.end()).isEqualTo("search.completed");
        JsonNode row = told.of("observation.found").get(0);
        assertThat(row.path("observation").asText()).isEqualTo("ivo://a.test/~?A");
        assertThat(row.path("via").asText()).isEqualTo("ssa");
        assertThat(row.path("raDeg").asDouble()).isEqualTo(10.5);
        assertThat(row.path("decDeg").asDouble()).isEqualTo(1.25);
        assertThat(row.path("selected").asBoolean()).as("its aperture may be").isTrue();
        assertThat(told.of("file.completed"))
                .extracting(file -> file.path("file").asText())
                .allMatch(path -> path.endsWith("/A.csv") || path.endsWith("/B.csv"))
                .hasSize(2);
        assertThat(rig.archive.requests("/ssa").get(0).query())
                .isEqualTo("c=1&REQUEST=queryData&POS=10.0,1.0&SIZE=0.5&BAND=0.00000040/0.00000070"
                        + "&TIME=2017-01-01T00:00:00/&FORMAT=all&MAXREC=1001");
    }

    @Test
    void anOverflowBeforeTheRowsIsNeverComplete() {
        service.answers(200, XML, table("OVERFLOW", rows("A")));
        Told told = run(Action.OBSERVATIONS);

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.of("catalogue.searched").get(0).path("overflow").asBoolean())
                .isTrue();
    }

    @Test
    void anErrorIsQuoted() {
        service.answers(
                200,
                XML,
                "<VOTABLE><RESOURCE type='results'><INFO name='QUERY_STATUS' value='ERROR'>BAND: no such band</INFO>"
                        + "</RESOURCE></VOTABLE>");
        Told told = run(Action.OBSERVATIONS);

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.detail()).contains("BAND: no such band");
    }

    @Test
    void anAnswerThatBreaksOffIsContinued() {
        String whole = table("OK", rows("A", "B"));
        rig.archive
                .on("/ssa")
                .answers(200, XML, whole)
                .dropsAfter(whole.indexOf("<TD>B"))
                .then()
                .answers(200, XML, whole);
        Told told = run(Action.OBSERVATIONS);

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.of("observation.found")).hasSize(2);
    }
}
