package dev.voyage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which commands run without the application, and the part of it that the others start. */
class LocalCommandTest {

    private static Invocation invocation(String... args) {
        return Invocation.of(args, new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), new int[1])
                .orElseThrow();
    }

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** Into memory: the real standard output of a test belongs to its runner. */
    private OptionalInt run(Invocation invocation) {
        return LocalCommand.run(invocation, json -> new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @Test
    void coordinatesAreAnsweredAtOnce() {
        assertThat(run(invocation("resolve", "61 3"))).hasValue(0);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("61.000000 +3.000000");
        assertThat(run(invocation("resolve", "04h07m16.5s +03d42m26s", "--json")))
                .hasValue(0);
    }

    @Test
    void coordinatesOffTheSkyAreRefusedAtOnce() {
        assertThat(run(invocation("resolve", "61 93"))).hasValue(ExitCode.USAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "resolve 3C105, LOOKUP",
        "catalogues nustar, LOOKUP",
        "catalogues --near 61+3, LOOKUP",
        "discover 61+3, LOOKUP",
        "list, LOOKUP",
        "watch s1, LOOKUP",
        "verify s1, SEARCH",
        "verify s1 --server http://localhost:1, LOOKUP",
        "catalogues nustar --server http://localhost:1, LOOKUP",
        "search 61.8+3.7 -c numaster, SEARCH",
        "export store.ndjson.gz, STORE",
        "import - --data elsewhere, STORE",
        "serve, SERVICE",
        "--demo, SERVICE"
    })
    void everythingElseStartsWhatItNeeds(String line, ProcessRole role) {
        Invocation given = invocation(line.split(" ", -1));

        assertThat(run(given)).isEmpty();
        assertThat(given.role()).isEqualTo(role);
    }

    @Test
    void noArgumentsStartTheService() {
        assertThat(invocation().role()).isEqualTo(ProcessRole.SERVICE);
        assertThat(invocation().demo()).isFalse();
        assertThat(invocation().data()).isEmpty();
    }
}
