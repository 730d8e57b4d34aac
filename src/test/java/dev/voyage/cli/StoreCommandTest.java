package dev.voyage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.cli.options.StoreOptions;
import dev.voyage.journal.TestJournal;
import dev.voyage.journal.store.StoreDialect;
import dev.voyage.journal.transfer.StoreTransfer;
import dev.voyage.journal.transfer.StoreUsage;
import dev.voyage.testsupport.TestStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Path data(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    private int run(Path data, StoreOptions options, InputStream in) {
        var transfer = new StoreTransfer(
                TestStore.in(data), StoreDialect.EMBEDDED, 9, StoreUsage.ofProcesses(data.resolve("run")));
        out.reset();
        err.reset();
        return new StoreCommand(transfer).run(options, in, out, new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private int export(Path data, String file) {
        var options = new StoreOptions.Export();
        options.to = file;
        return run(data, options, InputStream.nullInputStream());
    }

    private int restore(Path data, String file, byte[] in) {
        var options = new StoreOptions.Import();
        options.from = file;
        return run(data, options, new ByteArrayInputStream(in));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Path filled() throws IOException {
        Path data = data("filled");
        try (var journal = TestJournal.in(data)) {
            journal.end(journal.started());
        }
        return data;
    }

    @Test
    void throughAFile() throws IOException {
        String file = directory.resolve("searches.ndjson.gz").toString();

        assertThat(export(filled(), file)).isZero();
        assertThat(said()).isEqualTo("voyage: exported 1 search, 2 events\n");
        assertThat(restore(data("empty"), file, new byte[0])).isZero();
        assertThat(said()).isEqualTo("voyage: imported 1 search, 2 events\n");
        assertThat(out.size()).isZero();
        assertThat(restore(data("empty"), file, new byte[0])).isEqualTo(ExitCode.FAILED);
        assertThat(said())
                .startsWith("problem: the store cannot take the export: it holds search ")
                .endsWith(" already; nothing was imported\n");
    }

    @Test
    void throughAPipe() throws IOException {
        assertThat(export(filled(), "-")).isZero();
        byte[] piped = out.toByteArray();
        assertThat(restore(data("empty"), "-", piped)).isZero();
        assertThat(export(data("empty"), "-")).isZero();
        assertThat(out.toByteArray()).isEqualTo(piped);
    }

    @Test
    void emptyStoreIsNotExported() throws IOException {
        Path file = directory.resolve("searches.ndjson.gz");

        assertThat(export(data("empty"), file.toString())).isEqualTo(ExitCode.EMPTY);
        assertThat(said()).isEqualTo("voyage: the store is empty; nothing was exported\n");
        assertThat(file).doesNotExist();
    }

    @Test
    void mistakesAreNamed() throws IOException {
        Path data = data("empty");

        assertThat(restore(data, directory.resolve("missing").toString(), new byte[0]))
                .isEqualTo(ExitCode.USAGE);
        assertThat(said()).startsWith("problem: there is no readable file ");
        assertThat(restore(data, "-", "text".getBytes(StandardCharsets.UTF_8))).isEqualTo(ExitCode.USAGE);
        assertThat(said()).startsWith("problem: this is not an export of voyage: ");
        assertThat(export(filled(), directory.resolve("no/directory").toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(said()).startsWith("problem: could not write the export to ");
    }

    @Test
    void storeInUseIsNotTouched() throws IOException {
        Path data = filled();
        try (var journal = TestJournal.in(data)) {
            assertThat(journal.journal.writes()).isTrue();
            assertThat(export(data, "-")).isEqualTo(ExitCode.FAILED);
        }
        assertThat(said())
                .startsWith("problem: the store is in use by another process (")
                .contains("stop every voyage");
        assertThat(out.size()).isZero();
    }
}
