package dev.voyage.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.voyage.testsupport.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page while the packaged program is killed under it and started again. */
@NeedsChromium
@Timeout(180)
class PageRestartIT {

    private static final Path JAR = Path.of("target/voyage.jar");

    @TempDir
    Path directory;

    private ScriptedArchive archive;
    private int port;
    private Process program;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Files.exists(JAR), "the program was not packaged as a jar");
        archive = new ScriptedArchive(FreePort.find());
        archive.threeObservations();
        port = FreePort.find();
        program = launch();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (program != null) {
            program.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
            archive.close();
        }
    }

    /** Returns once it says that it listens. */
    private Process launch() throws IOException {
        String authority = URI.create(archive.catalogue()).getAuthority();
        Process started = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dquarkus.http.port=" + port,
                        "-Dvoyage.data=" + directory.resolve("data"),
                        "-Dvoyage.egress.allow=" + authority,
                        "-Dvoyage.http.robots=false",
                        "-Dvoyage.limits.host.connections=16",
                        "-jar",
                        JAR.toAbsolutePath().toString(),
                        "serve"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var out = started.inputReader();
        var log = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            log.append(line).append('\n');
            if (line.contains("Listening on")) {
                var unused = CompletableFuture.runAsync(() -> out.lines().forEach(read -> {}));
                return started;
            }
        }
        throw new IOException("it did not start: " + log);
    }

    @Test
    void aKilledServerIsWaitedForAndTheSearchGoesOnWithEveryEventOnce() throws Exception {
        var release = new CompletableFuture<Void>();
        archive.file("B", "b.txt").holdsAfter(100, release);
        try (var visitor = Visitor.at(URI.create("http://127.0.0.1:" + port + "/"))) {
            visitor.search("10.5 -5.25", archive.catalogue(), "");
            assertThat(visitor.files().getByText("5 of 6 files ended")).isVisible();

            program.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
            assertThat(visitor.page.locator("voyage-connection .state.waiting")).isVisible();
            assertThat(visitor.files().getByText("5 of 6 files ended")).isVisible();
            archive.file("B", "b.txt");
            release.complete(null);
            program = launch();
            visitor.button("Try now").click();

            visitor.sees("complete");
            assertThat(visitor.files().getByText("6 of 6 files ended")).isVisible();
            List<String> heard = visitor.heard();
            assertThat(heard)
                    .isEqualTo(IntStream.rangeClosed(1, heard.size())
                            .mapToObj(seq -> visitor.searchOnScreen() + " " + seq)
                            .toList());
        }
    }
}
