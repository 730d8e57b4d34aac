package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.journal.event.Phase;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Several;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.Submitter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Limits on the concurrent searches of one client: 5 rows, 4 targets, 30 000 bytes. */
class SharedLimitsTest extends WithRig {

    private final CompletableFuture<Void> release = new CompletableFuture<>();

    /** A search of ann with 3 rows, which ends when released. */
    private String held() {
        rig.played
                .file("B", "b.txt")
                .answers(200, "text/plain", Played.content("B", "b.txt"))
                .holdsAfter(100, release);
        String id = rig.start(rig.request(Action.DOWNLOAD), "ann");
        rig.archive.await("/FTP/B/b.txt", 1);
        return id;
    }

    private Told rowsOf(String client) {
        return new Told(rig.events(rig.start(rig.request(Action.OBSERVATIONS), client)));
    }

    @Test
    void rowsBeyondThoseOfAllItsSearchesAreLeftAndItIsSaid() {
        String first = held();

        Told second = rowsOf("ann");
        assertThat(second.end()).isEqualTo("search.partial");
        assertThat(second.tally("observations")).isEqualTo(2);
        assertThat(second.of("upstream.degraded")).singleElement().satisfies(said -> assertThat(
                        said.path("detail").textValue())
                .contains("5 rows", "voyage.limits.rows-per-client"));
        assertThat(rowsOf("bob").end()).as("another client").isEqualTo("search.completed");

        release.complete(null);
        assertThat(new Told(rig.events(first)).isSound().end()).isEqualTo("search.completed");
        assertThat(rowsOf("ann").end()).as("the first has ended").isEqualTo("search.completed");
    }

    @Test
    void rowsThatWereToldBeforeAPauseAreGoneOnWithThoughNoneFitsAnyMore() {
        String first = held();
        String two = rig.played.coneDocument("A", "B");
        rig.played
                .coneScript()
                .answers(200, "text/xml", two)
                .stallsAfter(two.length() - 40)
                .then()
                .answers(200, "text/xml", rig.played.coneDocument("A", "B", "C"));
        String second = rig.start(rig.request(Action.OBSERVATIONS), "ann");
        rig.journal
                .follow(second, 0)
                .filter(entry -> entry.type().equals("observation.found"))
                .select()
                .first(2)
                .collect()
                .asList()
                .await()
                .atMost(Rig.SOON);
        rig.searches.pause(second).await().atMost(Rig.SOON);
        rig.searches.resume(second).await().atMost(Rig.SOON);

        Told told = new Told(rig.events(second));
        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.tally("observations")).isEqualTo(2);
        rig.searches.cancel(first).await().atMost(Rig.SOON);
    }

    @Test
    void bytesBeyondThoseOfAllItsSearchesAreLeftByName() {
        String first = held();
        rig.played.observations("D");
        rig.played.file("D", "b.txt").answers(200, "text/plain", "d".repeat(100_000));

        Told second = new Told(rig.events(rig.start(rig.request(Action.DOWNLOAD), "ann"))).isSound();
        assertThat(second.end()).isEqualTo("search.partial");
        assertThat(second.tally("files")).isEqualTo(2);
        assertThat(second.of("file.failed")).singleElement().satisfies(failed -> {
            assertThat(failed.path("willRetry").asBoolean()).isFalse();
            assertThat(failed.at("/problem/type").textValue()).endsWith("too-large");
            assertThat(failed.at("/problem/detail").textValue())
                    .contains("30000 bytes", "voyage.limits.bytes-per-client");
        });

        release.complete(null);
        assertThat(new Told(rig.events(first)).isSound().end()).isEqualTo("search.completed");
        rig.played.observations("D");
        Told again = new Told(rig.events(rig.start(rig.request(Action.DOWNLOAD), "ann"))).isSound();
        assertThat(again.of("file.failed")).as("%s", again.events()).isEmpty();
        assertThat(again.end()).as("the others have ended").isEqualTo("search.completed");
    }

    @Test
    void aSearchOfMoreTargetsThanAreLeftIsRefused() {
        String first = held();
        var several = new Several(rig);
        SearchRequest four =
                several.request(List.of("one", "two", "three", "four"), List.of(several.tUrl()), Action.OBSERVATIONS);

        Problem refused = catchThrowableOfType(Problem.class, () -> rig.start(four, "ann"));
        assertThat(refused.kind()).isEqualTo(ProblemType.TOO_MANY);
        assertThat(refused.members()).containsEntry("limit", "voyage.limits.targets-per-client");
        assertThat(refused.retryAfter()).isPresent();
        rig.searches.cancel(first).await().atMost(Rig.SOON);
        rig.events(rig.start(four, "ann"));
    }

    @Test
    void aPausedSearchDoesNotGoOnBeyondTheLimits() {
        var several = new Several(rig);
        SearchRequest three = several.request(Several.NAMES, List.of(several.tUrl()), Action.DOWNLOAD);
        several.t().stallsHead();
        String second = rig.start(three, "ann");
        rig.searches.pause(second).await().atMost(Rig.SOON);
        String third = rig.start(three, "ann");

        Problem refused = catchThrowableOfType(
                Problem.class, () -> rig.searches.resume(second).await().atMost(Rig.SOON));
        assertThat(refused.members()).containsEntry("limit", "voyage.limits.targets-per-client");
        assertThat(rig.state(second).phase()).isEqualTo(Phase.HELD);
        rig.searches.cancel(third).await().atMost(Rig.SOON);
        assertThat(rig.searches.resume(second).await().atMost(Rig.SOON).phase()).isEqualTo(Phase.EXECUTING);
    }

    @Test
    void aPausedSearchDoesNotGoOnBeyondTheQueue() {
        String first = held();
        rig.searches.pause(first).await().atMost(Rig.SOON);
        rig.played.links().stallsHead();
        for (int i = 0; i < 4; i++) {
            rig.start(rig.request(Action.LINKS), "bob");
        }
        Problem refused = catchThrowableOfType(
                Problem.class, () -> rig.searches.resume(first).await().atMost(Rig.SOON));
        assertThat(refused.members()).containsEntry("limit", "voyage.limits.queue");
        assertThat(rig.state(first).phase()).isEqualTo(Phase.HELD);
    }

    @Test
    void whatIsAskedForAgainByItsKeyIsGivenWhateverIsFull() {
        var several = new Several(rig);
        rig.played.links().stallsHead();
        SearchRequest three = several.request(Several.NAMES, List.of(several.tUrl()), Action.LINKS);
        String first = begun(three, "key").search().id();
        assertThat(begun(three, "key").search().id())
                .as("counted twice, its targets exceed the limit")
                .isEqualTo(first);
        for (int i = 0; i < 3; i++) {
            rig.start(rig.request(Action.LINKS), "bob");
        }
        StartedSearch again = begun(three, "key");
        assertThat(again.search().id()).as("the queue is full").isEqualTo(first);
        assertThat(again.fresh()).isFalse();
        Problem reused = catchThrowableOfType(Problem.class, () -> begun(rig.request(Action.LINKS), "key"));
        assertThat(reused.kind()).isEqualTo(ProblemType.KEY_REUSED);
    }

    private StartedSearch begun(SearchRequest request, String key) {
        return rig.searches
                .start(request, new Submitter("", "ann"), key)
                .await()
                .atMost(Rig.SOON);
    }

    @Test
    void whoGoesAwayWhileASearchIsBegunLeavesOneThatRuns() {
        rig.searches
                .start(rig.request(Action.OBSERVATIONS), new Submitter("", "ann"), null)
                .subscribe()
                .with(started -> {})
                .cancel();
        List<SearchRecord> begun = List.of();
        Instant patience = Instant.now().plus(Rig.SOON);
        while (begun.isEmpty()) {
            assertThat(Instant.now()).isBefore(patience);
            begun = rig.journal.list(null, null, null, 10).await().atMost(Rig.SOON);
        }
        assertThat(new Told(rig.events(begun.get(0).id())).end()).isEqualTo("search.completed");
    }

    @Test
    void aPausedSearchHoldsNothingUntilItGoesOn() {
        String first = held();
        assertThat(rowsOf("ann").end()).isEqualTo("search.partial");

        rig.searches.pause(first).await().atMost(Rig.SOON);
        assertThat(rowsOf("ann").end()).isEqualTo("search.completed");

        rig.played
                .file("B", "b.txt")
                .answers(200, "text/plain", Played.content("B", "b.txt"))
                .holdsAfter(100, release);
        int before = rig.archive.requests("/FTP/B/b.txt").size();
        rig.searches.resume(first).await().atMost(Rig.SOON);
        rig.archive.await("/FTP/B/b.txt", before + 1);
        assertThat(rowsOf("ann").tally("observations"))
                .as("the resumed search counts three")
                .isEqualTo(2);
        release.complete(null);
        assertThat(new Told(rig.events(first)).isSound().end()).isEqualTo("search.completed");
    }
}
