package dev.voyage.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.WatchedSearch;
import dev.voyage.testsupport.WaitLimit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(WaitLimit.TEST_SECONDS)
class StreamHeartbeatTest {

    @TempDir
    Path directory;

    private WatchedSearch store;

    @BeforeEach
    void start() throws IOException {
        store = new WatchedSearch(directory, new WatchedSearch.Settings(Duration.ofSeconds(60), Duration.ofMillis(50)));
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource
    void preambleSetsTheRetryAndIsFlushed(StreamHeartbeat heartbeat) {
        assertThat(heartbeat.preamble(true).toString())
                .startsWith("retry: 3000\n")
                .endsWith("\n\n");
    }

    @Test
    void commentIsTheDefault() throws Exception {
        assertThat(quiet(store.path())).contains(":").doesNotContain("event: stream.heartbeat");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eventsWithoutIdBeatWhereAClientLosesWhatFollowsComments(boolean several) throws Exception {
        String path = several ? WatchedSearch.path(store.id) + "&heartbeat=event" : store.path() + "?heartbeat=event";
        List<String> lines = quiet(path);
        assertThat(lines).contains("event: stream.heartbeat", "data: {\"type\":\"stream.heartbeat\"}");
        assertThat(lines).noneMatch(line -> line.startsWith(":"));
        int last = lines.lastIndexOf("event: stream.heartbeat");
        assertThat(lines.get(last - 1)).doesNotStartWith("id:");
    }

    @Test
    void streamSaysWhatItsDataIs() throws Exception {
        store.end();
        assertThat(store.get(store.path()).headers().firstValue("X-SSE-Content-Type"))
                .contains("application/json");
        assertThat(store.get(store.path(), "Accept", "application/x-ndjson")
                        .headers()
                        .map())
                .doesNotContainKey("x-sse-content-type");
    }

    @Test
    void otherWordsAreRefused() throws Exception {
        var answer = store.get(store.path() + "?heartbeat=never");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"parameter\":\"heartbeat\"", "comment or event");
    }

    /** The first lines of an idle stream: its preamble and two heartbeats. */
    private List<String> quiet(String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), store.port())) {
            socket.setSoTimeout(WaitLimit.MILLIS);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var lines = new ArrayList<String>();
            int beats = 0;
            while (beats < 3) {
                String line = reader.readLine();
                assertThat(line).isNotNull();
                lines.add(line);
                beats += line.equals(":") || line.equals("event: stream.heartbeat") || line.startsWith(": ") ? 1 : 0;
            }
            lines.add(reader.readLine());
            return lines;
        }
    }
}
