package dev.voyage.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.Frame;
import dev.voyage.api.client.WatchedSearch;
import dev.voyage.journal.event.EventType;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.testsupport.WaitLimit;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of some types, without names, compressed. */
@Timeout(WaitLimit.TEST_SECONDS)
class StreamFormatTest {

    private static final String THROTTLED = "types=upstream.throttled";

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

    private void throttled(String search) {
        store.append(search, new SearchEvent.UpstreamThrottled("archive.test", "wait", 3L));
    }

    /** Every third event is wanted. */
    private void mixed(String search, int wanted) {
        for (int i = 0; i < wanted; i++) {
            store.degraded(search, 2);
            throttled(search);
        }
    }

    private List<Frame> frames(String path, String... headers) throws Exception {
        return Frame.all(store.get(path, headers).body());
    }

    @Test
    void onlyTheListedTypesAreSentAndTheLastEventInAnyCase() throws Exception {
        mixed(store.id, 3);
        store.end();

        List<Frame> frames = frames(store.path() + "?" + THROTTLED);

        assertThat(frames)
                .extracting(Frame::type)
                .containsExactly("upstream.throttled", "upstream.throttled", "upstream.throttled", "search.completed");
        assertThat(frames)
                .extracting(Frame::id)
                .containsExactly(store.id + ":4", store.id + ":7", store.id + ":10", store.id + ":11");
        List<String> lines = store.get(store.path() + "?" + THROTTLED, "Accept", "application/x-ndjson")
                .body()
                .lines()
                .toList();
        assertThat(lines).hasSize(4).allSatisfy(line -> assertThat(line).startsWith("{\"type\":"));
    }

    @Test
    void typesMayBeRepeatedOrSeparatedByCommas() throws Exception {
        mixed(store.id, 1);
        store.end();

        for (String query : List.of(
                "types=upstream.throttled,upstream.degraded",
                "types=upstream.throttled&types=upstream.degraded,%20stream.gap")) {
            assertThat(frames(store.path() + "?" + query)).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"types=observation.fond", "types=", "types=file.found,", "types=a&types=file.found"})
    void anUnknownTypeIsRefusedWithAllTypes(String query) throws Exception {
        for (String path : List.of(store.path() + "?", WatchedSearch.path(store.id) + "&")) {
            HttpResponse<String> answer = store.get(path + query);
            assertThat(answer.statusCode()).isEqualTo(400);
            JsonNode problem = Client.json(answer);
            assertThat(problem.get("parameter").asText()).isEqualTo("types");
            for (EventType type : EventType.values()) {
                assertThat(problem.get("detail").asText()).contains(type.word());
            }
        }
    }

    @Test
    void fromAnyFrameOfSeveralSearchesTheRestFollowsWithoutLossOrRepetition() throws Exception {
        String a = store.id;
        String b = store.another();
        mixed(a, 4);
        mixed(b, 3);
        store.end(a);
        store.end(b);
        String path = WatchedSearch.path(a, b) + "&" + THROTTLED;
        List<Frame> all = frames(path);
        assertThat(all).hasSize(9);

        for (int i = 0; i < all.size() - 1; i++) {
            List<Frame> rest = frames(path, "Last-Event-ID", all.get(i).id());
            assertThat(sent(rest)).containsExactlyInAnyOrderElementsOf(sent(all.subList(i + 1, all.size())));
        }
        assertThat(store.get(path, "Last-Event-ID", all.get(8).id()).statusCode())
                .isEqualTo(204);
    }

    private static List<String> sent(List<Frame> frames) {
        return frames.stream().map(frame -> frame.search() + frame.seq()).toList();
    }

    @Test
    void theCompositeCursorMovesOverUnwantedEvents() throws Exception {
        String b = store.another();
        store.degraded(store.id, 3);
        store.end(store.id);
        store.degraded(b, 5);
        store.end(b);

        List<Frame> frames = frames(WatchedSearch.path(store.id, b) + "&" + THROTTLED);

        assertThat(frames.get(frames.size() - 1).id())
                .contains(store.id.substring(store.id.length() - 8) + ":5", b.substring(b.length() - 8) + ":7");
    }

    @Test
    void framesWithoutNamesGoToOneFunction() throws Exception {
        store.degraded(2);
        store.end();

        String body = store.get(store.path() + "?named=false&heartbeat=event&after=99")
                .body();

        assertThat(body).doesNotContain("event:");
        assertThat(Frame.all(body))
                .extracting(frame -> frame.json().get("type").asText())
                .startsWith("stream.heartbeat", "stream.gap");
        assertThat(Frame.all(store.get(store.path() + "?named=false").body()))
                .hasSize(4)
                .allSatisfy(frame -> {
                    assertThat(frame.type()).isNull();
                    assertThat(frame.id()).isEqualTo(store.id + ":" + frame.seq());
                });
    }

    @Test
    void pagesOfSomeTypesLeadThroughAllOfThem() throws Exception {
        mixed(store.id, 5);
        store.end();
        var types = new ArrayList<String>();
        String next = store.path() + "?limit=4&" + THROTTLED;
        int pages = 0;
        while (next != null) {
            JsonNode page = Client.json(store.get(next, "Accept", "application/json"));
            page.get("events").forEach(event -> types.add(event.get("type").asText()));
            next = page.path("next").textValue();
            pages++;
        }
        assertThat(pages).isEqualTo(5); // of 17 events, four at a time
        assertThat(types).hasSize(6).endsWith("upstream.throttled", "search.completed");
    }

    @Test
    void aCompressedStreamIsFlushedWithEachEvent() throws Exception {
        HttpResponse<InputStream> answer = compressed(store.path());
        assertThat(answer.headers().allValues("Content-Encoding")).containsExactly("gzip");
        assertThat(answer.headers().allValues("Vary")).containsExactly("Accept, Accept-Encoding");
        try (var reader =
                new BufferedReader(new InputStreamReader(new PromptGunzip(answer.body()), StandardCharsets.UTF_8))) {
            assertThat(Frame.next(reader).type()).isEqualTo("search.accepted");
            for (int i = 0; i < 5; i++) { // each is read before the next one exists
                store.degraded(1);
                assertThat(Frame.next(reader).seq()).isEqualTo(i + 2);
            }
            store.end();
            assertThat(Frame.next(reader).type()).isEqualTo("search.completed");
            assertThat(Frame.next(reader)).isNull();
        }
    }

    @Test
    void compressedPagesAndStreamsSayTheSameInFewerBytes() throws Exception {
        store.degraded(600);
        store.end();
        for (String accept : List.of("application/json", "application/x-ndjson", "text/event-stream")) {
            byte[] coded = compressed(store.path(), "Accept", accept).body().readAllBytes();
            String plain = store.get(store.path(), "Accept", accept).body();
            try (var gzip = new GZIPInputStream(new ByteArrayInputStream(coded))) {
                assertThat(withoutHeartbeats(new String(gzip.readAllBytes(), StandardCharsets.UTF_8)))
                        .isEqualToIgnoringWhitespace(withoutHeartbeats(plain));
            }
            assertThat(coded.length).isLessThan(plain.length() / 5);
        }
    }

    /** A slow machine has some before the events. */
    private static String withoutHeartbeats(String stream) {
        return stream.replaceAll("(?m)^:\\s*$", "");
    }

    /** GZIPInputStream claims that more is available until its end, for which a reader would wait. */
    private static final class PromptGunzip extends GZIPInputStream {

        PromptGunzip(InputStream in) throws IOException {
            super(in);
        }

        @Override
        public int available() {
            return 0;
        }
    }

    private HttpResponse<InputStream> compressed(String path, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + store.port() + path))
                .header("Accept-Encoding", "gzip");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
    }
}
