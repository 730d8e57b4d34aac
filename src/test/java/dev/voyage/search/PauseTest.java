package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.Phase;
import dev.voyage.problem.Problem;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.Submitter;
import dev.voyage.testsupport.WaitLimit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Pause, resume, retry and shutdown, during a search and after it. */
class PauseTest extends WithRig {

    private Phase pause(String id) {
        return rig.searches.pause(id).await().atMost(Rig.SOON).phase();
    }

    private Phase resume(String id) {
        return rig.searches.resume(id).await().atMost(Rig.SOON).phase();
    }

    /** A search in the middle of its file B/b.txt; the first response stalls. */
    private String inTheMiddle() {
        rig.played
                .file("B", "b.txt")
                .answers(200, "text/plain", Played.content("B", "b.txt"))
                .ranges("\"bB\"", Played.MODIFIED)
                .stallsAfter(1500)
                .then()
                .answers(200, "text/plain", Played.content("B", "b.txt"))
                .ranges("\"bB\"", Played.MODIFIED);
        String id = rig.start(rig.request(Action.DOWNLOAD));
        rig.first(id, "file.completed");
        rig.archive.await("/FTP/B/b.txt", 1);
        return id;
    }

    private void goesToItsEnd(Rig where, String id) {
        Told told = new Told(where.events(id)).isSound().leaves(where, Played::source);
        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.tally("files")).isEqualTo(6);
        assertThat(told.of("observation.found")).hasSize(3);
    }

    @Test
    void aPausedSearchHangsUpAndGoesOnWhereItWas() throws Exception {
        String id = inTheMiddle();
        var stalled = rig.archive.await("/FTP/B/b.txt", 1).get(0);

        assertThat(pause(id)).isEqualTo(Phase.HELD);
        stalled.hungUp().get(WaitLimit.SECONDS, TimeUnit.SECONDS);
        long held = rig.state(id).lastSeq();
        assertThat(pause(id)).isEqualTo(Phase.HELD);
        assertThat(rig.state(id).lastSeq()).isEqualTo(held);
        assertThat(resume(id)).isEqualTo(Phase.EXECUTING);
        assertThat(resume(id)).isIn(Phase.EXECUTING, Phase.COMPLETED);

        goesToItsEnd(rig, id);
        assertThat(rig.archive.requests("/FTP/B/b.txt")).hasSize(2);
    }

    @Test
    void itsReadersStayAndSeeItGoOn() {
        String id = inTheMiddle();
        var reader = rig.watch(id);
        pause(id);
        resume(id);
        reader.awaitCompletion(Rig.SOON);
        assertThat(reader.getItems().stream().filter(entry -> entry.isStored()))
                .hasSize(rig.events(id).size());
    }

    @Test
    void aPausedSearchMakesRoomAndAQueuedOneCanBePausedToo() {
        rig.played.links().stallsHead();
        String first = rig.start(rig.request(Action.LINKS));
        String second = rig.start(rig.request(Action.LINKS));
        String third = rig.start(rig.request(Action.LINKS));
        String fourth = rig.start(rig.request(Action.LINKS));
        assertThat(rig.searches.placeInLine(fourth)).hasValue(2);

        assertThat(pause(third)).isEqualTo(Phase.HELD);
        assertThat(rig.searches.placeInLine(fourth)).hasValue(1);
        assertThat(pause(first)).isEqualTo(Phase.HELD);
        rig.first(fourth, "catalogue.searched");
        assertThat(resume(third)).isEqualTo(Phase.QUEUED);
        assertThat(rig.state(second).phase()).isEqualTo(Phase.EXECUTING);
    }

    @Test
    void aPausedSearchStaysPausedOverARestart() {
        String id = inTheMiddle();
        pause(id);
        rig.searches.close().await().atMost(Rig.SOON);
        rig.journal.close();
        try (var next = new Rig(rig)) {
            next.searches.recover().await().atMost(Rig.SOON);
            assertThat(next.state(id).phase()).isEqualTo(Phase.HELD);
            next.searches.resume(id).await().atMost(Rig.SOON);
            goesToItsEnd(next, id);
        }
    }

    @Test
    void aPausedSearchCanBeCancelled() {
        String id = inTheMiddle();
        pause(id);
        assertThat(rig.searches.cancel(id).await().atMost(Rig.SOON).outcome()).isEqualTo(Outcome.CANCELLED);
        new Told(rig.events(id)).isSound();
        assertConflict(() -> resume(id));
    }

    @Test
    void whatHasEndedIsNotPausedAndWhatIsCompleteNotRetried() {
        String id = rig.start(rig.request(Action.DOWNLOAD));
        rig.events(id);
        assertConflict(() -> pause(id));
        assertConflict(() -> resume(id));
        assertConflict(() -> rig.searches.retry(id, Submitter.NOBODY).await().atMost(Rig.SOON));
        assertThatThrownBy(() -> pause("none")).isInstanceOf(Problem.class);
    }

    private static void assertConflict(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(
                        problem.kind().status())
                .isEqualTo(409));
    }

    @Test
    void pausedAtAnyMomentItTellsEverythingOnce() {
        for (int round = 0; round < 15; round++) {
            String id = rig.start(rig.request(Action.DOWNLOAD));
            rig.watch(id).awaitItems(1 + round * 2);
            try {
                pause(id);
                resume(id);
            } catch (Problem hasEnded) {
                assertThat(rig.state(id).phase()).isEqualTo(Phase.COMPLETED);
            }
            goesToItsEnd(rig, id);
        }
    }

    @Test
    void aRetryRunsWhatFailedAndNothingElse() {
        rig.played.file("B", "b.txt").answers(404).then().answers(200, "text/plain", Played.content("B", "b.txt"));
        rig.played.listing("C").answers(404).then().answers(200, "text/html", Played.page("C", "a.txt", "b.txt"));
        String failed = rig.start(rig.request(Action.DOWNLOAD));
        assertThat(new Told(rig.events(failed)).end()).isEqualTo("search.partial");
        int asked = rig.archive.requests("/FTP/B/a.txt").size();

        String again = rig.searches
                .retry(failed, Submitter.NOBODY)
                .await()
                .atMost(Rig.SOON)
                .search()
                .id();

        Told told = new Told(rig.events(again)).isSound().leaves(rig, Played::source);
        assertThat(told.events().get(0).path("retryOf").textValue()).isEqualTo(failed);
        assertThat(rig.state(again).retryOf()).isEqualTo(failed);
        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.tally("observations")).isEqualTo(2);
        assertThat(told.of("file.completed").stream()
                        .map(event -> event.path("file").textValue()))
                .containsExactlyInAnyOrder("B/b.txt", "C/a.txt", "C/b.txt");
        assertThat(rig.archive.requests("/FTP/B/a.txt")).hasSize(asked);
        assertThat(rig.archive.requests("/FTP/A/")).hasSize(1);
    }

    @Test
    void aRetryOfARetryIsAboutWhatThatOneWasAbout() {
        rig.played.listing("C").answers(404);
        String failed = rig.start(rig.request(Action.DOWNLOAD));
        rig.events(failed);
        rig.played.coneScript().answers(404);
        String second = rig.searches
                .retry(failed, Submitter.NOBODY)
                .await()
                .atMost(Rig.SOON)
                .search()
                .id();
        assertThat(new Told(rig.events(second)).end()).isEqualTo("search.failed");

        rig.played.observations("A", "B", "C");
        String third = rig.searches
                .retry(second, Submitter.NOBODY)
                .await()
                .atMost(Rig.SOON)
                .search()
                .id();
        Told told = new Told(rig.events(third)).isSound();
        assertThat(told.tally("observations")).isEqualTo(1);
        assertThat(told.tally("completed")).isEqualTo(2);
    }

    @Test
    void filesUnderWayMayEndBeforeTheProcessDoesAndNoneBegins() {
        for (String name : new String[] {"a.txt", "b.txt"}) {
            for (String id : new String[] {"A", "B", "C"}) {
                rig.played
                        .file(id, name)
                        .answers(200, "text/plain", Played.content(id, name))
                        .drips(1000, Duration.ofMillis(50));
            }
        }
        String id = rig.start(rig.request(Action.DOWNLOAD));
        rig.first(id, "file.started");

        rig.searches.close(Rig.SOON).await().atMost(Rig.SOON);
        rig.journal.close();

        try (var next = new Rig(rig)) {
            var left = next.state(id);
            assertThat(left.phase()).isEqualTo(Phase.EXECUTING);
            assertThat(left.tally().completed()).isBetween(1L, 5L);
            int started = (int) next.journal.page(id, 0, 500).await().atMost(Rig.SOON).stream()
                    .filter(entry -> entry.type().equals("file.started"))
                    .count();
            assertThat(left.tally().completed()).isEqualTo(started);
            next.searches.recover().await().atMost(Rig.SOON);
            goesToItsEnd(next, id);
        }
    }

    @Test
    void whatATerminalWaitedForIsNotGoneOnWith() {
        rig.played.links().stallsHead();
        String id = rig.searches
                .startHere(rig.request(Action.LINKS))
                .await()
                .atMost(Rig.SOON)
                .search()
                .id();
        String other = rig.start(rig.request(Action.LINKS));
        rig.first(id, "catalogue.searched");
        rig.searches.close().await().atMost(Rig.SOON);
        rig.journal.close();
        try (var next = new Rig(rig)) {
            next.searches.endOrphans().await().atMost(Rig.SOON);
            assertThat(next.state(id).outcome()).isEqualTo(Outcome.FAILED);
            assertThat(next.state(other).phase()).isEqualTo(Phase.EXECUTING);
        }
    }
}
