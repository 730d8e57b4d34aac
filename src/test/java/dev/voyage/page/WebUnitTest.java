package dev.voyage.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.voyage.testsupport.WaitLimit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests of the page's modules (src/test/web) with Node's own runner, if Node is installed. */
class WebUnitTest {

    private static final Path TESTS = Path.of("src/test/web");
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\..*", Pattern.DOTALL);

    @TempDir
    Path scratch;

    @Test
    void theTestsOfThePagesModulesPassInNode() throws Exception {
        String version = nodeVersion();
        assumeTrue(readsModules(version), () -> "Node 20.10 or newer is not installed; found: " + version);
        Path out = scratch.resolve("node.txt");
        List<String> command =
                new ArrayList<>(List.of("node", "--experimental-detect-module", "--test", "--test-reporter=tap"));
        command.addAll(testFiles());
        Process node = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        boolean ended = node.waitFor(WaitLimit.TEST_SECONDS, TimeUnit.SECONDS);
        node.destroyForcibly();
        String told = Files.readString(out);
        assertThat(ended).as("ended in time: %s", told).isTrue();
        assertThat(node.exitValue()).as(told).isZero();
        assertThat(told).containsPattern("(?m)^# pass [1-9]").contains("# fail 0");
    }

    /** Explicit names, because versions of Node differ in their treatment of directories. */
    private static List<String> testFiles() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".test.js"))
                    .sorted()
                    .toList();
        }
    }

    private String nodeVersion() throws InterruptedException {
        try {
            Process node = new ProcessBuilder(List.of("node", "--version"))
                    .redirectErrorStream(true)
                    .start();
            String told = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            node.waitFor(WaitLimit.SECONDS, TimeUnit.SECONDS);
            return told.strip();
        } catch (IOException none) {
            return "none";
        }
    }

    /** Without a package.json, Node treats .js files as modules since 20.10, with an option. */
    private static boolean readsModules(String version) {
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            return false;
        }
        int major = Integer.parseInt(numbers.group(1));
        return major > 20 || (major == 20 && Integer.parseInt(numbers.group(2)) >= 10);
    }
}
