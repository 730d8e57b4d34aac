package dev.voyage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.download.mirror.BlockingExecutor;
import dev.voyage.download.mirror.Mirror;
import dev.voyage.download.shelf.DirectoryShelf;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.search.FileOnDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputDirectoryTest {

    @TempDir
    Path directory;

    private Path source;
    private FileOnDisk file;
    private OutputDirectory placement;

    @BeforeEach
    void aFinishedFile() throws IOException {
        source = Files.writeString(directory.resolve("source"), "bytes");
        file = new FileOnDisk(source, 5, "", null);
        var shelf = new DirectoryShelf(new Mirror(directory), 0, new BlockingExecutor(Runnable::run));
        placement = new OutputDirectory(directory.resolve("to"), shelf);
    }

    @Test
    void aFileIsLinkedUnderItsPath() throws IOException {
        Path placed = placement.place(file, "6006/event_cl/a b#+.evt.gz");

        assertThat(placed).isEqualTo(directory.resolve("to/6006/event_cl/a b#+.evt.gz"));
        assertThat(Files.isSameFile(placed, source)).isTrue();
    }

    @Test
    void theSameFileIsLeftAlone() throws IOException {
        Path mine = directory.resolve("to/6006/a");
        Files.createDirectories(mine.getParent());
        Files.writeString(mine, "bytes");

        placement.place(file, "6006/a");

        assertThat(Files.isSameFile(mine, source)).isFalse();
    }

    @Test
    void anotherFileOfThatNameIsReplacedAndNothingElseIsLeft() throws IOException {
        Path old = directory.resolve("to/6006/a");
        Files.createDirectories(old.getParent());
        Files.writeString(old, "older bytes");

        placement.place(file, "6006/a");
        placement.place(file, "6006/a");

        assertThat(old).hasContent("bytes");
        try (Stream<Path> left = Files.list(old.getParent())) {
            assertThat(left).containsExactly(old);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "../x",
                "a/../../x",
                "a/./b",
                "a//b",
                "a/",
                "..",
                ".",
                "a\u0000b",
                "a\nb",
                "a/\u001b[2J"
            })
    void nothingIsPlacedOutside(String path) {
        Problem problem = catchThrowableOfType(Problem.class, () -> placement.place(file, path));

        assertThat(problem.kind()).isEqualTo(ProblemType.UNSAFE_NAME);
        assertThat(directory.resolve("to")).doesNotExist();
    }

    @Test
    void whereADirectoryLiesAlreadyTheDiskSaysNo() throws IOException {
        Files.createDirectories(directory.resolve("to/6006/a/b"));

        Problem problem = catchThrowableOfType(Problem.class, () -> placement.place(file, "6006/a"));

        assertThat(problem.kind()).isEqualTo(ProblemType.STORAGE);
    }
}
