package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Submitter;
import dev.voyage.search.request.Target;
import dev.voyage.search.story.CutStory;
import dev.voyage.sky.SkyPosition;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Targets outside the coverage that the registry gives for a catalogue. */
class CoverageStoryTest extends WithRig {

    private static final String XML = "text/xml";
    private static final Target COVERED = new Target("covered", new SkyPosition(161.265, -59.6845));
    private static final Target OUTSIDE = new Target("outside", new SkyPosition(279.2347, 38.7837));

    @BeforeEach
    void archive() {
        registered("3/594");
        rig.archive.on("/tcone").answers(200, XML, table(List.of("obsid", "exposure"), List.of("A", "5")));
    }

    private void registered(String moc) {
        rig.played
                .registry()
                .answers(
                        200,
                        XML,
                        table(
                                List.of(
                                        "ivoid",
                                        "res_title",
                                        "standard_id",
                                        "intf_type",
                                        "intf_role",
                                        "access_url",
                                        "coverage"),
                                List.of(
                                        "ivo://archive.test/t",
                                        "T",
                                        "ivo://ivoa.net/std/conesearch",
                                        "vs:paramhttp",
                                        "std",
                                        rig.archive.uri("/tcone?").toString(),
                                        moc)));
    }

    private static String table(List<String> names, List<String> cells) {
        return "<VOTABLE><RESOURCE type='results'><TABLE>"
                + names.stream()
                        .map(name -> "<FIELD name='" + name + "' datatype='char' arraysize='*'/>")
                        .collect(Collectors.joining())
                + "<DATA><TABLEDATA><TR><TD>" + String.join("</TD><TD>", cells)
                + "</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";
    }

    private static SearchRequest request(Target... targets) {
        return new SearchRequest(
                List.of(targets),
                List.of("ivo://archive.test/t"),
                0.5,
                null,
                List.of(),
                List.of(),
                Action.OBSERVATIONS,
                SourcePreference.AUTO);
    }

    private int cones() {
        return rig.archive.requests("/tcone").size();
    }

    @Test
    void theOnlyTargetIsNotSearchedAround() {
        var told = new Told(rig.run(request(OUTSIDE)));

        assertThat(told.end()).isEqualTo("search.empty");
        assertThat(told.of("catalogue.skipped")).singleElement().satisfies(skipped -> {
            assertThat(skipped.path("reason").asText()).isEqualTo("outside-coverage");
            assertThat(skipped.has("target")).isFalse();
        });
        assertThat(told.of("catalogue.searched")).isEmpty();
        assertThat(cones()).isZero();
    }

    @Test
    void othersAreSearched() {
        var told = new Told(rig.run(request(COVERED, OUTSIDE)));

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.of("observation.found")).hasSize(1);
        assertThat(told.of("catalogue.skipped")).singleElement().satisfies(skipped -> assertThat(
                        skipped.path("target").asText())
                .isEqualTo("outside"));
        assertThat(told.of("catalogue.searched")).hasSize(1);
        assertThat(cones()).isEqualTo(1);
    }

    @Test
    void aCoverageThatCannotBeReadSkipsNothing() {
        registered("POLYGON 1 2 3 4 5 6");
        var told = new Told(rig.run(request(OUTSIDE)));

        assertThat(told.of("catalogue.skipped")).isEmpty();
        assertThat(cones()).isEqualTo(1);
    }

    @Test
    void aContinuedSearchAndARetryDoNotSkipAgain() throws Exception {
        rig.archive
                .on("/tcone")
                .answers(404)
                .then()
                .answers(200, XML, table(List.of("obsid", "exposure"), List.of("A", "5")));
        List<JsonNode> whole = rig.run(request(COVERED, OUTSIDE));
        String id = whole.get(0).path("search").asText();
        String again = rig.searches
                .retry(id, Submitter.NOBODY)
                .await()
                .atMost(Rig.SOON)
                .search()
                .id();
        var second = new Told(rig.events(again));

        assertThat(new Told(whole).end()).isEqualTo("search.partial");
        assertThat(second.end()).isEqualTo("search.completed");
        assertThat(second.of("catalogue.skipped")).isEmpty();
        int seq = new Told(whole).of("catalogue.skipped").get(0).path("seq").intValue();
        Path data = directory.resolve("cut").resolve("data");
        CutStory.copy(rig, whole, seq, false, data);
        try (var next = new Rig(rig, data)) {
            next.searches.recover().await().atMost(Rig.SOON);
            assertThat(new Told(next.events(id)).of("catalogue.skipped")).hasSize(1);
        }
    }

    @Test
    void aContinuedSearchKeepsTheCoverage() throws Exception {
        List<JsonNode> whole = rig.run(request(OUTSIDE));
        JsonNode found = new Told(whole).of("service.found").get(0);
        assertThat(found.path("coverage").asText()).isEqualTo("3/594");
        Path data = directory.resolve("cut").resolve("data");
        CutStory.copy(rig, whole, found.path("seq").intValue(), false, data);
        try (var next = new Rig(rig, data)) {
            next.searches.recover().await().atMost(Rig.SOON);
            var told = new Told(next.events(whole.get(0).path("search").asText()));

            assertThat(told.end()).isEqualTo("search.empty");
            assertThat(told.of("catalogue.skipped")).hasSize(1);
        }
        assertThat(cones()).isZero();
    }
}
