package dev.voyage.search.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.journal.event.Tally;
import dev.voyage.problem.Problem;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.PlayedRows;
import dev.voyage.search.played.PlayedRows.Line;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.StoredRequest;
import dev.voyage.search.request.Submitter;
import dev.voyage.sky.SkyPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Searches that list the observations they want: the others are reported, counted, and not fetched. */
class PickedStoryTest extends WithRig {

    private PlayedRows rows;

    @BeforeEach
    void play() {
        rows = new PlayedRows(rig);
        rows.have(
                Line.of("a", "d1"),
                Line.of("b", "d2"),
                Line.of("c", "d3").exposed(20_000),
                Line.of("d", "d4").at(30),
                Line.of("e", "d5"));
    }

    private SearchRequest picking(Action action, String... ids) {
        return new SearchRequest(
                        null,
                        new SkyPosition(10.5, 0),
                        rig.played.cone().toString(),
                        1,
                        "exposure <= 10000",
                        List.of(),
                        List.of(),
                        action,
                        SourcePreference.AUTO)
                .withSelect(List.of(ids));
    }

    private Told told(String... ids) {
        return new Told(rig.run(picking(Action.DOWNLOAD, ids))).isSound();
    }

    private static Stream<String> reasons(Told told) {
        return told.of("observation.found").stream()
                .map(event -> event.path("observation").textValue() + " "
                        + event.path("reason").textValue());
    }

    @Test
    void onlyTheListedObservationsAreLinkedAndTheCountsAddUp() {
        Told told = told("e", "a", "a");

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(reasons(told))
                .containsExactly("a null", "b not-picked", "c condition", "d outside-radius", "e null");
        assertThat(IdentityStoryTest.datasets(told)).containsOnlyKeys("a", "e");
        assertThat(told.of("file.completed")).hasSize(2);
        assertThat(told.tally("notPicked")).isEqualTo(1);
        assertThat(told.tally("selected") + told.tally("notPicked") + told.tally("outsideRadius") + 1)
                .as("one row fails the condition")
                .isEqualTo(told.tally("observations"));
        assertThat(told.of("catalogue.searched").get(0).path("selected").intValue())
                .isEqualTo(2);
        assertThat(rig.archive.requests())
                .as("nothing is asked about the others")
                .noneMatch(request -> request.path().matches(".*/d[234]/.*"));
        assertThat(told.events().get(0).path("request").path("select"))
                .extracting(JsonNode::textValue)
                .containsExactly("e", "a");
    }

    @Test
    void aListedRowThatTheConditionRejectsKeepsThatReason() {
        Told told = told("c", "d", "b");

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(reasons(told))
                .containsExactly("a not-picked", "b null", "c condition", "d outside-radius", "e not-picked");
    }

    @Test
    void idsWithoutARowEndTheSearchAsPartialAndAreAllListed() {
        Told told = told("b", "nowhere", "A");

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.problem()).isEqualTo("unknown-observation");
        assertThat(told.last().path("problem").path("observations"))
                .extracting(JsonNode::textValue)
                .containsExactly("nowhere", "A");
        assertThat(told.last().path("problem").path("detail").textValue()).contains("2 of the 3", "nowhere");
        assertThat(told.of("file.completed")).hasSize(1);

        assertThat(told("nowhere").end()).isEqualTo("search.partial");
    }

    @Test
    void cutAnywhereTheSearchRemembersWhichItHasMet() throws Exception {
        List<JsonNode> whole = rig.run(picking(Action.DOWNLOAD, "a", "e", "nowhere"));
        int found = new Told(whole).of("observation.found").get(0).path("seq").intValue();

        for (int seq = found - 1; seq < whole.size() - 1; seq++) {
            Path data = Files.createTempDirectory(directory, "cut-" + seq + "-").resolve("data");
            CutStory.copy(rig, whole, seq, false, data);
            try (var next = new Rig(rig, data)) {
                next.searches.recover().await().atMost(Rig.SOON);
                Told told = new Told(next.events(whole.get(0).path("search").textValue())).isSound();

                assertThat(told.end()).as("cut after %d", seq).isEqualTo("search.partial");
                assertThat(told.last().path("problem").path("observations"))
                        .extracting(JsonNode::textValue)
                        .containsExactly("nowhere");
                assertThat(reasons(told)).containsOnlyOnce("b not-picked");
                assertThat(told.tally("completed") + told.tally("skipped")).isEqualTo(2);
            }
        }
    }

    @Test
    void aRetryKnowsTheRowsOfTheSearchItRetries() throws IOException {
        rig.played.listing("d5").answers(404);
        Told first = told("a", "e");
        assertThat(first.end()).isEqualTo("search.partial");
        rig.played.listing("d5").answers(200, "text/html", Played.page("d5", "a.txt"));

        String again = rig.searches
                .retry(first.last().path("search").textValue(), Submitter.NOBODY)
                .await()
                .atMost(Rig.SOON)
                .search()
                .id();
        Told second = new Told(rig.events(again)).isSound();

        assertThat(second.end()).isEqualTo("search.completed");
        assertThat(IdentityStoryTest.datasets(second)).containsOnlyKeys("e");
    }

    @Test
    void theListIsPartOfTheRequestAsStored() {
        SearchRequest request = picking(Action.PLAN, " b ", "a", "b");

        assertThat(request.select()).containsExactly("b", "a");
        assertThat(StoredRequest.read(request.toMap())).isEqualTo(request);
        assertThat(StoredRequest.read(picking(Action.PLAN).toMap()).select()).isEmpty();
        assertThat(picking(Action.PLAN).toMap()).doesNotContainKey("select");
        assertThat(request.eachCatalogueOnce().select()).isEqualTo(request.select());
    }

    @Test
    void tooManyIdsAndEmptyOnesAreRefused() {
        List<String> many =
                IntStream.rangeClosed(0, 10_000).mapToObj(String::valueOf).toList();
        SearchRequest request = picking(Action.PLAN);

        assertThatThrownBy(() -> request.withSelect(many))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("at most 10000 observations, not 10001");
        assertThatThrownBy(() -> request.withSelect(Collections.singletonList(" ")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("select must not be empty");
    }

    /** The tally of a search without a list is as it was. */
    @Test
    void withoutAListNothingChanges() {
        Told told = told();

        assertThat(told.of("file.completed")).hasSize(3);
        assertThat(told.last().path("tally").has("notPicked")).isFalse();
        assertThat(Tally.ZERO.notPicked()).isZero();
    }
}
