package dev.voyage.api.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.WatchedSearch;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.testsupport.WaitLimit;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(WaitLimit.TEST_SECONDS)
class SnapshotRouteTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private WatchedSearch store;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        var settings = new WatchedSearch.Settings(Duration.ofSeconds(60), Duration.ofSeconds(15));
        store = new WatchedSearch(directory, settings);
        var router = Router.router(store.vertx);
        new SnapshotRoute(store.lookup, store.journal, settings).hang(router);
        int port = WatchedSearch.await(
                        store.vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                .actualPort();
        address = URI.create("http://127.0.0.1:" + port + "/v1/searches/" + store.id + "/snapshot");
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private HttpResponse<byte[]> get(String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(WaitLimit.TIME);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** As the documentation describes it. */
    private static List<JsonNode> expanded(JsonNode snapshot) {
        var forms = new ArrayList<JsonNode>();
        var events = new ArrayList<JsonNode>();
        for (JsonNode item : snapshot.get("events")) {
            if (item.isObject()) {
                forms.add(item);
                continue;
            }
            JsonNode form = forms.get(item.get(0).asInt());
            ObjectNode event = JSON.createObjectNode();
            event.set("type", form.get("type"));
            event.set("seq", item.get(1));
            event.set("search", snapshot.at("/search/id"));
            Instant time = Instant.ofEpochMilli(
                    snapshot.get("since").asLong() + item.get(2).asLong());
            event.put("time", String.format("%1$tFT%1$tT.%1$tLZ", time.atZone(ZoneOffset.UTC)));
            for (int i = 0; i < form.get("fields").size(); i++) {
                String name = form.get("fields").get(i).asText();
                JsonNode value = item.get(i + 3);
                if (name.equals("row")) {
                    ObjectNode row = event.putObject("row");
                    for (int j = 0; j < form.get("columns").size(); j++) {
                        row.set(form.get("columns").get(j).asText(), value.get(j));
                    }
                } else {
                    event.set(name, value);
                }
            }
            events.add(event);
        }
        return events;
    }

    private List<JsonNode> streamed() throws IOException, InterruptedException {
        return store.get(store.path() + "?after=0", "Accept", "application/x-ndjson")
                .body()
                .lines()
                .map(Client::json)
                .filter(event -> !event.get("type").asText().equals("file.started")
                        && !event.path("willRetry").asBoolean())
                .toList();
    }

    private void row(String id, Map<String, Object> cells) {
        store.append(Rows.found(id, cells));
    }

    private void rows(int count) {
        for (int i = 0; i < count; i++) {
            var cells = new LinkedHashMap<String, Object>();
            cells.put("name", "object, \"" + i + "\" ü");
            cells.put("exposure", i * 0.1);
            cells.put("count", i % 7 == 0 ? null : Long.MAX_VALUE - i);
            row("obs" + i, cells);
        }
    }

    @Test
    void itHasEveryEventOfTheStreamButReplacedOnes() throws Exception {
        rows(40);
        row("none", Map.of());
        store.degraded(2);
        store.append(Rows.started("a/b.fits"));
        store.append(Rows.failed("a/b.fits", true));
        store.append(Rows.failed("a/c.fits", false));
        store.end();

        JsonNode snapshot = Client.json(new String(get().body(), StandardCharsets.UTF_8));

        assertThat(expanded(snapshot)).isEqualTo(streamed());
        assertThat(snapshot.get("cursor").asText()).isEqualTo(store.id + ":48");
        assertThat(snapshot.at("/search/outcome").asText()).isEqualTo("complete");
    }

    @Test
    void ofARunningSearchItEndsAtItsCursor() throws Exception {
        rows(3);
        store.append(Rows.started("a/b.fits"));
        store.append(Rows.failed("a/b.fits", true));
        JsonNode snapshot = Client.json(new String(get().body(), StandardCharsets.UTF_8));
        String cursor = snapshot.get("cursor").asText();
        List<JsonNode> events = new ArrayList<>(expanded(snapshot));
        assertThat(cursor).isEqualTo(store.id + ":" + events.size());
        assertThat(get().headers().firstValue("ETag")).isEmpty();
        rows(1);
        store.end();

        events.addAll(Client.events(store.get(store.path(), "Last-Event-ID", cursor)));
        assertThat(events)
                .extracting(event -> event.get("seq").asLong())
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void compressedItSaysTheSameTheSecondTimeToo() throws Exception {
        rows(1200);
        store.end();
        byte[] plain = get().body();

        for (int i = 0; i < 2; i++) {
            HttpResponse<byte[]> coded = get("Accept-Encoding", "gzip");
            assertThat(coded.headers().allValues("Content-Encoding")).containsExactly("gzip");
            try (var gzip = new GZIPInputStream(new ByteArrayInputStream(coded.body()))) {
                assertThat(gzip.readAllBytes()).isEqualTo(plain);
            }
            assertThat(get("If-None-Match", coded.headers().firstValue("ETag").orElseThrow())
                            .statusCode())
                    .isEqualTo(304);
        }
        assertThat(expanded(JSON.readTree(plain))).isEqualTo(streamed());
    }

    @Test
    void snapshotsAndTheStreamFromTheirCursorsAreTheWholeWhileTheSearchRuns() throws Exception {
        var running = new Thread(() -> {
            rows(1500);
            store.end();
        });
        running.start();
        boolean over;
        do {
            JsonNode snapshot = JSON.readTree(get().body());
            over = snapshot.at("/search").has("outcome");
            List<JsonNode> events = new ArrayList<>(expanded(snapshot));
            String cursor = snapshot.get("cursor").asText();
            assertThat(cursor).isEqualTo(store.id + ":" + events.size());
            if (!over) {
                events.addAll(Client.events(store.get(store.path(), "Last-Event-ID", cursor)));
            }
            assertThat(events)
                    .extracting(event -> event.get("seq").asLong())
                    .isEqualTo(LongStream.rangeClosed(1, 1502).boxed().toList());
        } while (!over);
        running.join();
    }

    @Test
    void rowsMayHaveOtherColumnsEachTime() throws Exception {
        for (int i = 0; i < 300; i++) {
            var cells = new LinkedHashMap<String, Object>();
            for (int column = 0; column < 50; column++) {
                cells.put("column " + (i % 290 + column), column);
            }
            row("obs" + i, cells);
        }
        store.end();

        JsonNode snapshot = JSON.readTree(get().body());

        assertThat(expanded(snapshot)).isEqualTo(streamed());
        assertThat(snapshot.get("events"))
                .filteredOn(JsonNode::isObject)
                .as("forms, of which the first are forgotten and declared again")
                .hasSize(302);
    }

    @Test
    void aKnownSnapshotIsSentWithItsLengthAndToHeadWithoutABody() throws Exception {
        rows(10);
        store.end();
        byte[] first = get("Accept-Encoding", "gzip").body();
        HttpResponse<byte[]> second = get("Accept-Encoding", "gzip");

        assertThat(second.body()).isEqualTo(first);
        assertThat(second.headers().firstValueAsLong("Content-Length")).hasValue(first.length);
        assertThat(second.headers().allValues("Vary")).containsExactly("Accept-Encoding");
        HttpResponse<byte[]> unchanged = get(
                "Accept-Encoding",
                "gzip",
                "If-None-Match",
                second.headers().firstValue("ETag").orElseThrow());
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.headers().allValues("Vary")).containsExactly("Accept-Encoding");
        assertThat(unchanged.headers().firstValue("Content-Encoding")).isEmpty();
        var head = HttpRequest.newBuilder(address)
                .timeout(WaitLimit.TIME)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .header("Accept-Encoding", "gzip");
        HttpResponse<byte[]> headers = http.send(head.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(headers.statusCode()).isEqualTo(200);
        assertThat(headers.body()).isEmpty();
    }

    @Test
    void anUnknownParameterIsRefused() throws Exception {
        address = URI.create(address + "?what=1");
        assertThat(get().statusCode()).isEqualTo(400);
    }

    /** Events of observations and files with few fields. */
    private static final class Rows {

        static SearchEvent found(String id, Map<String, Object> cells) {
            return read("observation.found", Map.of("observation", id, "selected", true, "row", cells));
        }

        static SearchEvent started(String file) {
            return read("file.started", Map.of("file", file, "source", "https", "attempt", 1));
        }

        static SearchEvent failed(String file, boolean willRetry) {
            return read("file.failed", Map.of("file", file, "problem", Map.of("status", 503), "willRetry", willRetry));
        }

        private static SearchEvent read(String type, Map<String, Object> fields) {
            try {
                return EventCodec.read(type, JSON.writeValueAsBytes(fields)).orElseThrow();
            } catch (IOException ours) {
                throw new AssertionError(ours);
            }
        }
    }
}
