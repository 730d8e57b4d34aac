package dev.voyage.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.WaitLimit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileTest {

    @TempDir
    Path directory;

    @Test
    void aFileIsReplaced() throws IOException {
        Path file = Files.writeString(directory.resolve("rows.csv"), "older");
        TableFile.write(
                Optional.of(file),
                OutputStream.nullOutputStream(),
                out -> out.write("rows".getBytes(StandardCharsets.UTF_8)));

        assertThat(file).hasContent("rows");
        assertThat(directory).isDirectoryContaining(path -> path.equals(file));
    }

    /** {@code /dev/null} is such a place too: a user with the rights to do so must not replace it. */
    @Test
    void aPipeStaysAPipe() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<String> reader = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
        TableFile.write(
                Optional.of(pipe),
                OutputStream.nullOutputStream(),
                out -> out.write("rows".getBytes(StandardCharsets.UTF_8)));

        assertThat(Files.isRegularFile(pipe)).isFalse();
        assertThat(reader.get(WaitLimit.SECONDS, TimeUnit.SECONDS)).isEqualTo("rows");
    }
}
