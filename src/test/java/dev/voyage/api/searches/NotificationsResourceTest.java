package dev.voyage.api.searches;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Notifications over HTTP, from the request to the receiver. */
@QuarkusTest
@TestProfile(NotificationsResourceTest.Notifying.class)
@Timeout(WaitLimit.TEST_SECONDS)
class NotificationsResourceTest {

    private static final String SEARCH = """
            {"target": "3C 105", "catalogue": "numaster", "action": "observations"}
            """;

    /** The demo archive, and a secret to sign with. */
    public static class Notifying extends DemoProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            settings.put("voyage.demo-port", "0");
            settings.put("voyage.egress.allow", "127.0.0.0/8");
            settings.put("voyage.notify.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
            settings.put("voyage.notify.every", "50ms");
            return settings;
        }
    }

    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return client.send("POST", path, json, "Content-Type", "application/json");
    }

    private String search() throws Exception {
        return Client.json(post("/v1/searches", SEARCH)).path("href").textValue();
    }

    private static String url(Object address) {
        return "{\"url\": \"" + address + "\"}";
    }

    @Test
    void aReceiverHearsOfTheEndAndTheAnswerKeepsItsSecret() throws Exception {
        try (var receiver = ScriptedServer.start()) {
            receiver.on("/hook").answers(204);
            String href = search();

            HttpResponse<String> added = post(href + "/notifications", url(receiver.uri("/hook?token=secret")));
            assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
            assertThat(Client.json(added).path("number").intValue()).isEqualTo(1);
            assertThat(added.body()).doesNotContain("secret").contains("http://127.0.0.1:" + receiver.port() + "\"");

            Received hook = receiver.await("/hook", 1).get(0);
            JsonNode event = new ObjectMapper().readTree(hook.body());
            assertThat(event.path("type").textValue()).isEqualTo("dev.voyage.search.completed");
            assertThat(event.path("data").path("href").textValue()).isEqualTo(href);

            HttpResponse<String> list = client.get(href + "/notifications");
            assertThat(Client.json(list).path("notifications")).hasSize(1);
            assertThat(list.body()).doesNotContain("secret");
            assertThat(Client.json(client.get(href))
                            .path("links")
                            .path("notifications")
                            .textValue())
                    .isEqualTo(href + "/notifications");

            HttpResponse<String> again = post(href + "/notifications/1/repeat", "");
            assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
            assertThat(receiver.await("/hook", 2).get(1).header("webhook-id")).isEqualTo(hook.header("webhook-id"));

            HttpResponse<String> removed = client.send("DELETE", href + "/notifications/1", "");
            assertThat(removed.body()).isEqualTo("{\"notifications\":[]}");
            assertThat(client.send("DELETE", href + "/notifications/1", "").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aTrialReportsTheReceiversResponse() throws Exception {
        try (var receiver = ScriptedServer.start()) {
            receiver.on("/hook").answers(404);

            HttpResponse<String> tried = post("/v1/notifications/test", url(receiver.uri("/hook")));
            assertThat(tried.statusCode()).as(tried.body()).isEqualTo(200);
            assertThat(Client.json(tried).path("delivered").booleanValue()).isFalse();
            assertThat(Client.json(tried).path("status").intValue()).isEqualTo(404);
        }
    }

    @Test
    void requestsThatNameNoAddressAreRefused() throws Exception {
        String href = search();
        for (String body : new String[] {"{}", "{\"url\": 1}", url("ftp://example.org/x"), "[]", "{\"link\": \"x\"}"}) {
            HttpResponse<String> refused = post(href + "/notifications", body);
            assertThat(refused.statusCode()).as(body).isEqualTo(400);
            assertThat(Client.json(refused).path("type").textValue()).isEqualTo("/problems/bad-parameter");
        }
        assertThat(post("/v1/searches/nosuch/notifications", url("https://example.org/"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(client.send("DELETE", href + "/notifications/x", "").statusCode())
                .isEqualTo(404);
        assertThat(post(href + "/notifications/7/repeat", "").statusCode()).isEqualTo(404);
    }
}
