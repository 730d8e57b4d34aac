package dev.voyage.search.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Target;
import dev.voyage.sky.SkyPosition;
import dev.voyage.testsupport.Received;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A catalogue with cone searches of two versions: the newer is asked, and the older one if that refuses. */
class ConeVersionStoryTest extends WithRig {

    private static final String XML = "application/x-votable+xml";
    private static final int TARGETS = 4;

    @BeforeEach
    void registry() {
        rig.played.registry().answersBy(200, XML, this::registered);
        rig.archive.on("/scs.xml").answersBy(200, XML, request -> rows(request, "int"));
    }

    private byte[] registered(Received request) {
        String rows = request.bodyText().contains("res_table")
                ? "<FIELD name='table_name' datatype='char' arraysize='*'/><DATA><TABLEDATA><TR><TD>x.main</TD></TR>"
                : "<FIELD name='standard_id' datatype='char' arraysize='*'/>"
                        + "<FIELD name='intf_type' datatype='char' arraysize='*'/>"
                        + "<FIELD name='access_url' datatype='char' arraysize='*'/><DATA><TABLEDATA>"
                        + service("ivo://ivoa.net/std/conesearch", "/scs.xml?")
                        + service("ivo://ivoa.net/scs2#query-2.0-aux", "/scs2.xml?");
        return ("<VOTABLE><RESOURCE type='results'><INFO name='QUERY_STATUS' value='OK'/><TABLE>" + rows
                        + "</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String service(String standard, String path) {
        return "<TR><TD>" + standard + "</TD><TD>vs:paramhttp</TD><TD>" + rig.archive.uri(path) + "</TD></TR>";
    }

    /** A service of version 2 has identifiers as texts, whatever their type in the table. */
    private static byte[] rows(Received request, String idType) {
        String degree = request.query().replaceFirst(".*RA=(\\d+).*", "$1");
        return ("<VOTABLE><RESOURCE type='results'><INFO name='QUERY_STATUS' value='OK'/><TABLE>"
                        + "<FIELD name='id' ucd='meta.id;meta.main' datatype='" + idType + "'"
                        + (idType.equals("char") ? " arraysize='*'" : "") + "/>"
                        + "<FIELD name='ra' ucd='pos.eq.ra;meta.main' datatype='double' unit='deg'/>"
                        + "<FIELD name='dec' ucd='pos.eq.dec;meta.main' datatype='double' unit='deg'/>"
                        + "<DATA><TABLEDATA><TR><TD>" + degree + "</TD><TD>" + degree + "</TD><TD>1</TD></TR>"
                        + "</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Refuses as DaCHS does: an error document with status 400. */
    private void refuses(String words) {
        rig.archive
                .on("/scs2.xml")
                .answers(
                        400,
                        XML,
                        "<VOTABLE><RESOURCE type='results'><INFO name='QUERY_STATUS' value='ERROR'>" + words
                                + "</INFO></RESOURCE></VOTABLE>");
    }

    private static SearchRequest request(int targets) {
        return new SearchRequest(
                IntStream.range(0, targets)
                        .mapToObj(i -> new Target(null, new SkyPosition(10.0 + i, 1)))
                        .toList(),
                List.of("ivo://archive.test/x"),
                0.25,
                null,
                List.of(),
                List.of(),
                Action.OBSERVATIONS,
                SourcePreference.AUTO);
    }

    private static void isWhole(Told told) {
        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.of("observation.found")).hasSize(TARGETS);
        assertThat(told.of("catalogue.failed")).isEmpty();
    }

    @Test
    void theNewerVersionIsAskedInItsOwnWords() {
        rig.archive.on("/scs2.xml").answersBy(200, XML, request -> rows(request, "char"));
        var told = new Told(rig.run(request(TARGETS)));

        isWhole(told);
        assertThat(rig.archive.requests("/scs.xml")).isEmpty();
        assertThat(rig.archive.requests("/scs2.xml")).hasSize(TARGETS).allSatisfy(request -> {
            List<String> names = Arrays.stream(request.query().split("&", -1))
                    .map(parameter -> parameter.substring(0, parameter.indexOf('=')))
                    .toList();
            assertThat(names).containsExactlyInAnyOrder("RA", "DEC", "SR", "VERB", "TABLE");
            assertThat(request.query()).contains("TABLE=x.main");
        });
        assertThat(told.of("service.found")).singleElement().satisfies(found -> {
            assertThat(found.path("version").asText()).isEqualTo("2");
            assertThat(found.path("table").asText()).isEqualTo("x.main");
            assertThat(found.path("accessUrl").asText()).endsWith("/scs2.xml?");
        });
    }

    @Test
    void theOlderVersionIsAskedWhereTheNewerOneRefuses() {
        refuses("unknown parameter VERB");
        var told = new Told(rig.run(request(TARGETS)));

        isWhole(told);
        assertThat(rig.archive.requests("/scs.xml")).hasSize(TARGETS);
        assertThat(told.of("service.found")).hasSize(2);
        JsonNode found = told.of("service.found").get(1);
        assertThat(found.has("version")).isFalse();
        assertThat(found.path("accessUrl").asText()).endsWith("/scs.xml?");
        assertThat(found.path("reason").asText()).contains("version 2", "unknown parameter VERB");
        assertThat(rig.archive.requests("/scs2.xml")).hasSizeBetween(1, TARGETS);
    }

    @Test
    void aRefusalOfAllVersionsIsTheRefusalOfTheOldest() {
        refuses("no such table");
        rig.archive.on("/scs.xml").answers(404);
        var told = new Told(rig.run(request(1)));

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.problem()).isEqualTo("refused");
        assertThat(rig.archive.requests("/scs2.xml")).hasSize(1);
        assertThat(rig.archive.requests("/scs.xml")).hasSize(1);
    }

    @Test
    void aWebPageIsNoAnswerOfTheNewerVersion() {
        rig.archive.on("/scs2.xml").errorPage(200);

        isWhole(new Told(rig.run(request(TARGETS))));
        assertThat(rig.archive.requests("/scs.xml")).hasSize(TARGETS);
    }

    @Test
    void cutBehindEveryEventNoRowIsReportedTwice() throws Exception {
        refuses("not today");
        List<JsonNode> whole = rig.run(request(TARGETS));
        List<String> all = observations(whole);
        for (int seq = 1; seq < whole.size(); seq++) {
            Path data = directory.resolve("cut-" + seq).resolve("data");
            CutStory.copy(rig, whole, seq, true, data);
            int before = rig.archive.requests("/scs2.xml").size();
            try (var next = new Rig(rig, data)) {
                next.searches.recover().await().atMost(Rig.SOON);
                List<JsonNode> events = next.events(whole.get(0).path("search").textValue());

                assertThat(observations(events)).as("cut behind %d", seq).isEqualTo(all);
                isWhole(new Told(events));
            }
            long services = whole.subList(0, seq).stream()
                    .filter(event -> event.path("type").asText().equals("service.found"))
                    .count();
            if (services == 2) {
                assertThat(rig.archive.requests("/scs2.xml"))
                        .as("the version is remembered")
                        .hasSize(before);
            }
        }
    }

    private static List<String> observations(List<JsonNode> events) {
        return events.stream()
                .filter(event -> event.path("type").asText().equals("observation.found"))
                .map(row -> row.path("target").asText() + " "
                        + row.path("observation").asText())
                .sorted()
                .collect(Collectors.toList());
    }
}
