package dev.voyage.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.cli.options.RemoteOptions;
import dev.voyage.problem.Problem;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.testsupport.WaitLimit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands about the searches of a service, against a server that answers as it does. */
@Timeout(WaitLimit.TEST_SECONDS)
class RemoteCommandTest {

    private static final String SEARCH = "{\"id\":\"s1\",\"phase\":\"COMPLETED\",\"outcome\":\"complete\","
            + "\"created\":\"2026-11-30T10:00:00Z\",\"request\":{\"target\":\"3C 105\",\"catalogue\":\"numaster\"},"
            + "\"tally\":{\"observations\":5,\"selected\":3,\"files\":48}}";

    private final ScriptedServer server = ScriptedServer.start();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        server.close();
    }

    private int run(RemoteOptions options) {
        return new RemoteCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of("VOYAGE_SERVER", server.uri("/").toString()))
                .run(options);
    }

    private static <T extends RemoteOptions.OfSearch> T of(T options) {
        options.search = "s1";
        return options;
    }

    @Test
    void listIsALinePerSearch() {
        server.on("/v1/searches").answers(200, "application/json", "{\"searches\":[" + SEARCH + "]}");
        var list = new RemoteOptions.Listing();
        list.limit = 5;

        assertThat(run(list)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("s1  complete  2026-11-30T10:00:00Z  3C 105 in numaster  3 of 5 observations, 48 files");
    }

    @Test
    void showAddsTheRequest() {
        server.on("/v1/searches/s1").answers(200, "application/json", SEARCH);

        assertThat(run(of(new RemoteOptions.Show()))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("  target: 3C 105", "  catalogue: numaster");
    }

    @Test
    void searchIsPausedByItsResource() {
        server.on("/v1/searches/s1/pause").answers(200, "application/json", SEARCH);

        assertThat(run(of(new RemoteOptions.Pause()))).isZero();
        assertThat(server.requests("/v1/searches/s1/pause")).hasSize(1);
    }

    @Test
    void refusalIsToldInTheWordsOfTheService() {
        server.on("/v1/searches/s1/retry")
                .answers(409, "application/problem+json", "{\"detail\":\"search s1 has not ended\"}");

        assertThat(run(of(new RemoteOptions.Retry()))).isEqualTo(5);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("voyage: search s1 has not ended");
    }

    @Test
    void streamThatEndsEarlyIsResumedBehindItsLastEvent() {
        server.on("/v1/searches/s1/events")
                .answers(200, "application/x-ndjson", "{\"type\":\"search.accepted\",\"seq\":1}\n{\"type\":\"x\"}\n")
                .then()
                .answers(200, "application/x-ndjson", "{\"type\":\"search.partial\",\"seq\":2}\n");

        assertThat(run(of(new RemoteOptions.Watch()))).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("{\"type\":\"search.accepted\",\"seq\":1}", "{\"type\":\"search.partial\",\"seq\":2}");
    }

    @Test
    void withoutAServiceTheRemedyIsNamed() {
        var show = of(new RemoteOptions.Show());
        show.server = ScriptedServer.refusing().toString();

        assertThatThrownBy(() -> run(show)).isInstanceOf(Problem.class).hasMessageContaining("voyage serve");
        show.server = "not an address";
        assertThatThrownBy(() -> run(show)).isInstanceOf(Problem.class).hasMessageContaining("server must be");
    }
}
