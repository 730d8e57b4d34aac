package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.journal.event.Phase;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.testsupport.Received;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Local faults: a full disk, and files modified during a search. */
class StoreTroubleTest extends WithRig {

    @Test
    void aFullDiskEndsTheSearchByNameAsSoonAsThatCanBeStored() {
        var release = new CompletableFuture<Void>();
        rig.played.links().answers(200, "text/xml", manyLinks()).holdsHead(release);
        String id = rig.start(rig.request(Action.LINKS));
        rig.first(id, "catalogue.searched");
        rig.archive.await("/links", 1);

        rig.storeTrouble.set("max_page_count = 1");
        release.complete(null);
        Instant patience = Instant.now().plus(Rig.SOON);
        while (!isLost(id)) {
            assertThat(Instant.now()).isBefore(patience);
        }
        rig.storeTrouble.set(null);

        while (!rig.state(id).phase().isEnd()) {
            assertThat(Instant.now()).isBefore(patience);
        }
        Told told = new Told(rig.events(id));
        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.problem()).isEqualTo("storage");
        assertThat(rig.state(id).phase()).isEqualTo(Phase.ERROR);
        assertThat(new Told(rig.run(rig.request("name", rig.played.cone().toString(), Action.OBSERVATIONS))).end())
                .isEqualTo("search.completed");
    }

    @Test
    void whatTheStoreDoesNotLetBePausedOrCancelledEndsByNameAsSoonAsItCan() {
        for (boolean pausedBefore : new boolean[] {false, true}) {
            rig.played.links().stallsHead();
            String paused = rig.start(rig.request(Action.LINKS));
            String cancelled = rig.start(rig.request(Action.LINKS));
            rig.first(paused, "catalogue.searched");
            rig.first(cancelled, "catalogue.searched");
            if (pausedBefore) {
                rig.searches.pause(cancelled).await().atMost(Rig.SOON);
            }
            rig.storeTrouble.set("query_only = 1");
            isRefusedByTheStore(() -> rig.searches.pause(paused).await().atMost(Rig.SOON));
            isRefusedByTheStore(() -> rig.searches.cancel(cancelled).await().atMost(Rig.SOON));
            rig.storeTrouble.set(null);

            Instant patience = Instant.now().plus(Rig.SOON);
            for (String id : java.util.List.of(paused, cancelled)) {
                while (!rig.state(id).phase().isEnd()) {
                    assertThat(Instant.now()).as(id).isBefore(patience);
                }
                Told told = new Told(rig.events(id));
                assertThat(told.end()).isEqualTo("search.failed");
                assertThat(told.problem()).isEqualTo("storage");
            }
            assertThat(rig.searches.count(Phase.EXECUTING) + rig.searches.count(Phase.HELD))
                    .isZero();
        }
    }

    private static void isRefusedByTheStore(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.kind())
                .isEqualTo(ProblemType.STORAGE));
    }

    /** Whether the events of the search no longer reach its readers. */
    private boolean isLost(String id) {
        try {
            rig.journal.follow(id, 0).collect().last().await().atMost(Duration.ofMillis(500));
            return true;
        } catch (io.smallrye.mutiny.TimeoutException goesOn) {
            return false;
        } catch (dev.voyage.problem.Problem lost) {
            return true;
        }
    }

    /** More events than fit into the pages of the store. */
    private String manyLinks() {
        var rows = new StringBuilder();
        for (String id : java.util.List.of("A", "B", "C")) {
            for (int i = 0; i < 300; i++) {
                rows.append(Played.linkRow(id, "http://127.0.0.1/" + "x".repeat(200) + i, "", "text/html"));
            }
            rows.append(Played.linkRow(id, rig.played.uri("/FTP/" + id + "/").toString(), "", "directory"));
        }
        return Played.linksDocument(rows.toString());
    }

    @Test
    void aFileThatChangesBetweenItsPartsIsOneOrTheOther() {
        String old = Played.content("A", "a.txt").replace('b', 'B');
        rig.played
                .file("A", "a.txt")
                .answers(200, "text/plain", old)
                .ranges("\"old\"", Played.MODIFIED)
                .drips(500, Duration.ofMillis(30))
                .dropsAfter(1500)
                .then()
                .answers(200, "text/plain", Played.content("A", "a.txt"))
                .ranges("\"new\"", "Sun, 22 Nov 2026 01:00:00 GMT");

        complete();
        assertThat(asked(1).header("If-Range")).isPresent();
    }

    @Test
    void aRangeThatIsIgnoredStartsOver() {
        rig.played
                .file("A", "a.txt")
                .answers(200, "text/plain", Played.content("A", "a.txt"))
                .validators("\"a\"", Played.MODIFIED)
                .drips(500, Duration.ofMillis(30))
                .dropsAfter(1500)
                .then()
                .answers(200, "text/plain", Played.content("A", "a.txt"))
                .validators("\"a\"", Played.MODIFIED);

        complete();
    }

    @Test
    void aRangeThatCannotBeSatisfiedStartsOver() {
        rig.played
                .file("A", "a.txt")
                .answers(200, "text/plain", Played.content("A", "a.txt"))
                .ranges("\"a\"", Played.MODIFIED)
                .drips(500, Duration.ofMillis(30))
                .dropsAfter(1500)
                .then()
                .answers(416)
                .header("Content-Range", "bytes */7")
                .then()
                .answers(200, "text/plain", Played.content("A", "a.txt"))
                .ranges("\"a\"", Played.MODIFIED);

        complete();
    }

    private Received asked(int number) {
        return rig.archive.requests("/FTP/A/a.txt").get(number);
    }

    private void complete() {
        Told told = new Told(rig.run(rig.request(Action.DOWNLOAD))).isSound().leaves(rig, Played::source);
        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.tally("completed")).isEqualTo(6);
    }

    @Test
    void onADiskAtItsFloorNothingIsBegunThatWouldFetchFiles(@TempDir Path full) {
        try (var rig = new Rig(full, Long.MAX_VALUE / 2)) {
            assertThatThrownBy(() -> rig.start(rig.request(Action.DOWNLOAD)))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemType.STORAGE));
            assertThat(rig.archive.requests()).isEmpty();
            assertThat(rig.run(rig.request(Action.PLAN))).isNotEmpty();
        }
    }
}
