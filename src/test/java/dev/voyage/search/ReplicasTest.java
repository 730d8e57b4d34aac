package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.journal.event.Phase;
import dev.voyage.problem.Problem;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.Submitter;
import dev.voyage.testsupport.TestEngine;
import dev.voyage.testsupport.WaitLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas on one PostgreSQL and one directory of files: a search obeys requests to either. */
@Timeout(WaitLimit.TEST_SECONDS)
class ReplicasTest {

    @TempDir
    Path directory;

    private Rig owner;
    private Rig other;

    @BeforeEach
    void open() throws IOException {
        owner = Rig.replica(Files.createDirectories(directory.resolve("data")));
        other = owner.another();
        owner.searches.recover().await().atMost(Rig.SOON);
        other.searches.recover().await().atMost(Rig.SOON);
    }

    @AfterEach
    void close() {
        if (other != null) {
            other.close();
            owner.close();
        }
    }

    /** A search in the middle of its file B/b.txt; the first response stalls. */
    private String inTheMiddle() {
        owner.played
                .file("B", "b.txt")
                .answers(200, "text/plain", Played.content("B", "b.txt"))
                .ranges("\"bB\"", Played.MODIFIED)
                .stallsAfter(1500)
                .then()
                .answers(200, "text/plain", Played.content("B", "b.txt"))
                .ranges("\"bB\"", Played.MODIFIED);
        String id = owner.start(owner.request(Action.DOWNLOAD));
        other.first(id, "file.completed"); // read where it does not run
        owner.archive.await("/FTP/B/b.txt", 1);
        return id;
    }

    private void goesToItsEnd(Rig where, String id) {
        Told told = new Told(where.events(id)).isSound().leaves(where, Played::source);
        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.tally("files")).isEqualTo(6);
        assertThat(told.of("observation.found")).hasSize(3);
        // a file that was there just before its replica stopped may have no event of that; the next replica skips it
        assertThat(told.of("file.completed").size() + told.of("file.skipped").size())
                .isEqualTo(6);
    }

    @Test
    void pausedAndResumedWhereItDoesNotRun() throws Exception {
        String id = inTheMiddle();
        var stalled = owner.archive.await("/FTP/B/b.txt", 1).get(0);

        assertThat(other.searches.pause(id).await().atMost(Rig.SOON).phase()).isEqualTo(Phase.HELD);
        stalled.hungUp().get(WaitLimit.SECONDS, TimeUnit.SECONDS);
        assertThat(other.searches.count(Phase.HELD)).isZero();
        assertThat(other.searches.resume(id).await().atMost(Rig.SOON).phase()).isIn(Phase.EXECUTING, Phase.COMPLETED);

        goesToItsEnd(other, id);
    }

    @Test
    void cancelledWhereItDoesNotRun() throws Exception {
        String id = inTheMiddle();
        var stalled = owner.archive.await("/FTP/B/b.txt", 1).get(0);

        assertThat(other.searches.cancel(id).await().atMost(Rig.SOON).phase()).isEqualTo(Phase.ABORTED);
        stalled.hungUp().get(WaitLimit.SECONDS, TimeUnit.SECONDS);
        assertThat(new Told(owner.events(id)).isSound().end()).isEqualTo("search.cancelled");
        assertThat(other.searches.cancel(id).await().atMost(Rig.SOON).phase()).isEqualTo(Phase.ABORTED);
    }

    @Test
    void continuedByAnotherWhenItsReplicaStops() {
        String id = inTheMiddle();
        var reader = other.watch(id);

        owner.searches.close().await().atMost(Rig.SOON);

        reader.awaitCompletion(Rig.SOON);
        goesToItsEnd(other, id);
        assertThat(reader.getItems().stream().filter(entry -> entry.isStored()))
                .hasSize(other.events(id).size());
        assertThat(owner.archive.requests("/FTP/A/a.txt")).hasSize(1);
    }

    @Test
    void handedOverAtOnceWithoutFilesInProgress() {
        String rows = owner.played.coneDocument("A", "B", "C");
        owner.played
                .coneScript()
                .answers(200, "text/xml", rows)
                .stallsAfter(rows.length() - 40)
                .then()
                .answers(200, "text/xml", rows);
        String withoutFiles = owner.start(owner.request(Action.OBSERVATIONS));
        owner.archive.await("/cone", 1);
        String withFile = inTheMiddle();

        var closing = owner.searches.close(Duration.ofHours(1)).subscribeAsCompletionStage();

        assertThat(new Told(other.events(withoutFiles)).end()).isEqualTo("search.completed");
        assertThat(closing).isNotDone();
        owner.searches.close().await().atMost(Rig.SOON);
        goesToItsEnd(other, withFile);
    }

    @Test
    void retriedWhereItDidNotRun() {
        owner.played.file("B", "b.txt").answers(404).then().answers(200, "text/plain", Played.content("B", "b.txt"));
        String id = owner.start(owner.request(Action.DOWNLOAD));
        assertThat(new Told(other.events(id)).isSound().end()).isEqualTo("search.partial");

        String retry = other.searches
                .retry(id, Submitter.NOBODY)
                .await()
                .atMost(Rig.SOON)
                .search()
                .id();

        assertThat(new Told(owner.events(retry)).isSound().end()).isEqualTo("search.completed");
    }

    @Test
    void sameKeyAtBothMakesOneSearch() {
        var request = owner.request(Action.OBSERVATIONS);
        var started = new ArrayList<List<CompletableFuture<StartedSearch>>>();
        for (int i = 0; i < 4; i++) { // more at once would be over the limit of waiting searches
            String key = "key " + i;
            started.add(Stream.of(owner, other)
                    .map(rig -> rig.searches.start(request, key).subscribeAsCompletionStage())
                    .toList());
        }

        var ids = new HashSet<String>();
        for (List<CompletableFuture<StartedSearch>> both : started) {
            List<StartedSearch> answers =
                    both.stream().map(CompletableFuture::join).toList();
            ids.addAll(answers.stream().map(answer -> answer.search().id()).toList());
            assertThat(answers).filteredOn(StartedSearch::fresh).hasSize(1);
        }
        assertThat(ids).hasSize(4);
        assertThat(owner.journal.list(null, null, null, 100).await().atMost(Rig.SOON))
                .hasSize(4);
        ids.forEach(id -> assertThat(new Told(other.events(id)).end()).isEqualTo("search.completed"));
        assertThat(other.searches
                        .start(request, "key 0")
                        .await()
                        .atMost(Rig.SOON)
                        .fresh())
                .isFalse();
    }

    private void stallsSearches() {
        String rows = owner.played.coneDocument("A", "B", "C");
        owner.played.coneScript().answers(200, "text/xml", rows).stallsAfter(rows.length() - 40);
    }

    private static void isRefused(Rig where, SearchRequest request, String client) {
        assertThatThrownBy(() -> where.start(request, client))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.members())
                        .containsEntry("limit", "voyage.limits.targets-per-client"));
    }

    /** The rigs allow 4 targets for each client. */
    @Test
    void limitsOfAClientCountTheSearchesOfBoth() throws SQLException {
        stallsSearches();
        var request = owner.request(Action.OBSERVATIONS);
        owner.start(request, "c");
        String paused = owner.start(request, "c");
        other.start(request, "c");
        String cancelled = other.start(request, "c");

        isRefused(owner, request, "c");
        isRefused(other, request, "c");

        owner.searches.cancel(cancelled).await().atMost(Rig.SOON);
        owner.start(request, "c");
        isRefused(other, request, "c");

        owner.searches.pause(paused).await().atMost(Rig.SOON);
        other.start(request, "c");
        assertThatThrownBy(() -> owner.searches.resume(paused).await().atMost(Rig.SOON))
                .isInstanceOf(Problem.class);
        assertThat(owner.state(paused).phase()).isEqualTo(Phase.HELD);
        assertThat(counted(cancelled)).as("an address of a client is forgotten").isNull();
        assertThat(counted(paused)).isEqualTo("c");
    }

    private String counted(String search) throws SQLException {
        try (var connection = TestEngine.POSTGRESQL.in(owner.data).getConnection();
                var select = connection.createStatement();
                var row = select.executeQuery("select counted from searches where id = '" + search + "'")) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    @Test
    void limitHoldsWhenBothAreAskedAtOnce() {
        stallsSearches();
        var request = owner.request(Action.OBSERVATIONS);

        List<CompletableFuture<StartedSearch>> all = Stream.of(owner, other, owner, other, owner, other, owner, other)
                .map(rig -> rig.searches
                        .start(request, new Submitter("", "c"), null)
                        .subscribeAsCompletionStage())
                .toList();

        var refused = all.stream()
                .filter(one -> one.handle((done, failure) -> failure != null).join())
                .toList();
        assertThat(refused).hasSize(4);
    }
}
