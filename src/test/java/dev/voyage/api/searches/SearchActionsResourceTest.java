package dev.voyage.api.searches;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Actions on an existing search over HTTP, with a slow demo archive. */
@QuarkusTest
@TestProfile(SearchActionsResourceTest.SlowDemo.class)
@Timeout(WaitLimit.TEST_SECONDS)
class SearchActionsResourceTest {

    private static final String BODY = """
            {"target": "3C 105", "catalogue": "numaster", "where": "exposure_a <= 10000", "action": "%s"}
            """;

    /** The demo archive, with a delay before each response. */
    public static class SlowDemo extends DemoProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var late = new HashMap<>(super.getConfigOverrides());
            late.put("voyage.demo-latency", "200ms");
            late.put("voyage.demo-port", "0");
            late.put("voyage.limits.searches", "1");
            return late;
        }
    }

    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    private String start(String action) throws Exception {
        return Client.json(
                        client.send("POST", "/v1/searches", BODY.formatted(action), "Content-Type", "application/json"))
                .path("href")
                .textValue();
    }

    private HttpResponse<String> step(String href, String step) throws Exception {
        return client.send("POST", href + "/" + step, "");
    }

    @Test
    void aSearchIsPausedAndGoesOn() throws Exception {
        String href = start("links");

        HttpResponse<String> paused = step(href, "pause");
        assertThat(paused.statusCode()).as(paused.body()).isEqualTo(200);
        assertThat(Client.json(paused).path("phase").textValue()).isEqualTo("HELD");
        assertThat(Client.json(client.get(href)).path("phase").textValue()).isEqualTo("HELD");
        assertThat(Client.json(step(href, "resume")).path("phase").textValue()).isIn("EXECUTING", "COMPLETED");

        List<JsonNode> events = Client.events(client.get(href + "/events"));
        assertThat(events.get(events.size() - 1).path("type").textValue()).isEqualTo("search.completed");
        assertThat(step(href, "pause").statusCode()).isEqualTo(409);
        assertThat(step(href, "resume").statusCode()).isEqualTo(409);
        assertThat(step(href, "retry").statusCode()).isEqualTo(409);
    }

    @Test
    void whoWaitsIsToldItsPlace() throws Exception {
        String first = start("links");
        String second = start("links");
        String third = start("links");
        assertThat(Client.json(client.get(third)).path("queuePosition").intValue())
                .isBetween(1, 2);
        assertThat(client.get("/uws/" + third.substring(third.lastIndexOf('/') + 1))
                        .body())
                .containsPattern("<uws:jobInfo>\\s*<queuePosition>[12]</queuePosition>");
        for (String href : List.of(first, second, third)) {
            client.get(href + "/events");
        }
        assertThat(Client.json(client.get(third)).has("queuePosition")).isFalse();
        assertThat(client.get("/uws/" + third.substring(third.lastIndexOf('/') + 1))
                        .body())
                .doesNotContain("jobInfo");
    }

    @Test
    void aCancelledSearchIsRetriedAsAnother() throws Exception {
        String href = start("links");
        client.send("DELETE", href, null);

        HttpResponse<String> retried = step(href, "retry");

        assertThat(retried.statusCode()).as(retried.body()).isEqualTo(202);
        JsonNode search = Client.json(retried);
        assertThat(retried.headers().firstValue("Location"))
                .hasValue(search.path("href").textValue());
        assertThat(search.at("/links/retryOf").textValue()).isEqualTo(href);
        List<JsonNode> events = Client.events(client.get(search.path("href").textValue() + "/events"));
        assertThat(events.get(0).path("retryOf").textValue()).isEqualTo(href.substring(href.lastIndexOf('/') + 1));
        assertThat(events.get(events.size() - 1).path("type").textValue()).isEqualTo("search.completed");
    }

    @Test
    void aFileIsRequestedAgainAndUnknownOnesAreRefused() throws Exception {
        String href = start("plan");
        List<JsonNode> events = Client.events(client.get(href + "/events"));
        String file = events.stream()
                .filter(event -> event.path("type").textValue().equals("file.measured"))
                .findFirst()
                .orElseThrow()
                .path("file")
                .textValue();

        HttpResponse<String> retried = step(href, "retry?file=" + file);

        assertThat(retried.statusCode()).as(retried.body()).isEqualTo(202);
        JsonNode search = Client.json(retried);
        assertThat(search.at("/retryOnly/files/0").textValue()).isEqualTo(file);
        Client.events(client.get(search.path("href").textValue() + "/events"));
        assertThat(Client.json(client.get(search.path("href").textValue()))
                        .at("/tally/files")
                        .intValue())
                .isEqualTo(1);
        HttpResponse<String> refused = step(href, "retry?observation=nobody");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).path("parameter").textValue()).isEqualTo("observation");
    }

    private HttpResponse<String> rename(String href, String change) throws Exception {
        return client.send("PATCH", href, change, "Content-Type", "application/json");
    }

    @Test
    void aSearchIsRenamedAndItsRetryKeepsTheName() throws Exception {
        String href = start("links");
        String before = client.get(href).headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> named = rename(href, "{\"name\": \" Bullet cluster \"}");

        assertThat(named.statusCode()).as(named.body()).isEqualTo(200);
        assertThat(Client.json(named).path("name").textValue()).isEqualTo("Bullet cluster");
        HttpResponse<String> search = client.get(href);
        assertThat(Client.json(search).path("name").textValue()).isEqualTo("Bullet cluster");
        assertThat(Client.json(search).path("request").has("name")).isFalse();
        assertThat(search.headers().firstValue("ETag")).get().isNotEqualTo(before);
        assertThat(Client.json(client.get(href + "/snapshot"))
                        .at("/search/name")
                        .textValue())
                .isEqualTo("Bullet cluster");
        client.send("DELETE", href, null);
        JsonNode retry = Client.json(step(href, "retry"));
        assertThat(retry.path("name").textValue()).isEqualTo("Bullet cluster");
        client.send("DELETE", retry.path("href").textValue(), null);
        assertThat(Client.json(rename(href, "{\"name\": null}")).has("name")).isFalse();
        assertThat(Client.json(client.get(href)).has("name")).isFalse();
    }

    @Test
    void aNameIsRefusedByItsParameter() throws Exception {
        String href = start("observations");
        for (String wrong :
                List.of("{}", "{\"name\": \" \"}", "{\"name\": 7}", "{\"name\": \"" + "x".repeat(201) + "\"}")) {
            HttpResponse<String> refused = rename(href, wrong);
            assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
            assertThat(Client.json(refused).path("parameter").textValue())
                    .as(wrong)
                    .isEqualTo("name");
        }
        client.get(href + "/events"); // to its end
        assertThat(rename(href, "{\"pinned\": true}").statusCode()).isEqualTo(400);
        assertThat(rename("/v1/searches/01m8khpqrhzfe0wfjj97j1qjyf", "{\"name\": \"x\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSearchIsPinned() throws Exception {
        String href = start("observations");
        assertThat(Client.json(step(href, "pin")).path("pinned").booleanValue()).isTrue();
        assertThat(Client.json(client.get(href)).path("pinned").booleanValue()).isTrue();
        assertThat(Client.json(step(href, "unpin")).path("pinned").booleanValue())
                .isFalse();
    }

    @Test
    void endedSearchIsRemovedWithItsFiles() throws Exception {
        String href = start("download");
        String early = href + "?forget=true&files=delete";
        HttpResponse<String> refused = client.send("DELETE", early, null);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Client.json(refused).path("detail").textValue()).contains("cancel it");
        client.get(href + "/events");
        long bytes = Client.json(client.get(href)).at("/tally/bytes").longValue();

        HttpResponse<String> removed = client.send("DELETE", early, null);

        assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
        JsonNode last = Client.json(removed);
        assertThat(last.path("phase").textValue()).isEqualTo("COMPLETED");
        assertThat(last.at("/removed/files").longValue()).isPositive();
        assertThat(last.at("/removed/bytes").longValue()).isEqualTo(bytes);
        assertThat(last.has("links")).isFalse();
        assertThat(client.get(href).statusCode()).isEqualTo(404);
        assertThat(client.get(href + "/events").statusCode()).isEqualTo(404);
        assertThat(client.send("DELETE", early, null).statusCode()).isEqualTo(404);
    }

    @Test
    void deletionSaysWhatItsParametersMayBe() throws Exception {
        String href = start("observations");
        for (String query : List.of("?forget=yes", "?forget=true&files=all", "?files=delete", "?purge=true")) {
            HttpResponse<String> refused = client.send("DELETE", href + query, null);
            assertThat(refused.statusCode()).as(query).isEqualTo(400);
        }
        assertThat(client.send("DELETE", href + "?forget=false", null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsNotThereIsNotFoundAndOnlyPostDoes() throws Exception {
        for (String step : List.of("pause", "resume", "retry", "pin", "unpin")) {
            assertThat(step("/v1/searches/none", step).statusCode()).as(step).isEqualTo(404);
            assertThat(client.get("/v1/searches/none/" + step).statusCode())
                    .as(step)
                    .isEqualTo(405);
        }
    }
}
