package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.problem.Problem;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.Submitter;
import dev.voyage.search.resume.RetryLimit;
import dev.voyage.testsupport.WaitLimit;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Single observations and files again, whether they failed or not. */
@Timeout(WaitLimit.TEST_SECONDS)
class LimitedRetryTest extends WithRig {

    private static final RetryLimit FILE = new RetryLimit(List.of(), List.of("B/b.txt"));

    private String retry(String id, RetryLimit limit) {
        return rig.searches
                .retry(id, Submitter.NOBODY, limit)
                .await()
                .atMost(Rig.SOON)
                .search()
                .id();
    }

    private static RetryLimit observation(String... ids) {
        return new RetryLimit(List.of(ids), List.of());
    }

    private Told told(String id) {
        return new Told(rig.events(id)).isSound().leaves(rig, Played::source);
    }

    /** The paths of all files that the search has reported. */
    private static List<String> files(Told told) {
        return Stream.of("file.completed", "file.skipped")
                .flatMap(type -> told.of(type).stream())
                .map(event -> event.path("file").textValue())
                .sorted()
                .toList();
    }

    private void refused(String id, RetryLimit limit, String parameter, String detail) {
        assertThatThrownBy(() -> retry(id, limit)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.members()).containsEntry("parameter", parameter);
            assertThat(problem.getMessage()).contains(detail);
        });
    }

    @Test
    void anObservationOfACompleteSearchAgainIsAllOfItsFiles() {
        String first = rig.start(rig.request(Action.DOWNLOAD));
        rig.events(first);

        String again = retry(first, observation("B"));

        Told told = told(again);
        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.observations()).containsExactly("B");
        assertThat(files(told)).containsExactly("B/a.txt", "B/b.txt");
        assertThat(rig.archive.requests("/FTP/A/")).hasSize(1);
        assertThat(rig.state(again).retryOf()).isEqualTo(first);
        assertThat(rig.state(again).retryOnly()).containsEntry("observations", List.of("B"));
    }

    @Test
    void aFileThatTheArchiveHasChangedIsFetchedAgainAlone() {
        String first = rig.start(rig.request(Action.DOWNLOAD));
        rig.events(first);
        rig.played.file("B", "b.txt").answers(200, "text/plain", Played.content("B", "b.txt"));
        int others = rig.archive.requests("/FTP/B/a.txt").size();

        Told told = told(retry(first, FILE));

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.observations()).containsExactly("B");
        assertThat(files(told)).containsExactly("B/b.txt");
        assertThat(told.tally("files")).isEqualTo(1);
        assertThat(rig.archive.requests("/FTP/B/a.txt")).hasSize(others);
    }

    @Test
    void ofSeveralFailuresOnlyTheNamedOneIsRetried() {
        rig.played.file("B", "b.txt").answers(404).then().answers(200, "text/plain", Played.content("B", "b.txt"));
        rig.played.listing("C").answers(404);
        String first = rig.start(rig.request(Action.DOWNLOAD));
        assertThat(new Told(rig.events(first)).end()).isEqualTo("search.partial");

        String second = retry(first, FILE);

        Told told = told(second);
        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(files(told)).containsExactly("B/b.txt");
        assertThat(rig.archive.requests("/FTP/C/")).hasSize(1);
        assertThatThrownBy(() -> retry(second, RetryLimit.NONE)).hasMessageContaining("nothing to retry");
        refused(second, observation("C"), "observation", "\"C\"");
    }

    @Test
    void aRetryOfALimitedRetryStaysWithinIt() {
        rig.played.file("B", "b.txt").answers(404);
        String first = rig.start(rig.request(Action.DOWNLOAD));
        rig.events(first);
        String second = retry(first, FILE);
        assertThat(new Told(rig.events(second)).isSound().end()).isEqualTo("search.partial");

        rig.played.file("B", "b.txt").answers(200, "text/plain", Played.content("B", "b.txt"));
        Told told = told(retry(second, RetryLimit.NONE));

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(files(told)).containsExactly("B/b.txt");
    }

    @Test
    void theLimitHoldsAfterARestart() {
        String first = rig.start(rig.request(Action.DOWNLOAD));
        rig.events(first);
        rig.played
                .file("B", "b.txt")
                .answers(200, "text/plain", Played.content("B", "b.txt"))
                .drips(1, Duration.ofSeconds(60));
        String again = retry(first, FILE);
        rig.first(again, "file.found");
        rig.searches.close().await().atMost(Rig.SOON);
        rig.journal.close();
        rig.played.file("B", "b.txt").answers(200, "text/plain", Played.content("B", "b.txt"));

        try (var next = new Rig(rig)) {
            next.searches.recover().await().atMost(Rig.SOON);
            Told told = new Told(next.events(again)).isSound();
            assertThat(told.observations()).containsExactly("B");
            assertThat(told.of("file.found").stream()
                            .map(event -> event.path("file"))
                            .map(JsonNode::textValue))
                    .containsExactly("B/b.txt");
        }
    }

    @Test
    void unknownObservationsAndFilesAreRefused() {
        String first = rig.start(rig.request(Action.DOWNLOAD));
        rig.events(first);

        refused(first, observation("B", "nobody"), "observation", "\"nobody\"");
        refused(first, new RetryLimit(List.of(), List.of("B/none.txt")), "file", "\"B/none.txt\"");
        assertThatThrownBy(() -> observation(" ")).isInstanceOf(Problem.class);
    }

    @Test
    void aSearchThatHasNotEndedIsNotRetried() {
        rig.played.links().stallsHead();
        String first = rig.start(rig.request(Action.LINKS));
        rig.first(first, "observation.found");

        assertThatThrownBy(() -> retry(first, observation("B"))).hasMessageContaining("has not ended");
    }
}
