package dev.voyage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainIntegrationTest;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the packaged program: the jar, or with {@code -Pnative} the native executable. */
@QuarkusMainIntegrationTest
@TestProfile(CommandLineIT.TakenPort.class)
@Timeout(WaitLimit.TEST_SECONDS)
class CommandLineIT {

    /** The service's port is in use, so a command that listened would fail to start. */
    public static class TakenPort implements QuarkusTestProfile {

        private static final ServerSocket TAKEN = take();

        private static ServerSocket take() {
            try {
                return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            } catch (IOException noPort) {
                throw new UncheckedIOException(noPort);
            }
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "voyage.data",
                    "target/command-line-data",
                    "voyage.demo-port",
                    "0",
                    "quarkus.http.port",
                    String.valueOf(TAKEN.getLocalPort()));
        }
    }

    @TempDir
    Path to;

    @Test
    void theReadmesSearchBringsItsFiles(QuarkusMainLauncher launcher) throws IOException {
        LaunchResult run = launcher.launch(
                "search",
                "3C 105",
                "--catalogue",
                "numaster",
                "--where",
                "exposure_a <= 10000",
                "--demo",
                "--plain",
                "--to",
                to.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.getOutput()).contains("complete: 3 of 5 observations selected");
        try (Stream<Path> files = Files.walk(to.resolve("60061044002"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(16);
        }
    }

    @Test
    void nothingButTheSearchIsSaidOfAListOfTargets(QuarkusMainLauncher launcher) throws IOException {
        Path targets = Files.writeString(to.resolve("targets.vot"), """
                <VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE><TABLE>
                <FIELD name="name" datatype="char" arraysize="*" ucd="meta.id;meta.main"/>
                <DATA><TABLEDATA><TR><TD>3C 105</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>
                """);
        LaunchResult run = launcher.launch(
                "search",
                "--targets",
                targets.toString(),
                "--catalogue",
                "numaster",
                "--action",
                "observations",
                "--demo",
                "--plain");

        assertThat(run.exitCode()).isZero();
        assertThat(run.getErrorOutput() + run.getOutput()).doesNotContain("INFO", "io.quarkus", "WARN");
    }

    @Test
    void coordinatesAreResolvedWithoutDataDirectory(QuarkusMainLauncher launcher) {
        Path data = to.resolve("data");
        LaunchResult run = launcher.launch("resolve", "61 3", "--data", data.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.getOutput()).contains("61 3  61.000000 +3.000000    (coordinates)");
        assertThat(data).doesNotExist();
    }

    @Test
    void namesAndCataloguesAreFoundWithoutStore(QuarkusMainLauncher launcher) {
        Path data = to.resolve("data");
        LaunchResult name = launcher.launch("resolve", "3C 105", "--demo", "--data", data.toString());
        LaunchResult catalogues = launcher.launch("catalogues", "nustar", "--demo", "--data", data.toString());
        LaunchResult discovered = launcher.launch("discover", "3C 105", "--demo", "--data", data.toString());
        LaunchResult near =
                launcher.launch("catalogues", "--near", "3C 105", "--limit", "1", "--demo", "--data", data.toString());

        assertThat(name.exitCode()).isZero();
        assertThat(name.getOutput()).contains("3C 105  61.818613 +3.707171");
        assertThat(catalogues.exitCode()).isZero();
        assertThat(catalogues.getOutput()).contains("ivo://nasa.heasarc/numaster");
        assertThat(discovered.exitCode()).isZero();
        assertThat(discovered.getOutput()).contains("5  cone  numaster  NuSTAR Master Catalog", "0  cone  chanmaster");
        assertThat(near.exitCode()).isZero();
        assertThat(near.getOutput().strip()).startsWith("contains     26.9 deg").endsWith("NuSTAR Images");
        assertThat(data.resolve("voyage.db")).doesNotExist(); // a discovery keeps the registry's records beside it
    }

    @Test
    void positionOffTheSkyIsAUsageError(QuarkusMainLauncher launcher) {
        LaunchResult run = launcher.launch("resolve", "61 93");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.getErrorOutput()).contains("not a position on the sky");
    }

    @Test
    void mistakesAreTold(QuarkusMainLauncher launcher) {
        LaunchResult run = launcher.launch("search", "3C 105", "--catalogue", "numaster", "--nonsense");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.getErrorOutput() + run.getOutput()).contains("--nonsense");
    }

    @Test
    void theVersionIsKnown(QuarkusMainLauncher launcher) {
        assertThat(launcher.launch("--version").getOutput()).containsPattern("\\d+\\.\\d+");
    }
}
