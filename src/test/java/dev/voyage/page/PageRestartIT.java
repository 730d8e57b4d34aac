package dev.voyage.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.voyage.testsupport.PackagedProgram;
import dev.voyage.testsupport.WaitLimit;
import java.io.IOException;
import java.net.URI;
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

/** The page during a kill and restart of the packaged program. */
@NeedsChromium
@Timeout(900)
class PageRestartIT {

    @TempDir
    Path directory;

    private ScriptedArchive archive;
    private int port;
    private Process program;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(PackagedProgram.command(List.of()).isPresent(), "the program was not packaged");
        archive = new ScriptedArchive(0);
        archive.threeObservations();
        program = launch();
        port = PackagedProgram.address(program).getPort();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (program != null) {
            program.destroyForcibly().waitFor(WaitLimit.SECONDS, TimeUnit.SECONDS);
            archive.close();
        }
    }

    /** Starts on a free port first, then on the same port, the only one that the page knows. */
    private Process launch() {
        String authority = URI.create(archive.catalogue()).getAuthority();
        return PackagedProgram.start(
                directory,
                List.of(
                        "-Xmx256m",
                        "-Dquarkus.http.port=" + port,
                        "-Dvoyage.data=" + directory.resolve("data"),
                        "-Dvoyage.egress.allow=" + authority,
                        "-Dvoyage.http.robots=false",
                        "-Dvoyage.limits.host.connections=16"),
                "serve");
    }

    @Test
    void aKilledServerIsWaitedForAndTheSearchGoesOnWithEveryEventOnce() throws Exception {
        var release = new CompletableFuture<Void>();
        archive.file("B", "b.txt").holdsAfter(100, release);
        try (var visitor = Visitor.at(URI.create("http://127.0.0.1:" + port + "/"))) {
            visitor.search("10.5 -5.25", archive.catalogue(), "");
            assertThat(visitor.files().getByText("5 of 6 files ended")).isVisible();

            program.destroyForcibly().waitFor(WaitLimit.SECONDS, TimeUnit.SECONDS);
            assertThat(visitor.page.locator("voyage-connection .state.waiting")).isVisible();
            assertThat(visitor.files().getByText("5 of 6 files ended")).isVisible();
            assertThat(visitor.step("Pause")).isDisabled();
            assertThat(visitor.step("Cancel")).isDisabled();
            archive.file("B", "b.txt");
            release.complete(null);
            program = launch();
            assertThat(PackagedProgram.address(program).getPort()).isEqualTo(port);
            visitor.button("Try now").click();

            visitor.sees("complete");
            assertThat(visitor.page.getByText("The server does not answer")).hasCount(0);
            assertThat(visitor.files().getByText("6 of 6 files ended")).isVisible();
            List<String> heard = visitor.heard();
            assertThat(heard)
                    .isEqualTo(IntStream.rangeClosed(1, heard.size())
                            .mapToObj(seq -> visitor.searchOnScreen() + " " + seq)
                            .toList());
        }
    }
}
