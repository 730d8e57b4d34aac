package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.observability.RequestLabels;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Health, metrics and logs for operators. */
@QuarkusTest
@TestProfile(DemoProfile.class)
class WatchingStoryTest {

    private static final Pattern FAMILY = Pattern.compile("^# TYPE (voyage_\\w+) ", Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile("^\\| `(voyage_\\w+)(?:\\{[a-z, ]+})?` \\|", Pattern.MULTILINE);

    /** Metrics that exist only after their first increment. */
    private static final Set<String> NOT_YET = Set.of(
            "voyage_upstream_retries_total",
            "voyage_upstream_throttled_total",
            "voyage_upstream_resting",
            "voyage_leases", // from here on only with PostgreSQL
            "voyage_leases_lost_total",
            "voyage_permits",
            "voyage_takeovers_total");

    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void setUp() {
        client = new Client(base);
    }

    private String metrics() throws IOException, InterruptedException {
        return client.get("/q/metrics", "Accept", "text/plain").body().replace(",}", "}");
    }

    private void stream() throws IOException, InterruptedException {
        HttpResponse<String> events = client.get(
                "/v1/stream?target=3C%20105&catalogue=numaster&action=download", "Accept", "text/event-stream");
        assertThat(events.body()).contains("event: search.completed");
    }

    private static double value(String metrics, String sample) {
        return metrics.lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    @Test
    void theTableHasEveryMetricAndNoOther() throws Exception {
        stream();
        Set<String> shown = FAMILY.matcher(metrics())
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.endsWith("_max"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> told = ROW.matcher(Files.readString(Path.of("docs/operating.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(told).containsAll(shown).containsAll(NOT_YET);
        told.removeAll(shown);
        assertThat(NOT_YET).containsAll(told);
    }

    @Test
    void aSearchIsCountedAndItsStreamIsNoRequestDuration() throws Exception {
        String before = metrics();
        stream();
        String metrics = metrics();

        for (String sample : new String[] {
            "voyage_searches_ended_total{outcome=\"complete\"}",
            "voyage_rows_total",
            "voyage_lookups_total{outcome=\"linked\"}",
            "voyage_event_lag_seconds_count",
            "voyage_journal_commit_seconds_count"
        }) {
            assertThat(value(metrics, sample)).as(sample).isGreaterThan(value(before, sample));
        }
        assertThat(value(metrics, "voyage_disk_free_bytes")).isPositive();
        assertThat(value(metrics, "voyage_transfers_active")).isNotNegative();
        assertThat(value(metrics, "voyage_queue_searches")).isNotNegative();
        assertThat(metrics).contains("voyage_bytes_received_total{source=");
        assertThat(metrics.lines())
                .noneMatch(line -> line.startsWith("http_server_requests") && line.contains("/v1/stream"))
                .noneMatch(line -> line.startsWith("http_server_requests") && line.contains("/events\""));
    }

    @Test
    void strangersMakeNoLabels() throws Exception {
        long before = metrics().lines().filter(WatchingStoryTest::isRequests).count();
        for (int i = 0; i < 150; i++) { // more addresses than Quarkus counts separately
            client.send("HOARD" + i, "/v1/searches", null);
            client.get("/v1/searches;hoard=" + i);
            client.send("POST", "/hoard/" + i, "x".repeat(1 << 21), "Content-Type", "application/json");
        }
        client.get("/v1/targets?name=3C%20105");
        String metrics = metrics();

        assertThat(metrics).doesNotContainIgnoringCase("hoard").doesNotContain("/FTP/");
        assertThat(metrics)
                .contains("method=\"other\",outcome=\"CLIENT_ERROR\"", "uri=\"other\"", "uri=\"/v1/targets\"");
        assertThat(metrics.lines().filter(WatchingStoryTest::isRequests).count() - before)
                .isLessThan(10);
    }

    private static boolean isRequests(String line) {
        return line.startsWith("http_server_requests_seconds_count");
    }

    @Test
    void whatTheDocumentListsIsCountedByItsAddress() throws Exception {
        var labels = new RequestLabels(path -> ApiEndpoint.at(path).map(ApiEndpoint::template));
        var paths = Client.json(client.get("/q/openapi?format=json")).get("paths");

        assertThat(paths.fieldNames()).toIterable().hasSizeGreaterThan(30).allSatisfy(path -> {
            var id = new Meter.Id("http.server.requests", Tags.of("uri", path), null, null, Meter.Type.TIMER);
            assertThat(labels.map(id).getTag("uri")).isEqualTo(path);
        });
    }

    @Test
    void healthIsToldWithItsReasons() throws Exception {
        for (String check : new String[] {"live", "ready", "started", "group/upstreams"}) {
            HttpResponse<String> answer = client.get("/q/health/" + check);
            assertThat(answer.statusCode()).as(check).isEqualTo(200);
            assertThat(Client.json(answer).path("status").textValue()).isEqualTo("UP");
        }
        JsonNode ready = Client.json(client.get("/q/health/ready"));
        assertThat(ready.toString()).contains("data directory", "freeBytes");
        assertThat(client.get("/q/health/group/upstreams").body()).contains("upstreams");
        assertThat(client.get("/q/health/ready").body()).doesNotContain("upstreams");
        assertThat(client.get("/q/health/live").body()).contains("journal");
        assertThat(client.get("/q/health/started").body()).contains("recovery");
    }
}
