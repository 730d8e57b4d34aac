package dev.voyage.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.api.client.WatchedSearch;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.runtime.ShutdownEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
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
import org.junit.jupiter.params.provider.CsvSource;

/** The event stream as clients receive it, on a real connection with a real journal. */
@Timeout(WaitLimit.TEST_SECONDS)
class EventsRouteTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private WatchedSearch search;

    @BeforeEach
    void start() throws IOException {
        search = new WatchedSearch(
                directory, new WatchedSearch.Settings(Duration.ofMillis(700), Duration.ofMillis(100)));
    }

    @AfterEach
    void stop() {
        search.close();
    }

    private static List<String> lines(HttpResponse<String> answer, String prefix) {
        return answer.body().lines().filter(line -> line.startsWith(prefix)).toList();
    }

    @Test
    void anEndedSearchIsToldFromTheBeginningAndTheStreamEnds() throws Exception {
        search.degraded(2);
        search.end();

        HttpResponse<String> answer = search.get(search.path());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map())
                .containsEntry("content-type", List.of("text/event-stream;charset=utf-8"))
                .containsEntry("cache-control", List.of("no-cache, no-transform"))
                .containsEntry("x-accel-buffering", List.of("no"))
                .doesNotContainKey("content-encoding");
        assertThat(answer.body()).startsWith("retry: 3000\n:");
        assertThat(lines(answer, "id: "))
                .containsExactly(
                        "id: " + search.id + ":1",
                        "id: " + search.id + ":2",
                        "id: " + search.id + ":3",
                        "id: " + search.id + ":4");
        assertThat(lines(answer, "event: "))
                .containsExactly(
                        "event: search.accepted",
                        "event: upstream.degraded",
                        "event: upstream.degraded",
                        "event: search.completed");
        assertThat(JSON.readTree(lines(answer, "data: ").get(0).substring(6))
                        .get("seq")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void aReaderThatComesBackGetsWhatItHasNotSeen() throws Exception {
        search.degraded(2);
        search.end();
        String id = search.id + ":2";

        List<String> rest = List.of("id: " + search.id + ":3", "id: " + search.id + ":4");
        assertThat(lines(search.get(search.path(), "Last-Event-ID", id), "id: "))
                .isEqualTo(rest);
        assertThat(lines(search.get(search.path() + "?lastEventId=" + id), "id: "))
                .isEqualTo(rest);
        assertThat(lines(search.get(search.path() + "?after=2"), "id: ")).isEqualTo(rest);
        assertThat(lines(search.get(search.path() + "?after=1", "Last-Event-ID", id), "id: "))
                .isEqualTo(rest);
    }

    @Test
    void aReaderAtTheEndOfAnEndedSearchIsToldToStop() throws Exception {
        search.end();

        HttpResponse<String> answer = search.get(search.path(), "Last-Event-ID", search.id + ":2");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aCursorBeyondTheEndIsAnsweredWithAGapNeverWithSilence() throws Exception {
        search.end();

        HttpResponse<String> answer = search.get(search.path(), "Last-Event-ID", search.id + ":99");

        assertThat(lines(answer, "event: ")).containsExactly("event: stream.gap");
        assertThat(lines(answer, "id: ")).containsExactly("id: " + search.id + ":2");
        JsonNode gap = JSON.readTree(lines(answer, "data: ").get(0).substring(6));
        assertThat(gap.get("asked").asLong()).isEqualTo(99);
        assertThat(gap.get("resumedAt").asLong()).isEqualTo(2);
    }

    @Test
    void ndjsonIsTheSameEventsLineByLine() throws Exception {
        search.degraded(1);
        search.end();

        HttpResponse<String> answer = search.get(search.path(), "Accept", "application/x-ndjson");

        assertThat(answer.headers().firstValue("content-type")).contains("application/x-ndjson");
        var seqs = new ArrayList<Long>();
        for (String line : answer.body().lines().toList()) {
            seqs.add(JSON.readTree(line).get("seq").asLong());
        }
        assertThat(seqs).containsExactly(1L, 2L, 3L);
    }

    @Test
    void pagesLeadToOneAnotherUntilTheLastEvent() throws Exception {
        search.degraded(3);
        search.end();
        var seqs = new ArrayList<Long>();

        String next = search.path() + "?limit=2";
        int pages = 0;
        while (next != null) {
            JsonNode page =
                    JSON.readTree(search.get(next, "Accept", "application/json").body());
            page.get("events").forEach(event -> seqs.add(event.get("seq").asLong()));
            next = page.has("next") ? page.get("next").asText() : null;
            pages++;
        }

        assertThat(seqs).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void aRunningSearchsPageSaysWhereToLookAgain() throws Exception {
        JsonNode page = JSON.readTree(search.get(search.path() + "?after=1", "Accept", "application/json")
                .body());

        assertThat(page.get("events")).isEmpty();
        assertThat(page.get("next").asText()).isEqualTo(search.path() + "?after=1&limit=1000");
    }

    @Test
    void aPageBehindTheLastEventSaysSoAndGoesOnFromWhatThereIs() throws Exception {
        JsonNode running = JSON.readTree(search.get(search.path() + "?after=99", "Accept", "application/json")
                .body());
        search.end();
        JsonNode ended = JSON.readTree(search.get(search.path() + "?after=99", "Accept", "application/json")
                .body());

        for (JsonNode page : List.of(running, ended)) {
            assertThat(page.get("events")).hasSize(1);
            JsonNode gap = page.get("events").get(0);
            assertThat(gap.get("type").asText()).isEqualTo("stream.gap");
            assertThat(gap.get("asked").asLong()).isEqualTo(99);
        }
        assertThat(running.get("events").get(0).get("resumedAt").asLong()).isEqualTo(1);
        assertThat(running.get("next").asText()).isEqualTo(search.path() + "?after=1&limit=1000");
        assertThat(ended.get("events").get(0).get("resumedAt").asLong()).isEqualTo(2);
        assertThat(ended.has("next")).isFalse();
    }

    @Test
    void aClientOfTheOldProtocolSeesTheEndAlsoWhereItWantsToKeepTheConnection() throws Exception {
        search.end();
        try (Socket socket = connect()) {
            socket.setSoTimeout(WaitLimit.MILLIS);
            String request = "GET " + search.path() + " HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("event: search.completed");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ?after=x           | */*        | 400 | /problems/bad-parameter
                    ?after=other:1     | */*        | 400 | /problems/bad-parameter
                    ?after=1&after=2   | */*        | 400 | /problems/bad-parameter
                    ?cursor=1          | */*        | 400 | /problems/bad-parameter
                    ?limit=1001        | */*        | 400 | /problems/bad-parameter
                    ?after=%zz         | */*        | 400 | /problems/bad-parameter
                    ?after=0           | image/png  | 406 | /problems/not-acceptable
                    """)
    void whatIsWrongIsSaidBeforeTheFirstByte(String query, String accept, int status, String type) throws Exception {
        var answer = raw("GET " + search.path() + query + " HTTP/1.1", "Accept: " + accept);

        assertThat(answer.get(0)).contains(" " + status + " ");
        assertThat(answer).anyMatch(line -> line.equalsIgnoreCase("content-type: application/problem+json"));
        JsonNode problem = JSON.readTree(answer.get(answer.size() - 1));
        assertThat(problem.get("type").asText()).isEqualTo(type);
        assertThat(problem.get("instance").asText()).isEqualTo(search.path());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
    }

    @Test
    void anUnknownSearchIsNotFoundInEveryForm() throws Exception {
        for (String accept : List.of("*/*", "application/json", "application/x-ndjson")) {
            assertThat(search.get("/v1/searches/nosuch/events", "Accept", accept)
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void otherMethodsAreRefusedAndToldWhatWouldDo() throws Exception {
        HttpResponse<String> post = search.send("POST", search.path());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("allow")).contains("GET, HEAD, OPTIONS");
        assertThat(search.send("OPTIONS", search.path()).statusCode()).isEqualTo(204);
        assertThat(search.send("HEAD", search.path()).headers().firstValue("content-type"))
                .contains("text/event-stream;charset=utf-8");
    }

    @Test
    void whereNothingIsIsAProblemToo() throws Exception {
        HttpResponse<String> answer = search.get("/v2/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(answer.body()).get("instance").asText()).isEqualTo("/v2/nothing");
    }

    @Test
    void eventsArriveAsTheyHappenAndProgressHasNoId() throws Exception {
        try (Socket socket = connect()) {
            BufferedReader reader = request(socket);
            awaitLine(reader, "event: search.accepted");

            search.append(new SearchEvent.UpstreamDegraded("a", "b"));
            awaitLine(reader, "id: " + search.id + ":2");
            search.journal.signal(search.id, new FileEvent.Progress("f", 1, 2L, 3));
            String before = awaitLine(reader, "event: file.progress");

            assertThat(before).doesNotStartWith("id:");
        }
    }

    @Test
    void aQuietStreamIsKeptOpenByComments() throws Exception {
        try (Socket socket = connect()) {
            BufferedReader reader = request(socket);
            awaitLine(reader, "event: search.accepted");
            awaitLine(reader, ":");
            awaitLine(reader, ":");
        }
    }

    @Test
    void aReaderThatGoesIsForgotten() throws Exception {
        try (Socket socket = connect()) {
            awaitLine(request(socket), "event: search.accepted");
            assertThat(search.readers.count()).isEqualTo(1);
        }

        search.awaitOneGone();
        assertThat(search.readers.count()).isZero();
    }

    @Test
    void aReaderThatTakesNothingIsCutOffAndSlowsNobody() throws Exception {
        String text = "x".repeat(60_000);
        try (Socket lazy = new Socket()) {
            lazy.setReceiveBufferSize(4096);
            lazy.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), search.port()));
            request(lazy, 1); // and never reads
            for (int i = 0; i < 300; i++) {
                search.append(new SearchEvent.UpstreamDegraded("a", text));
            }
            search.end();

            search.awaitOneGone(); // the client that never reads
            HttpResponse<String> quick = search.get(search.path());

            assertThat(lines(quick, "id: ")).hasSize(302);
        }
    }

    @Test
    void whenTheServerStopsTheStreamsEndAndTheReadersMayComeBack() throws Exception {
        try (Socket socket = connect()) {
            BufferedReader reader = request(socket);
            awaitLine(reader, "event: search.accepted");

            search.readers.stop(new ShutdownEvent());

            awaitLine(reader, "0"); // the last chunk: a regular end, not a broken connection
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), search.port());
    }

    private BufferedReader request(Socket socket) throws IOException {
        return request(socket, 8192);
    }

    private BufferedReader request(Socket socket, int buffer) throws IOException {
        socket.setSoTimeout(WaitLimit.MILLIS);
        socket.getOutputStream()
                .write(("GET " + search.path() + " HTTP/1.1\r\nHost: test\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), buffer);
    }

    /** Reads up to this line and returns the line before it. */
    private static String awaitLine(BufferedReader reader, String wanted) throws IOException {
        String before = "";
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.equals(wanted)) {
                return before;
            }
            before = line;
        }
        throw new AssertionError("the stream ended before " + wanted);
    }

    /** The response to a handwritten request, which no client library can correct. */
    private List<String> raw(String... head) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(WaitLimit.MILLIS);
            String request = String.join("\r\n", head) + "\r\nHost: t\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
