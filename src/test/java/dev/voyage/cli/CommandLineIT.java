package dev.voyage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainIntegrationTest;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of what was packaged: the jar, or with {@code -Pnative} the native executable. */
@QuarkusMainIntegrationTest
@TestProfile(CommandLineIT.AnyPort.class)
@Timeout(120)
class CommandLineIT {

    /** Beside whatever else runs here. */
    public static class AnyPort implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("voyage.demo-port", "0", "quarkus.http.port", "0");
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
