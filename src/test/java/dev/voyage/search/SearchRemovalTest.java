package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.download.FileRemover.Removal;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.testsupport.TestStore;
import dev.voyage.testsupport.WaitLimit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Removing a search: its rows go, and its files unless another search has them, also after a process that was killed. */
@Timeout(WaitLimit.TEST_SECONDS)
class SearchRemovalTest extends WithRig {

    private String downloaded() {
        String id = rig.start(rig.request(Action.DOWNLOAD));
        rig.events(id);
        return id;
    }

    private Removal remove(String id, boolean withFiles) {
        return rig.removal.remove(id, withFiles).await().atMost(Rig.SOON);
    }

    private long rows(String table) throws SQLException {
        try (var connection = TestStore.in(directory.resolve("data")).getConnection();
                var select = connection.createStatement();
                var row = select.executeQuery("select count(*) from " + table)) {
            return row.getLong(1);
        }
    }

    private void assertNothingIsLeft() throws SQLException {
        assertThat(rig.filesOnDisk()).isEmpty();
        for (String table : List.of("searches", "events", "files", "mirror", "deletions")) {
            assertThat(rows(table)).as(table).isZero();
        }
    }

    private void conflict(String id, String why) {
        assertThatThrownBy(() -> remove(id, true))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemType.CONFLICT))
                .hasMessageContaining(why);
        assertThat(rig.state(id).id()).isEqualTo(id);
    }

    @Test
    void filesOfAnotherSearchStayAndGoWithTheLastSearchThatHasThem() throws SQLException {
        String first = downloaded();
        List<String> files = rig.filesOnDisk();
        String second = downloaded();

        Removal kept = remove(first, true);

        assertThat(kept).isEqualTo(new Removal(0, 0, files.size()));
        assertThat(rig.filesOnDisk()).isEqualTo(files);
        assertThat(rows("mirror")).isEqualTo(files.size());
        assertThat(rig.journal.find(first).await().atMost(Rig.SOON)).isEmpty();
        assertThat(rig.verification.verify(second).collect().asList().await().atMost(Rig.SOON))
                .hasSize(files.size())
                .allMatch(file -> file.state().equals("right"));

        Removal gone = remove(second, true);

        assertThat(gone.files()).isEqualTo(files.size());
        assertThat(gone.bytes()).isPositive();
        assertThat(gone.kept()).isZero();
        assertNothingIsLeft();
    }

    @Test
    void filesStayForLaterSearchesIfTheyAreToBeKept() throws SQLException {
        String id = downloaded();
        List<String> files = rig.filesOnDisk();

        assertThat(remove(id, false)).isEqualTo(Removal.NONE);

        assertThat(rig.filesOnDisk()).isEqualTo(files).isNotEmpty();
        assertThat(rows("mirror")).isEqualTo(files.size());
        assertThat(rows("events") + rows("files") + rows("searches")).isZero();
        assertThat(rig.events(downloaded()).stream()
                        .filter(event -> event.path("type").textValue().equals("file.skipped"))
                        .filter(event -> event.path("reason").textValue().equals("unchanged")))
                .hasSize(files.size());
    }

    @Test
    void removalThatWasKilledIsFinishedByTheNextProcess() throws Exception {
        String id = downloaded();
        rig.journal.retention().forget(id, true).await().atMost(Rig.SOON);
        Path root = directory.resolve("data/files");
        List<String> files = rig.filesOnDisk();
        for (String half : files.subList(0, files.size() / 2)) {
            Files.delete(root.resolve(half)); // its record in the index is left
        }
        rig.close();

        rig = new Rig(directory.resolve("data"));
        assertThat(rig.journal.find(id).await().atMost(Rig.SOON)).isEmpty();
        rig.removal.finish().await().atMost(Rig.SOON);

        assertNothingIsLeft();
    }

    @Test
    void fileThatALaterSearchHasFetchedAgainStaysWhenTheRemovalIsFinished() throws Exception {
        String id = downloaded();
        rig.journal.retention().forget(id, true).await().atMost(Rig.SOON);
        Path root = directory.resolve("data/files");
        List<String> files = rig.filesOnDisk();
        Files.delete(root.resolve(files.get(0)));
        String later = downloaded();

        rig.removal.finish().await().atMost(Rig.SOON);

        assertThat(rig.filesOnDisk()).isEqualTo(files);
        assertThat(rows("mirror")).isEqualTo(files.size());
        assertThat(rig.state(later).tally().completed()).isEqualTo(1);
    }

    @Test
    void onlyAnEndedSearchThatNobodyNeedsIsRemoved() {
        String paused = rig.start(rig.request(Action.DOWNLOAD));
        rig.searches.pause(paused).onFailure().recoverWithNull().await().atMost(Rig.SOON);
        if (!rig.state(paused).phase().isEnd()) {
            conflict(paused, "has not ended");
        }
        String pinned = downloaded();
        rig.searches.pin(pinned, true).await().atMost(Rig.SOON);
        conflict(pinned, "is pinned");
        assertThatThrownBy(() -> remove("none", false)).hasMessageContaining("no search");
    }

    @Test
    void symbolicLinkInTheMirrorIsNotFollowed() throws Exception {
        String id = downloaded();
        Path root = directory.resolve("data/files");
        Path file = root.resolve(rig.filesOnDisk().get(0));
        Path elsewhere = Files.move(file.getParent(), directory.resolve("elsewhere"));
        Files.createSymbolicLink(file.getParent(), elsewhere);

        Removal removal = remove(id, true);

        assertThat(removal.kept()).isPositive();
        assertThat(elsewhere.resolve(file.getFileName())).exists();
    }
}
