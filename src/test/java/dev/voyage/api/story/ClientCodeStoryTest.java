package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.voyage.api.client.DemoProfile;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests of the served clients (src/test/clients), if Python or Node is installed, against the demo archive. */
@QuarkusTest
@TestProfile(DemoProfile.class)
class ClientCodeStoryTest {

    @TestHTTPResource("/")
    URI base;

    @TempDir
    Path scratch;

    @Test
    void theTestsOfThePythonClientPass() throws Exception {
        assumeTrue(runs("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 9))"), "no Python 3.9 or newer");
        String out = run("python3", "-B", "-m", "unittest", "-v", "src/test/clients/test_voyage.py");
        assertThat(out).containsPattern("(?m)^Ran [1-9][0-9]+ tests").containsPattern("(?m)^OK");
    }

    @Test
    void theTestsOfTheJavaScriptClientPass() throws Exception {
        assumeTrue(
                runs("node", "-e", "process.exit(Number(process.versions.node.split('.')[0]) < 20 ? 1 : 0)"),
                "no Node 20 or newer");
        String out = run("node", "--test", "--test-reporter=tap", "src/test/clients/voyage.test.mjs");
        assertThat(out).containsPattern("(?m)^# pass [1-9]").contains("# fail 0");
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(WaitLimit.SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path out = scratch.resolve("out.txt");
        var builder =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("VOYAGE_SERVER", base.toString());
        Process process = builder.start();
        boolean ended = process.waitFor(WaitLimit.TEST_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String told = Files.readString(out);
        assertThat(ended).as("ended in time: %s", told).isTrue();
        assertThat(process.exitValue()).as(told).isZero();
        return told;
    }
}
