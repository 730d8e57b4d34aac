package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.api.files.Sha256Sums;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 3C 105 in numaster with the demo archive, through the whole API. */
@QuarkusTest
@TestProfile(DemoProfile.class)
@Timeout(WaitLimit.TEST_SECONDS)
class SearchStoryTest {

    private static final String QUERY = "target=3C+105&catalogue=numaster&where=exposure_a+%3C%3D+10000";
    private static final String BODY = """
            {"target": "3C 105", "catalogue": "numaster", "where": "exposure_a <= 10000"}
            """;
    private static final Set<String> SELECTED = Set.of("60061044002", "60061044006", "60061044004");

    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    private HttpResponse<String> post(String body, String... headers) throws Exception {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return client.send("POST", "/v1/searches", body, all);
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.get("type").asText()).toList();
    }

    @Test
    void aSearchIsPostedFollowedAndItsFilesFetched() throws Exception {
        HttpResponse<String> posted = post(BODY);
        assertThat(posted.statusCode()).isEqualTo(202);
        String href = posted.headers().firstValue("location").orElseThrow();
        assertThat(Client.json(posted).get("href").asText()).isEqualTo(href);

        List<JsonNode> events = Client.events(client.get(href + "/events"));

        List<JsonNode> stored =
                events.stream().filter(event -> event.has("seq")).toList();
        assertThat(stored.stream().map(event -> event.get("seq").asLong()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, stored.size()).boxed().toList());
        assertThat(types(stored)).startsWith("search.accepted").endsWith("search.completed");
        assertThat(events.stream()
                        .filter(event -> event.path("selected").isBoolean())
                        .filter(event -> event.get("selected").asBoolean())
                        .map(event -> event.get("observation").asText())
                        .collect(Collectors.toSet()))
                .isEqualTo(SELECTED);
        JsonNode tally = stored.get(stored.size() - 1).get("tally");
        theStateAgrees(href, tally, stored.size());
        theFilesAgree(href, tally);
    }

    private void theStateAgrees(String href, JsonNode tally, int lastSeq) throws Exception {
        HttpResponse<String> state = client.get(href);
        assertThat(Client.json(state).get("phase").asText()).isEqualTo("COMPLETED");
        assertThat(Client.json(state).get("outcome").asText()).isEqualTo("complete");
        assertThat(Client.json(state).get("tally")).isEqualTo(tally);
        for (JsonNode link : Client.json(state).get("links")) {
            assertThat(client.send("HEAD", link.asText(), null).statusCode())
                    .as(link.asText())
                    .isEqualTo(200);
        }
        assertThat(Client.json(state).get("lastSeq").asInt()).isEqualTo(lastSeq);
        String etag = state.headers().firstValue("etag").orElseThrow();
        assertThat(client.get(href, "If-None-Match", etag).statusCode()).isEqualTo(304);
        JsonNode cancelled = Client.json(client.send("DELETE", href, null));
        assertThat(cancelled.get("phase").asText()).isEqualTo("COMPLETED"); // too late, but no error
    }

    private void theFilesAgree(String href, JsonNode tally) throws Exception {
        JsonNode files = Client.json(client.get(href + "/files")).get("files");
        assertThat(files.size())
                .isEqualTo(tally.get("files").asInt() + tally.get("excluded").asInt());
        String sums = client.get(href + "/SHA256SUMS").body();
        assertThat(sums.lines().count()).isEqualTo(tally.get("completed").asLong() + unchanged(files));
        for (JsonNode file : files) {
            HttpResponse<byte[]> bytes = client.bytes(file.get("href").asText());
            assertThat(bytes.statusCode()).isEqualTo(200);
            String sha256 = sha256(bytes.body());
            assertThat(bytes.headers().firstValue("etag")).contains('"' + sha256 + '"');
            assertThat(bytes.headers().firstValue("x-content-type-options")).contains("nosniff");
            assertThat(sums).contains(sha256 + "  " + file.get("path").asText() + "\n");
        }
        partsAgree(files.get(0).get("href").asText());
        theArchiveAgrees(href, files, sums);
    }

    private void theArchiveAgrees(String href, JsonNode files, String sums) throws Exception {
        HttpResponse<byte[]> tar = client.bytes(href + "/archive.tar");
        var sumsOfTar = new StringBuilder();
        try (var in = new TarArchiveInputStream(new ByteArrayInputStream(tar.body()))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                sumsOfTar.append(Sha256Sums.line(sha256(in.readAllBytes()), entry.getName()));
            }
        }
        assertThat(sumsOfTar.toString()).isEqualTo(sums);
        HttpResponse<byte[]> rest = client.bytes(href + "/archive.tar", "Range", "bytes=100000-");
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(tar.body(), 100_000, tar.body().length));
        List<String> urls = client.get(href + "/urls.txt").body().lines().toList();
        assertThat(urls).isEqualTo(files.findValuesAsText("url"));
    }

    private static long unchanged(JsonNode files) {
        long unchanged = 0;
        for (JsonNode file : files) {
            unchanged += file.path("reason").asText().equals("unchanged") ? 1 : 0;
        }
        return unchanged;
    }

    private void partsAgree(String href) throws Exception {
        byte[] whole = client.bytes(href).body();
        HttpResponse<byte[]> part = client.bytes(href, "Range", "bytes=1-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("content-range")).contains("bytes 1-4/" + whole.length);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, 1, 5));
        HttpResponse<byte[]> beyond = client.bytes(href, "Range", "bytes=" + whole.length + "-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("content-range")).contains("bytes */" + whole.length);
        assertThat(beyond.headers().firstValue("content-type")).contains(ProblemResponses.PROBLEM_JSON);
        String etag = part.headers().firstValue("etag").orElseThrow();
        assertThat(client.bytes(href, "If-None-Match", etag).statusCode()).isEqualTo(304);
        HttpResponse<byte[]> other = client.bytes(href, "Range", "bytes=1-4", "If-Range", "\"x\"");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).isEqualTo(whole);
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void oneCallStreamsAndItsEventSourceIsAttachedAgain() throws Exception {
        HttpResponse<String> stream = client.get("/v1/stream?" + QUERY);

        List<JsonNode> events = Client.events(stream);
        JsonNode accepted = events.get(0);
        assertThat(accepted.get("type").asText()).isEqualTo("search.accepted");
        String id = accepted.get("search").asText();
        assertThat(accepted.get("href").asText()).isEqualTo("/v1/searches/" + id);
        assertThat(types(events)).last().isEqualTo("search.completed");

        HttpResponse<String> again = client.get("/v1/stream?" + QUERY, "Last-Event-ID", id + ":2");
        assertThat(Client.events(again).get(0).get("seq").asLong()).isEqualTo(3);
        assertThat(Client.events(again).get(0).get("search").asText()).isEqualTo(id);
        long last = events.get(events.size() - 1).get("seq").asLong();
        assertThat(client.get("/v1/stream?" + QUERY, "Last-Event-ID", id + ":" + last)
                        .statusCode())
                .isEqualTo(204);
        assertThat(client.get("/v1/stream?" + QUERY, "Last-Event-ID", "nosuch:1")
                        .statusCode())
                .isEqualTo(404);
        assertThat(client.get("/v1/stream?" + QUERY, "Last-Event-ID", "7").statusCode())
                .isEqualTo(400);
    }

    @Test
    void theCurlOfTheReadmeWorksWithItsUnescapedCondition() throws Exception {
        try (Socket socket = open("target=3C+105&catalogue=numaster&where=exposure_a+<=+10000")) {
            var reader = reader(socket);
            assertThat(reader.readLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(reader.lines().anyMatch("event: search.completed"::equals))
                    .isTrue();
        }
    }

    @Test
    void aSearchThatIsNotDetachedEndsWhenItsReaderLeaves() throws Exception {
        String id;
        try (Socket socket = open(QUERY + "&detach=false&radius=1.01")) {
            id = reader(socket)
                    .lines()
                    .filter(line -> line.startsWith("id: "))
                    .findFirst()
                    .orElseThrow()
                    .replaceFirst("id: (.*):1", "$1");
        }

        List<JsonNode> events = Client.events(client.get("/v1/searches/" + id + "/events"));

        // the search may complete before the server notices the disconnection
        assertThat(types(events)).last().isIn("search.cancelled", "search.completed");
    }

    private Socket open(String query) throws IOException {
        var socket = new Socket(base.getHost(), base.getPort());
        socket.setSoTimeout(WaitLimit.MILLIS);
        socket.getOutputStream()
                .write(("GET /v1/stream?" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void theSameKeyGivesTheSameSearchAndAnotherBodyIsRefused() throws Exception {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = post(BODY, "Idempotency-Key", key);
        HttpResponse<String> second = post(BODY, "Idempotency-Key", key);
        HttpResponse<String> other = post(BODY.replace("10000", "20000"), "Idempotency-Key", key);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(Client.json(second).get("id")).isEqualTo(Client.json(first).get("id"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(Client.json(other).get("type").asText()).isEqualTo("/problems/key-reused");
    }

    @Test
    void searchesAreListedPageByPageNewestFirst() throws Exception {
        post(BODY);
        String newest = Client.json(post(BODY)).get("id").asText();

        JsonNode page = Client.json(client.get("/v1/searches?limit=1"));

        assertThat(page.get("searches").get(0).get("id").asText()).isEqualTo(newest);
        JsonNode next = Client.json(client.get(page.get("next").asText()));
        assertThat(next.get("searches").get(0).get("id").asText()).isLessThan(newest);
    }

    @Test
    void namesAndCataloguesAreFoundWithoutASearch() throws Exception {
        JsonNode target = Client.json(client.get("/v1/targets?name=3C%20105"));
        assertThat(target.get("raDeg").asDouble()).isBetween(61.8, 61.9);
        JsonNode found = Client.json(client.get("/v1/catalogues?keywords=nustar"));
        assertThat(found.get("catalogues").findValuesAsText("ivoid")).contains("ivo://nasa.heasarc/numaster");
    }
}
