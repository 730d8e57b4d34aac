package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.WaitLimit;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Concurrent searches, and cancellations that come too early, twice or too late. */
class LifecycleRaceTest extends WithRig {

    @Test
    void cancelledAtOnceItEndsOnceAndMakesRoom() {
        for (int round = 0; round < 30; round++) {
            String id = rig.start(rig.request(Action.DOWNLOAD));
            assertThat(cancel(id).phase().isEnd()).isTrue();
            Told told = new Told(rig.events(id)).isSound();
            assertThat(told.end()).isIn("search.cancelled", "search.completed");
        }
        assertThat(told(rig.start(rig.request(Action.DOWNLOAD))).end()).isEqualTo("search.completed");
    }

    @Test
    void cancelledByTwoAtOnceBothSeeItsEnd() {
        rig.played.sesame().stallsHead();
        for (int round = 0; round < 20; round++) {
            String id = rig.start(rig.request(Action.DOWNLOAD));
            List<SearchRecord> ends = Uni.join()
                    .all(rig.searches.cancel(id), rig.searches.cancel(id), rig.searches.cancel(id))
                    .andFailFast()
                    .await()
                    .atMost(Rig.SOON);
            assertThat(ends).extracting(SearchRecord::outcome).containsOnly(Outcome.CANCELLED);
            assertThat(new Told(rig.events(id)).isSound().end()).isEqualTo("search.cancelled");
        }
    }

    @Test
    void cancelledWhileItWaitsItNeverStarts() throws Exception {
        rig.played.coneScript().stallsHead(); // not the name: searches of the same target share one request
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(rig.start(rig.request(Action.DOWNLOAD)));
        }
        List<Received> asked = rig.archive.await("/cone", 2);

        assertThat(cancel(ids.get(3)).phase()).isEqualTo(Phase.ABORTED);
        assertThat(cancel(ids.get(3)).phase()).isEqualTo(Phase.ABORTED);
        assertThat(rig.state(ids.get(2)).phase()).isEqualTo(Phase.QUEUED);
        rig.played.observations("A", "B", "C");
        assertThat(cancel(ids.get(0)).phase()).isEqualTo(Phase.ABORTED);
        assertThat(cancel(ids.get(1)).phase()).isEqualTo(Phase.ABORTED);

        assertThat(told(ids.get(2)).end()).isEqualTo("search.completed");
        assertThat(asked.get(0).hungUp().get(WaitLimit.SECONDS, TimeUnit.SECONDS))
                .isNotNull();
        assertThat(rig.events(ids.get(3)).stream()
                        .map(event -> event.path("type").asText()))
                .containsExactly("search.accepted", "search.cancelled");
    }

    @Test
    void twoForTheSameFilesFetchEachOnce() {
        var release = new CompletableFuture<Void>();
        rig.played
                .file("A", "a.txt")
                .answers(200, "text/plain", Played.content("A", "a.txt"))
                .ranges("\"aA\"", Played.MODIFIED)
                .holdsAfter(100, release);
        String first = rig.start(rig.request(Action.DOWNLOAD));
        String second = rig.start(rig.request(Action.DOWNLOAD));
        rig.archive.await("/FTP/A/a.txt", 1); // from either search: they race for it
        rig.first(first, "file.found");
        rig.first(second, "file.found");
        release.complete(null);

        for (String id : List.of(first, second)) {
            Told told = told(id);
            assertThat(told.end()).isEqualTo("search.completed");
            assertThat(told.tally("completed") + told.tally("skipped")).isEqualTo(6);
        }
        assertThat(rig.filesOnDisk()).hasSize(6);
    }

    @Test
    void oneOfTwoForTheSameFilesIsCancelledAndTheOtherGetsThem() {
        var release = new CompletableFuture<Void>();
        rig.played
                .file("A", "a.txt")
                .answers(200, "text/plain", Played.content("A", "a.txt"))
                .ranges("\"aA\"", Played.MODIFIED)
                .stallsAfter(100)
                .then()
                .answers(200, "text/plain", Played.content("A", "a.txt"))
                .ranges("\"aA\"", Played.MODIFIED);
        String first = rig.start(rig.request(Action.DOWNLOAD));
        rig.archive.await("/FTP/A/a.txt", 1);
        String second = rig.start(rig.request(Action.DOWNLOAD));
        rig.first(second, "file.found");
        cancel(first);
        release.complete(null);

        assertThat(told(second).end()).isEqualTo("search.completed");
        assertThat(rig.filesOnDisk()).hasSize(6);
    }

    @Test
    void twoProcessesOnOneDirectoryDoNotDisturbEachOther() {
        try (Rig other = new Rig(rig)) {
            String here = rig.start(rig.request(Action.DOWNLOAD));
            String there = other.start(rig.request(Action.DOWNLOAD));

            Told first = told(here);
            Told second = new Told(other.events(there)).isSound().leaves(other, Played::source);

            // a search waits for a file that the other is downloading, but not forever
            for (Told told : List.of(first, second)) {
                assertThat(told.problems("file.failed")).allMatch("unavailable"::equals);
            }
            assertThat(rig.filesOnDisk()).hasSize(6);
        }
    }

    private SearchRecord cancel(String id) {
        return rig.searches.cancel(id).await().atMost(Rig.SOON);
    }

    private Told told(String id) {
        return new Told(rig.events(id)).isSound().leaves(rig, Played::source);
    }
}
