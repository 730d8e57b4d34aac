package dev.voyage.download.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamelessFileTest {

    @TempDir
    private Path directory;

    @Test
    void hasNoNameWhileItIsOpen() throws IOException {
        Path name = directory.resolve("x.part.part");
        try (var one = NamelessFile.open(name, 10, 100, 0, 0);
                var other = NamelessFile.open(name, 10, 100, 0, 0)) {
            one.write(ByteBuffer.wrap(new byte[5]), 0);
            other.write(ByteBuffer.wrap(new byte[7]), 0);
            assertThat(one.size()).isEqualTo(5);
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void doesNotTouchWhatALinkOfAnEarlierProcessLeadsTo() throws IOException {
        Path archive = Files.writeString(directory.resolve("archive"), "theirs");
        Path name = Files.createLink(directory.resolve("x.part.part"), archive);
        try (var file = NamelessFile.open(name, 10, 100, 0, 0)) {
            file.write(ByteBuffer.wrap(new byte[5]), 0);
        }
        assertThat(archive).hasContent("theirs");
    }

    @Test
    void leavesTheFloorAndWhatOthersWillWriteFree() {
        assertThatThrownBy(() -> NamelessFile.open(directory.resolve("x"), 10, 100, 50, 41))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.STORAGE));
        assertThat(directory).isEmptyDirectory();
    }
}
