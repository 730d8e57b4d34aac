package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.event.Phase;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import dev.voyage.testsupport.WaitLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
                .retry(id, dev.voyage.search.request.Submitter.NOBODY)
                .await()
                .atMost(Rig.SOON)
                .search()
                .id();

        assertThat(new Told(owner.events(retry)).isSound().end()).isEqualTo("search.completed");
    }
}
