package dev.voyage.search.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.Phase;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.request.Action;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole searches, from a name to files, with one scripted archive. */
class PipelineStoryTest {

    @TempDir
    Path data;

    private Rig rig;

    @BeforeEach
    void setUp() {
        rig = new Rig(data);
    }

    @AfterEach
    void tearDown() {
        rig.close();
    }

    @Test
    void everyFileOfEverySelectedObservationComesHome() throws Exception {
        List<JsonNode> events = rig.run(rig.request(Action.DOWNLOAD));

        assertThat(types(events)).startsWith("search.accepted").endsWith("search.completed");
        assertThat(events.stream().map(event -> event.get("seq").longValue()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        JsonNode tally = last(events).get("tally");
        assertThat(tally.get("observations").intValue()).isEqualTo(3);
        assertThat(tally.get("linked").intValue()).isEqualTo(3);
        assertThat(tally.get("files").intValue()).isEqualTo(6);
        assertThat(tally.get("completed").intValue()).isEqualTo(6);
        assertThat(rig.filesOnDisk()).hasSize(6);
        for (String id : List.of("A", "B", "C")) {
            var file = rig.searches
                    .file(last(events).get("search").textValue(), id + "/a.txt")
                    .await()
                    .atMost(Rig.SOON);
            assertThat(Files.readString(file.path())).isEqualTo(Played.content(id, "a.txt"));
        }
    }

    @Test
    void rowsAreToldWhileTheCatalogueIsStillSending() {
        var release = new CompletableFuture<Void>();
        String document = rig.played.coneDocument("A", "B", "C");
        long afterFirstRow =
                document.substring(0, document.indexOf("</TR>") + 5).getBytes(StandardCharsets.UTF_8).length;
        rig.played.coneScript().answers(200, "text/xml", document).holdsAfter(afterFirstRow, release);

        String id = rig.start(rig.request(Action.DOWNLOAD));
        JsonNode row = rig.first(id, "observation.found");
        assertThat(release).isNotDone();
        assertThat(row.get("observation").textValue()).isEqualTo("A");
        assertThat(row.get("selected").booleanValue()).isTrue();

        release.complete(null);
        assertThat(last(rig.events(id)).get("type").textValue()).isEqualTo("search.completed");
    }

    @Test
    void theFirstFileIsHereBeforeTheLastLookupIsAnswered() {
        var release = new CompletableFuture<Void>();
        String links = Played.linksDocument(link("A") + link("B") + link("C"));
        long afterB = links.substring(0, links.indexOf("<TR><TD>C<")).getBytes(StandardCharsets.UTF_8).length;
        rig.played.links().answers(200, "text/xml", links).holdsAfter(afterB, release);

        String id = rig.start(rig.request(Action.DOWNLOAD));
        JsonNode file = rig.first(id, "file.completed");
        assertThat(release).isNotDone();
        assertThat(file.get("file").textValue()).startsWith("A/");

        release.complete(null);
        assertThat(last(rig.events(id)).get("type").textValue()).isEqualTo("search.completed");
    }

    @Test
    void oneObservationsTroubleIsNotTheOthers() {
        rig.played.listing("B").answers(404);
        rig.played.file("C", "b.txt").errorPage(200);

        List<JsonNode> events = rig.run(rig.request(Action.DOWNLOAD));

        assertThat(last(events).get("type").textValue()).isEqualTo("search.partial");
        JsonNode tally = last(events).get("tally");
        assertThat(tally.get("failedObservations").intValue()).isEqualTo(1);
        assertThat(tally.get("files").intValue()).isEqualTo(4);
        assertThat(tally.get("completed").intValue()).isEqualTo(3);
        assertThat(tally.get("failed").intValue()).isEqualTo(1);
        JsonNode failed = only(events, "observation.failed");
        assertThat(failed.get("observation").textValue()).isEqualTo("B");
        assertThat(failed.get("problem").get("type").textValue()).isEqualTo("/problems/refused");
        assertThat(rig.filesOnDisk()).noneMatch(file -> file.endsWith("C/b.txt"));
    }

    @Test
    void aProblemWithTheNameEndsTheSearchByName() {
        rig.played.sesame().answers(200, "text/plain", "<Sesame><Target><name>name</name></Target></Sesame>");

        List<JsonNode> events = rig.run(rig.request(Action.DOWNLOAD));

        assertThat(last(events).get("type").textValue()).isEqualTo("search.failed");
        assertThat(last(events).get("problem").get("type").textValue()).isEqualTo("/problems/unknown-target");
        String id = last(events).get("search").textValue();
        assertThat(rig.state(id).phase()).isEqualTo(Phase.ERROR);
        assertThat(rig.state(id).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void nothingThatMatchesIsEmptyNotComplete() {
        rig.played.observations();

        assertThat(last(rig.run(rig.request(Action.DOWNLOAD))).get("type").textValue())
                .isEqualTo("search.empty");
    }

    @Test
    void linksThatNobodyUnderstandsAreNotASuccess() {
        rig.played.links().answersBy(200, "text/xml", request -> {
            var rows = new StringBuilder();
            Played.asked(request)
                    .forEach(id -> rows.append(Played.linkRow(id, "http://127.0.0.1/bib", "", "text/html")));
            return Played.linksDocument(rows.toString()).getBytes(StandardCharsets.UTF_8);
        });

        List<JsonNode> events = rig.run(rig.request(Action.DOWNLOAD));

        assertThat(events.stream().filter(is("observation.unavailable")).map(e -> e.get("reason")
                        .textValue()))
                .hasSize(3)
                .containsOnly("no-link");
        assertThat(last(events).get("type").textValue()).isEqualTo("search.partial");
    }

    @Test
    void aSecondRunFetchesNothingAgain() {
        rig.run(rig.request(Action.DOWNLOAD));

        List<JsonNode> events = rig.run(rig.request(Action.DOWNLOAD));

        assertThat(last(events).get("type").textValue()).isEqualTo("search.completed");
        assertThat(last(events).get("tally").get("skipped").intValue()).isEqualTo(6);
        assertThat(events.stream().filter(is("file.skipped")).map(e -> e.get("reason")
                        .textValue()))
                .containsOnly("unchanged");
        String id = last(events).get("search").textValue();
        assertThat(rig.searches.file(id, "A/a.txt").await().atMost(Rig.SOON).sha256())
                .hasSize(64);
    }

    @Test
    void aPlanCountsAndFetchesNothing() {
        List<JsonNode> events = rig.run(rig.request(Action.PLAN));

        JsonNode plan = only(events, "plan.ready");
        assertThat(plan.get("observations").intValue()).isEqualTo(3);
        assertThat(plan.get("files").intValue()).isEqualTo(6);
        assertThat(plan.get("bytes").intValue())
                .isEqualTo(6 * Played.content("A", "a.txt").length());
        assertThat(plan.get("bytesUnknownFor").intValue()).isZero();
        assertThat(plan.get("alreadyHere").intValue()).isZero();
        List<JsonNode> measured = events.stream().filter(is("file.measured")).toList();
        assertThat(measured)
                .hasSize(6)
                .allSatisfy(file -> assertThat(file.get("here").booleanValue()).isFalse());
        assertThat(measured.stream().mapToLong(file -> file.get("bytes").longValue()))
                .satisfies(sizes -> assertThat(
                                sizes.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(plan.get("bytes").longValue()));
        assertThat(rig.filesOnDisk()).isEmpty();
        assertThat(last(events).get("type").textValue()).isEqualTo("search.completed");
    }

    @Test
    void onlyAskedForIsOnlyDone() {
        assertThat(types(rig.run(rig.request(Action.OBSERVATIONS)))).doesNotContain("observation.linked");
        assertThat(rig.archive.requests("/links")).isEmpty();
        assertThat(types(rig.run(rig.request(Action.LINKS))))
                .contains("observation.linked")
                .doesNotContain("file.found");
        assertThat(rig.archive.requests("/FTP/A/")).isEmpty();
    }

    @Test
    void moreSearchesThanMayRunWaitTheirTurn() {
        var release = new CompletableFuture<Void>();
        rig.played.sesame().answers(503).holdsHead(release);
        List<String> ids = java.util.stream.Stream.generate(() -> rig.start(rig.request(Action.OBSERVATIONS)))
                .limit(4)
                .toList();

        assertThat(ids.stream().map(id -> rig.state(id).phase()).filter(Phase.QUEUED::equals))
                .hasSize(2);

        release.complete(null);
        ids.forEach(
                id -> assertThat(last(rig.events(id)).get("type").textValue()).isEqualTo("search.failed"));
    }

    private String link(String id) {
        return Played.linkRow(id, rig.archive.uri("/FTP/" + id + "/").toString(), "", "directory");
    }

    private static java.util.function.Predicate<JsonNode> is(String type) {
        return event -> event.get("type").textValue().equals(type);
    }

    private static JsonNode only(List<JsonNode> events, String type) {
        List<JsonNode> found = events.stream().filter(is(type)).toList();
        assertThat(found).as(type).hasSize(1);
        return found.get(0);
    }

    private static JsonNode last(List<JsonNode> events) {
        return events.get(events.size() - 1);
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.get("type").textValue()).toList();
    }
}
