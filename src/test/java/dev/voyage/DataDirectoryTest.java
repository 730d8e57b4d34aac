package dev.voyage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path directory;

    @Test
    void itIsMadeWithWhatIsAboveIt() throws IOException {
        Path data = directory.resolve("a/b");

        DataDirectory.make(data);
        DataDirectory.make(data);

        assertThat(data).isDirectory();
    }

    @Test
    void whereItCannotBeTheOperatorIsToldInASentence() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.make(file))
                .hasMessageStartingWith("voyage.data cannot be made: " + file);
    }
}
