package dev.voyage.download.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentDirectoriesTest {

    @TempDir
    Path root;

    private final List<Path> forced = new ArrayList<>();
    private long now;

    @Test
    void whatIsMadeIsMadeDurable() throws IOException {
        parents().make(root.resolve("a/b"));

        assertThat(root.resolve("a/b")).isDirectory();
        assertThat(forced).containsExactly(root, root.resolve("a"));
    }

    @Test
    void oneThatWasTakenAwayIsMadeAgainAtOnce() throws IOException {
        ParentDirectories parents = parents();
        parents.make(root.resolve("a/b"));
        Files.delete(root.resolve("a/b"));
        Files.delete(root.resolve("a"));
        parents.make(root.resolve("a/b"));

        assertThat(root.resolve("a/b")).isDirectory();
    }

    @Test
    void aLinkInItsPlaceIsSeenAtOnce() throws IOException {
        ParentDirectories parents = parents();
        parents.make(root.resolve("a/b"));
        Files.move(root.resolve("a/b"), root.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("a/b"), root.resolve("elsewhere"));

        assertThatThrownBy(() -> parents.make(root.resolve("a/b"))).satisfies(ParentDirectoriesTest::isUnsafe);
    }

    @Test
    void aLinkOnTheWayIsSeenWithinASecond() throws IOException {
        ParentDirectories parents = parents();
        parents.make(root.resolve("a/b"));
        Files.move(root.resolve("a"), root.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("a"), root.resolve("elsewhere"));
        now += 1_000_000_000;

        assertThatThrownBy(() -> parents.make(root.resolve("a/b"))).satisfies(ParentDirectoriesTest::isUnsafe);
    }

    private ParentDirectories parents() {
        return new ParentDirectories(root, new DirectorySync(forced::add), () -> now);
    }

    private static void isUnsafe(Throwable failure) {
        assertThat(((Problem) failure).kind()).isEqualTo(ProblemType.UNSAFE_NAME);
    }
}
