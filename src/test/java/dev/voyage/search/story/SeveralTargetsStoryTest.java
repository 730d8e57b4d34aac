package dev.voyage.search.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Several;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Target;
import dev.voyage.sky.SkyPosition;
import dev.voyage.testsupport.WaitLimit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Several targets and catalogues in one search: each request is sent once, events name their target, and one failure
 * does not affect the others.
 */
class SeveralTargetsStoryTest extends WithRig {

    private Several several;

    @BeforeEach
    void several() {
        several = new Several(rig);
    }

    private Told run(SearchRequest request) {
        return new Told(rig.run(request)).isSound();
    }

    private static List<String> texts(List<JsonNode> events, String field) {
        return events.stream().map(event -> event.path(field).asText()).sorted().toList();
    }

    @Test
    void everythingIsAskedOnceAndEveryObservationComesHomeOnce() {
        Told told = run(several.request(Action.DOWNLOAD)).leaves(rig, Several::source);

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.tally("observations")).isEqualTo(7);
        assertThat(told.tally("selected")).isEqualTo(5);
        assertThat(told.tally("repeated")).isEqualTo(2);
        assertThat(texts(told.of("observation.completed"), "observation"))
                .containsExactly("cone/A", "cone/B", "cone/C", "u/A", "u/E");
        assertThat(several.asked()).hasSize(3 + 3 + 3).allSatisfy((address, times) -> assertThat(times)
                .isEqualTo(1));
        assertThat(several.linksAsked()).containsExactly("A", "A", "B", "C", "E");
        assertThat(told.tally("files")).isEqualTo(10);
        assertThat(told.tally("completed")).isEqualTo(8);
        assertThat(told.of("file.skipped")).hasSize(2).allSatisfy(event -> assertThat(
                        event.path("reason").textValue())
                .isEqualTo("duplicate"));
        for (String id : List.of("A", "B", "C", "E")) {
            assertThat(rig.archive.requests("/FTP/" + id + "/a.txt")).as(id).hasSize(1);
        }
        assertThat(rig.filesOnDisk()).hasSize(8);
    }

    @Test
    void everyEventSaysWhose() {
        Told told = run(several.request(Action.DOWNLOAD));

        assertThat(texts(told.of("target.resolved"), "target")).containsExactly("one", "three", "two");
        assertThat(texts(told.of("service.found"), "catalogue"))
                .containsExactly(sorted(several.tUrl(), several.uUrl()));
        assertThat(told.of("catalogue.searched")).hasSize(6);
        for (JsonNode event : told.of("catalogue.searched")) {
            boolean isT = event.path("catalogue").asText().equals(several.tUrl());
            int rows = IntStream.of(
                            isT
                                    ? List.of("one", "two")
                                                    .contains(
                                                            event.path("target").asText())
                                            ? 2
                                            : 1
                                    : event.path("target").asText().equals("two") ? 0 : 1)
                    .sum();
            assertThat(event.path("rows").intValue()).as(event.toString()).isEqualTo(rows);
        }
        for (String type : List.of(
                "observation.found", "observation.linked", "observation.completed", "directory.listed", "file.found")) {
            assertThat(told.of(type)).isNotEmpty().allSatisfy(event -> {
                assertThat(Several.NAMES).contains(event.path("target").asText());
                boolean isT = event.path("catalogue").asText().equals(several.tUrl());
                assertThat(event.path("observation").asText()).startsWith(isT ? "cone/" : "u/");
            });
        }
        assertThat(told.of("file.found"))
                .allSatisfy(event -> assertThat(event.path("file").asText())
                        .startsWith(event.path("observation").asText() + "/"));
        assertThat(told.of("observation.found").stream()
                        .filter(event -> event.path("repeated").asBoolean()))
                .extracting(event -> event.path("observation").asText())
                .containsExactlyInAnyOrder("cone/B", "cone/C");
    }

    private static String[] sorted(String... texts) {
        return java.util.Arrays.stream(texts).sorted().toArray(String[]::new);
    }

    @Test
    void oneTargetInOneCatalogueSaysNothingOfIt() {
        Told told = run(several.request(List.of("one"), List.of(several.tUrl()), Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.events()).noneMatch(event -> event.has("catalogue") || event.has("repeated"));
        assertThat(told.events()).noneMatch(event -> event.has("target"));
        assertThat(told.last().path("tally").has("repeated")).isFalse();
        assertThat(texts(told.of("observation.completed"), "observation")).containsExactly("A", "B");
    }

    @Test
    void aNameThatNobodyKnowsStopsNobodyElse() {
        Told told = run(several.request(
                List.of("one", "nowhere", "three"), List.of(several.tUrl(), several.uUrl()), Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.problems("target.failed")).containsExactly("unknown-target");
        assertThat(told.of("target.failed").get(0).path("target").asText()).isEqualTo("nowhere");
        assertThat(told.of("catalogue.searched")).hasSize(4);
        assertThat(told.of("catalogue.failed")).isEmpty();
        assertThat(told.of("observation.completed")).hasSize(5);
    }

    @Test
    void aCatalogueWithoutAConeSearchStopsNoOther() {
        rig.played.registry().answers(404);
        Told told = run(several.request(Several.NAMES, List.of(several.tUrl(), "ivo://none/nothing"), Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.of("service.failed")).hasSize(1);
        assertThat(told.of("service.failed").get(0).path("catalogue").asText()).isEqualTo("ivo://none/nothing");
        assertThat(told.of("catalogue.searched")).hasSize(3);
        assertThat(told.of("observation.linked")).hasSize(3);
    }

    @Test
    void aCatalogueNamedAsATableAndByItsIvoidIsSearchedOnceByTheFirstOfItsNames() {
        rig.played.registry().answers(200, "application/x-votable+xml", """
                <VOTABLE><RESOURCE type="results"><INFO name="QUERY_STATUS" value="OK"/><TABLE>
                <FIELD name="standard_id" datatype="char" arraysize="*"/>
                <FIELD name="intf_type" datatype="char" arraysize="*"/>
                <FIELD name="access_url" datatype="char" arraysize="*"/>
                <DATA><TABLEDATA><TR><TD>ivo://ivoa.net/std/conesearch</TD><TD>vs:paramhttp</TD><TD>%s</TD></TR>
                </TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>
                """.formatted(several.uUrl()));
        List<String> names = List.of("u", several.tUrl(), "ivo://nasa.heasarc/u", "U", "IVO://nasa.HEASARC/U");
        Told told = run(several.request(Several.NAMES, names, Action.DOWNLOAD)).leaves(rig, Several::source);

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.of("search.accepted").get(0).at("/request/catalogues"))
                .extracting(JsonNode::asText)
                .containsExactly("u", several.tUrl());
        assertThat(texts(told.of("service.found"), "catalogue")).containsExactly(sorted("u", several.tUrl()));
        assertThat(told.of("catalogue.searched")).hasSize(6);
        assertThat(rig.archive.requests("/u")).hasSize(3);
        assertThat(texts(told.of("observation.completed"), "observation"))
                .containsExactly("cone/A", "cone/B", "cone/C", "u/A", "u/E");
    }

    @Test
    void aConeSearchThatFailsStopsNoOther() {
        several.u().answers(404);
        Told told = run(several.request(Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.problems("catalogue.failed")).containsExactly("refused", "refused", "refused");
        assertThat(texts(told.of("catalogue.failed"), "target")).containsExactly("one", "three", "two");
        assertThat(told.of("catalogue.searched")).hasSize(3);
        assertThat(told.of("observation.linked")).hasSize(3);
    }

    @Test
    void aConditionThatOneCatalogueDoesNotUnderstandStopsNoOther() {
        several.u().answersBy(200, "text/xml", request -> rig.played
                .coneDocument("E")
                .replace("name=\"exposure\"", "name=\"time\"")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Told told = run(several.request(Action.DOWNLOAD));

        assertThat(told.problems("catalogue.failed"))
                .containsOnly("unknown-column")
                .hasSize(3);
        assertThat(told.of("catalogue.searched")).hasSize(3);
    }

    @Test
    void whereAllFailTheSearchDoes() {
        several.names().answersBy(200, "text/plain", request -> Several.located(request));
        Told told = run(several.request(List.of("no", "nor"), List.of(several.tUrl()), Action.LINKS));
        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.problem()).isEqualTo("unknown-target");
        assertThat(told.of("target.failed")).hasSize(2);

        several.t().answers(404);
        several.u().answers(404);
        Told cones = run(several.request(Action.LINKS));
        assertThat(cones.end()).isEqualTo("search.failed");
        assertThat(cones.problem()).isEqualTo("refused");
        assertThat(cones.of("catalogue.failed")).hasSize(6);
    }

    @Test
    void theOnlyTargetOfManyCataloguesFailsTheSearchByItself() {
        Told told = run(several.request(List.of("nowhere"), List.of(several.tUrl(), several.uUrl()), Action.LINKS));

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.problem()).isEqualTo("unknown-target");
        assertThat(told.of("target.failed")).isEmpty();
    }

    @Test
    void aConeSearchThatBreaksOffFailsWhatItHadTold() {
        String document = rig.played.coneDocument("A", "E");
        several.u().answers(200, "text/xml", document.substring(0, document.indexOf("<TR><TD>E")));
        Told told =
                run(several.request(List.of("one", "two"), List.of(several.tUrl(), several.uUrl()), Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.of("catalogue.failed")).hasSize(2);
        assertThat(texts(told.of("observation.failed"), "observation")).containsExactly("u/A");
        assertThat(told.of("observation.linked")).hasSize(3);
    }

    @Test
    void positionsNeedNoResolver() {
        var request = new SearchRequest(
                List.of(
                        new Target("here", new SkyPosition(10.5, -5.25)),
                        new Target(null, new SkyPosition(20.5, -5.25)),
                        new Target("here", new SkyPosition(30.5, -5.25))),
                List.of(several.tUrl()),
                60, // around all of them
                null,
                List.of(),
                List.of(),
                Action.OBSERVATIONS,
                SourcePreference.AUTO);
        Told told = new Told(rig.run(request));

        assertThat(texts(told.of("target.resolved"), "target")).containsExactly("20.5 -5.25", "here", "here~2");
        assertThat(several.asked().keySet()).noneMatch(address -> address.startsWith("/sesame"));
        assertThat(told.tally("observations")).isEqualTo(5);
        assertThat(told.tally("selected")).isEqualTo(3);
        assertThat(told.end()).isEqualTo("search.completed");
    }

    @Test
    void aCancelledSearchHangsUpOnNamesToo() throws Exception {
        several.names().stallsHead();
        String id = rig.start(several.request(Action.LINKS));
        var waiting = rig.archive.await("/sesame/-oxp/SNV", 1).get(0);

        rig.searches.cancel(id).await().atMost(Rig.SOON);

        waiting.hungUp().get(WaitLimit.SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void rowsOfOneAreToldWhileAnotherIsStillBeingLocated() {
        var release = new CompletableFuture<Void>();
        several.names()
                .answersBy(200, "text/plain", Several::located)
                .then()
                .answersBy(200, "text/plain", Several::located)
                .holdsHead(release);
        String id = rig.start(several.request(List.of("one", "two"), List.of(several.tUrl()), Action.DOWNLOAD));

        rig.first(id, "file.completed");
        assertThat(release).isNotDone();
        release.complete(null);
        assertThat(new Told(rig.events(id)).isSound().tally("selected")).isEqualTo(3);
    }

    @Test
    void aPlanCountsWhatADownloadWouldBring() {
        Told told = new Told(rig.run(several.request(Action.PLAN)));

        JsonNode plan = told.of("plan.ready").get(0);
        assertThat(plan.path("files").intValue()).isEqualTo(8);
        assertThat(plan.path("observations").intValue()).isEqualTo(5);
    }
}
