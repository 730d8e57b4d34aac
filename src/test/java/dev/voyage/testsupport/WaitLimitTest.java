package dev.voyage.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** On a busy machine short waits fail without a fault, so all tests use the limits in one place. */
class WaitLimitTest {

    private static final Path SOURCES = Path.of("src/test/java");

    /** An individual limit, Mutiny's default of ten seconds, or a sleep. */
    private static final Pattern SHORT = Pattern.compile("atMost\\(Duration\\.of(?:Seconds|Minutes)\\("
            + "|await(?:Items?|Completion|Failure)\\((?:\\w+, )?Duration\\.of(?:Seconds|Minutes)\\("
            + "|\\.await(?:Item|Completion|Failure)\\(\\)"
            + "|(?:\\.get|\\.await|tryAcquire|waitFor|awaitTermination)\\(\\d{1,2}, TimeUnit\\.SECONDS\\)"
            + "|setSoTimeout\\(\\d"
            + "|@Timeout\\(\\d{1,2}\\)"
            + "|Thread\\.sleep\\(|TimeUnit\\.\\w+\\.sleep\\(");

    @Test
    void noTestHasAWaitOfItsOwn() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> found = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.getFileName().toString().equals("WaitLimitTest.java"))
                    .flatMap(WaitLimitTest::shortWaits)
                    .toList();

            assertThat(found).as("take the limit from WaitLimit").isEmpty();
        }
    }

    private static Stream<String> shortWaits(Path file) {
        try {
            return SHORT.matcher(Files.readString(file))
                    .results()
                    .map(wait -> SOURCES.relativize(file) + ": " + wait.group());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
