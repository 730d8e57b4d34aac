package dev.voyage.search.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.search.played.PlayedTap;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.Target;
import dev.voyage.search.request.Via;
import dev.voyage.sky.SkyPosition;
import dev.voyage.testsupport.Script;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several targets by TAP: one query for all, and cone searches whenever its answer is not certainly the whole one. */
class TapStoryTest extends WithRig {

    private static final String XML = "text/xml";
    private static final int TARGETS = 12;

    private PlayedTap played;

    @BeforeEach
    void played() {
        played = new PlayedTap(rig);
    }

    private Told run(SearchRequest request) {
        return sound(rig.run(request));
    }

    /** Every row is counted once. */
    private static Told sound(List<JsonNode> events) {
        var told = new Told(events);
        assertThat(events.stream().map(event -> event.path("seq").intValue()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(told.tally("observations"))
                .isEqualTo(told.of("observation.found").size());
        assertThat(observations(told)).doesNotHaveDuplicates();
        return told;
    }

    private static List<String> observations(Told told) {
        return told.of("observation.found").stream()
                .map(row -> row.path("target").asText() + " "
                        + row.path("observation").asText())
                .sorted()
                .toList();
    }

    private static void isWhole(Told told, String via) {
        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.of("observation.found")).hasSize(TARGETS).allSatisfy(row -> {
            assertThat(row.path("observation").asText())
                    .isEqualTo("O" + row.path("raDeg").asInt());
            assertThat(row.path("via").asText()).isEqualTo(via);
        });
        assertThat(told.of("catalogue.searched"))
                .hasSize(TARGETS)
                .allSatisfy(end -> assertThat(end.path("via").asText()).isEqualTo(via));
    }

    @Test
    void oneQueryIsEnoughForAllTargets() {
        played.works();
        Told told = run(played.request(TARGETS, Action.OBSERVATIONS));

        isWhole(told, "tap");
        assertThat(played.queries()).isEqualTo(1);
        assertThat(played.cones()).isZero();
        assertThat(rig.archive.requests("/xtap/capabilities")).hasSize(1);
        assertThat(told.of("service.found")).singleElement().satisfies(found -> {
            assertThat(found.path("via").asText()).isEqualTo("tap");
            assertThat(found.path("reason").asText()).contains("12 targets");
            assertThat(found.path("tap").asText()).endsWith("/xtap#s.obs");
            assertThat(found.path("accessUrl").asText()).contains("/tcone");
        });
        assertThat(told.of("upstream.degraded")).isEmpty();
    }

    @Test
    void fewTargetsAndTheRequestsWishAreConeSearches() {
        played.works();
        Told few = run(played.request(4, Action.OBSERVATIONS));
        Told wished = run(played.request(5, Action.OBSERVATIONS).withVia(Via.CONE));

        assertThat(played.cones()).isEqualTo(9);
        assertThat(played.queries()).isZero();
        assertThat(rig.archive.requests("/xtap/capabilities")).isEmpty();
        assertThat(few.of("service.found").get(0).path("reason").asText()).contains("fewer than 5");
        assertThat(wished.of("service.found").get(0).path("reason").asText()).contains("request");
        assertThat(few.of("service.found").get(0).path("via").asText()).isEqualTo("cone");
    }

    private void leftToCones(int queries, Consumer<Script> answers) {
        answers.accept(played.sync());
        Told told = run(played.request(TARGETS, Action.OBSERVATIONS));

        isWhole(told, "");
        assertThat(played.cones()).isEqualTo(TARGETS);
        assertThat(played.queries()).isEqualTo(queries);
        assertThat(told.of("upstream.degraded"))
                .anySatisfy(notice -> assertThat(notice.path("detail").asText()).contains("12 targets", "cone"));
    }

    @Test
    void aServiceThatIsDownIsAskedAgainAndThenLeft() {
        leftToCones(4, sync -> sync.answers(503));
    }

    @Test
    void aServiceThatSaysWhenIsAskedThen() {
        played.sync().answers(429).retryAfter("0").then().answersBy(200, XML, played::rows);
        isWhole(run(played.request(TARGETS, Action.OBSERVATIONS)), "tap");
        assertThat(played.queries()).isEqualTo(2);
        assertThat(played.cones()).isZero();
    }

    @Test
    void anUploadThatIsRefused() {
        leftToCones(1, sync -> sync.answers(400, XML, PlayedTap.error("uploads are switched off")));
    }

    @Test
    void anErrorWithStatus200() {
        leftToCones(1, sync -> sync.answers(200, XML, PlayedTap.error("no such function: CONTAINS")));
    }

    @Test
    void aWebPageInsteadOfATable() {
        leftToCones(1, sync -> sync.errorPage(200));
    }

    @Test
    void anAnswerThatIsCut() {
        leftToCones(4, sync -> sync.answersBy(200, XML, played::rows).dropsAfter(900));
    }

    @Test
    void anAnswerThatIsCutWithoutAWord() {
        leftToCones(
                1,
                sync -> sync.answersBy(200, XML, request -> {
                    byte[] whole = played.rows(request);
                    return Arrays.copyOf(whole, whole.length / 2);
                }));
    }

    @Test
    void rowsOfTargetsThatWereNotSent() {
        leftToCones(
                1,
                sync -> sync.answersBy(
                        200, XML, request -> played.rows(request, (id, ra) -> PlayedTap.row(id + 1, ra), "")));
        assertThat(rig.archive.requests("/xtap/sync")).isNotEmpty();
    }

    @Test
    void rowsFarFromTheirTargets() {
        leftToCones(
                1,
                sync -> sync.answersBy(
                        200, XML, request -> played.rows(request, (id, ra) -> PlayedTap.row(11 - id, ra), "")));
    }

    @Test
    void aRowThatCannotBeRead() {
        leftToCones(
                1,
                sync -> sync.answersBy(
                        200, XML, request -> played.rows(request, (id, ra) -> PlayedTap.row(-1, ra), "")));
    }

    @Test
    void anOverflowIsHalved() {
        String overflow = "<INFO name='QUERY_STATUS' value='OVERFLOW'/>";
        played.sync()
                .answersBy(200, XML, request -> played.rows(request, PlayedTap::row, overflow))
                .then()
                .answersBy(200, XML, played::rows);
        isWhole(run(played.request(TARGETS, Action.OBSERVATIONS)), "tap");

        assertThat(played.queries()).isEqualTo(3);
        assertThat(played.cones()).isZero();
    }

    @Test
    void anOverflowThatStaysIsLeftToCones() {
        String overflow = "<INFO name='QUERY_STATUS' value='OVERFLOW'/>";
        played.sync().answersBy(200, XML, request -> played.rows(request, PlayedTap::row, overflow));
        isWhole(run(played.request(TARGETS, Action.OBSERVATIONS)), "");

        assertThat(played.queries()).isEqualTo(3);
        assertThat(played.cones()).isEqualTo(TARGETS);
    }

    /** A service that cuts at 100 rows and does not say so. */
    @Test
    void aRoundNumberOfRowsIsNotBelieved() {
        played.sync().answersBy(200, XML, request -> {
            int[] rows = new int[1];
            return played.rows(
                    request,
                    (id, ra) -> {
                        var all = new StringBuilder();
                        for (int i = 0; i < 10 && rows[0] < 100; i++, rows[0]++) {
                            all.append(PlayedTap.row(id, ra));
                        }
                        return all.toString();
                    },
                    "");
        });
        var told = new Told(rig.run(played.request(TARGETS, Action.OBSERVATIONS)));

        assertThat(told.of("observation.found")).hasSize(10 * TARGETS);
        assertThat(played.queries()).isEqualTo(3);
    }

    @Test
    void aServiceWithoutUploadsIsNotUsed() {
        played.works();
        played.capabilities().answers(200, XML, PlayedTap.capabilities(""));
        Told told = run(played.request(TARGETS, Action.OBSERVATIONS));

        isWhole(told, "");
        assertThat(played.queries()).isZero();
        assertThat(told.of("service.found").get(0).path("reason").asText()).contains("uploaded");
    }

    @Test
    void anAnswerWithoutLinksIsNoneForASearchThatNeedsThem() {
        played.works();
        Told told = run(played.request(TARGETS, Action.LINKS));

        assertThat(played.queries()).isEqualTo(1);
        assertThat(played.cones()).isEqualTo(TARGETS);
        assertThat(told.of("observation.found")).hasSize(TARGETS);
    }

    @Test
    void aRequestForTapAloneNamesTheFailure() {
        played.sync().answers(400, XML, PlayedTap.error("no"));
        Told told = run(played.request(5, Action.OBSERVATIONS).withVia(Via.TAP));

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.of("catalogue.failed")).hasSize(5);
        assertThat(played.cones()).isZero();
    }

    @Test
    void aTableThatHasNoConeSearchIsQueriedForOneTargetToo() {
        played.works();
        String table = rig.archive.uri("/xtap") + "#s.obs";
        Told told = run(played.request(1, table, null, Action.OBSERVATIONS));

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.of("observation.found"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("observation").asText()).isEqualTo("O10"));
        assertThat(told.of("service.found").get(0).path("via").asText()).isEqualTo("tap");
        assertThat(played.queries()).isEqualTo(1);
    }

    @Test
    void aTableOfARegisteredTapServiceIsOneToo() {
        played.works();
        Told told = run(played.request(2, "ivo://archive.test/tapservice#s.obs", null, Action.OBSERVATIONS));

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.of("observation.found")).hasSize(2);
        assertThat(told.of("service.found").get(0).path("tap").asText()).endsWith("/xtap#s.obs");
        assertThat(played.queries()).isEqualTo(1);
        assertThat(run(played.request(2, "ivo://archive.test/tapservice#other", null, Action.OBSERVATIONS))
                        .problem())
                .isEqualTo("unknown-catalogue");
    }

    @Test
    void theConditionIsSentAndRemainsTheJudge() {
        played.works();
        Told told = run(played.request(
                TARGETS, PlayedTap.CATALOGUE, "exposure <= 12 AND note LIKE 'by%'", Action.OBSERVATIONS));

        assertThat(rig.archive.requests("/xtap/sync").get(1).bodyText()).contains("AND ((c.exposure <= 12.0");
        assertThat(told.tally("observations")).isEqualTo(TARGETS);
        assertThat(told.tally("selected")).isEqualTo(3);
    }

    @Test
    void aConditionOnAColumnThatTapDoesNotHaveIsLeftToCones() {
        played.works();
        Told told = run(played.request(TARGETS, PlayedTap.CATALOGUE, "nosuch = 1", Action.OBSERVATIONS));

        assertThat(told.problem()).isEqualTo("unknown-column");
        assertThat(played.cones()).isEqualTo(2 * TARGETS);
    }

    /** The second chunk is left to cone searches, around targets beside those of the first. */
    @Test
    void anObservationIsTheSameByBothProtocols() {
        played.capabilities()
                .answers(
                        200,
                        XML,
                        PlayedTap.capabilities("<uploadMethod ivo-id='ivo://ivoa.net/std/TAPRegExt#upload-inline'/>"
                                + "<uploadLimit><hard unit='row'>6</hard></uploadLimit>"));
        played.sync().answersBy(200, XML, played::rows).then().answers(400, XML, PlayedTap.error("no more"));
        SearchRequest request = played.request(IntStream.range(0, TARGETS)
                .mapToObj(i -> new Target(null, new SkyPosition(10 + i % 6 + (i < 6 ? 0 : 0.1), 1)))
                .toList());
        Told told = run(request);

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(played.cones()).isEqualTo(6);
        assertThat(told.of("observation.found")).hasSize(TARGETS).allSatisfy(row -> assertThat(
                        row.path("observation").asText())
                .isEqualTo("O" + row.path("raDeg").asInt()));
        assertThat(told.tally("selected")).isEqualTo(6);
        assertThat(told.tally("repeated")).isEqualTo(6);
    }

    @Test
    void cutBehindEveryEventItGoesOnAndAsksNothingTwice() throws Exception {
        played.works();
        List<JsonNode> whole = rig.run(played.request(TARGETS, Action.OBSERVATIONS));
        Told all = sound(whole);
        for (int seq = 1; seq < whole.size(); seq++) {
            int before = played.queries();
            int searched = (int) whole.subList(0, seq).stream()
                    .filter(event -> event.path("type").asText().equals("catalogue.searched"))
                    .count();
            Path data = directory.resolve("cut-" + seq).resolve("data");
            CutStory.copy(rig, whole, seq, true, data);
            try (var next = new Rig(rig, data)) {
                next.searches.recover().await().atMost(Rig.SOON);
                Told told = sound(next.events(whole.get(0).path("search").textValue()));

                assertThat(told.events().subList(0, seq)).isEqualTo(whole.subList(0, seq));
                assertThat(observations(told)).as("cut behind %d", seq).isEqualTo(observations(all));
                assertThat(told.end()).isEqualTo("search.completed");
            }
            List<Integer> asked = rig.archive.requests("/xtap/sync").stream()
                    .filter(request -> request.bodyText().contains("UPLOAD"))
                    .skip(before)
                    .map(request -> PlayedTap.uploaded(request).size())
                    .toList();
            assertThat(asked.stream().mapToInt(Integer::intValue).sum()).isEqualTo(TARGETS - searched);
        }
        assertThat(played.cones()).isZero();
    }

    /** A hundred rows about twelve targets, about six, and about one: the service sends no more, and does not say so. */
    @Test
    void aTargetWithAsManyRowsAsSeveralIsNotWhole() {
        rig.archive
                .on("/xtap/sync")
                .answersBy(
                        200,
                        XML,
                        request -> request.bodyText().contains("UPLOAD")
                                ? played.rows(
                                        request,
                                        (id, ra) -> IntStream.range(0, id == 0 ? 100 : 0)
                                                .mapToObj(i ->
                                                        PlayedTap.row(id, ra).replace("O", "P" + i + "."))
                                                .collect(Collectors.joining()),
                                        "")
                                : PlayedTap.schema());
        Told told = run(played.request(3, PlayedTap.CATALOGUE, null, Action.OBSERVATIONS)
                .withVia(Via.TAP));

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.of("catalogue.searched"))
                .anySatisfy(end -> assertThat(end.path("overflow").asBoolean()).isTrue());
        assertThat(told.of("upstream.degraded"))
                .anySatisfy(notice -> assertThat(notice.path("detail").asText()).contains("exactly 100 rows"));
    }

    /** Rows of TAP and of cones differ in their columns, so that neither is taken for the other. */
    @Test
    void rowsReportedFromTapAreNotReportedFromConesAgain() throws Exception {
        played.works();
        List<JsonNode> whole = rig.run(played.request(TARGETS, Action.OBSERVATIONS));
        int firstRow = IntStream.range(0, whole.size())
                .filter(i -> whole.get(i).path("type").asText().equals("observation.found"))
                .findFirst()
                .orElseThrow();
        Path data = directory.resolve("cut").resolve("data");
        CutStory.copy(rig, whole, firstRow + 1, true, data);
        played.capabilities().then().answers(404);
        try (var next = new Rig(rig, data)) {
            next.searches.recover().await().atMost(Rig.SOON);
            Told told = sound(next.events(whole.get(0).path("search").textValue()));

            assertThat(told.of("observation.found")).hasSize(TARGETS);
            assertThat(observations(told)).doesNotHaveDuplicates();
            assertThat(told.end()).isEqualTo("search.partial");
            assertThat(told.of("catalogue.failed")).hasSize(1);
        }
        assertThat(played.cones()).isEqualTo(TARGETS - 1);
    }
}
