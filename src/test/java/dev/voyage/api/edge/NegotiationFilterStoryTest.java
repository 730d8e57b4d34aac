package dev.voyage.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content negotiation works the same for every resource, whether served by Quarkus or by a plain route. */
@QuarkusTest
@TestProfile(DemoProfile.class)
@Timeout(WaitLimit.TEST_SECONDS)
class NegotiationFilterStoryTest {

    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    /** Java's HTTP client sends no empty headers. */
    private String withEmptyAccept(String request) throws IOException {
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: " + base.getAuthority()
                                    + "\r\nAccept:\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/uws", "/availability", "/capabilities", "/v1/searches", "/v1/targets?name=3C%20105"})
    void anEmptyAcceptAcceptsAnything(String path) throws Exception {
        assertThat(withEmptyAccept("GET " + path)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aJobIsMadeWhateverIsAccepted() throws Exception {
        String query = "/uws?TARGET=3C%20105&CATALOGUE=numaster";
        assertThat(withEmptyAccept("POST " + query)).startsWith("HTTP/1.1 303 ");
        assertThat(client.send("POST", query, null, "Accept", "application/json")
                        .statusCode())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /uws           | application/*                        | application/xml
                    /uws           | text/*, application/*;q=0.5          | text/xml
                    /availability  | text/html, text/xml;q=0.9, */*;q=0.8 | text/xml
                    /availability  | image/png;q=2, */*;q=0.1             | application/xml
                    /v1/searches   | application/*;q=0.1                  | application/json
                    """)
    void rangesAndQualitiesAreUnderstood(String path, String accept, String type) throws Exception {
        HttpResponse<String> answer = client.get(path, "Accept", accept);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith(type);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /uws          | application/json
                    /uws          | application/xml;q=0, text/xml;q=0
                    /capabilities | */*;q=0
                    /v1/searches  | application/json;q=0
                    """)
    void whatIsNotWantedIsNotSent(String path, String accept) throws Exception {
        HttpResponse<String> answer = client.get(path, "Accept", accept);

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(Client.json(answer).get("available")).isNotEmpty();
    }

    @Test
    void optionsAndRefusalsNameTheMethodsThatTheDocumentHas() throws Exception {
        JsonNode paths = Client.json(client.get("/q/openapi?format=json")).get("paths");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            Set<String> documented = new TreeSet<>(Set.of("OPTIONS"));
            path.getValue().fieldNames().forEachRemaining(name -> documented.add(name.toUpperCase(Locale.ROOT)));
            if (documented.contains("GET")) {
                documented.add("HEAD");
            }
            String address = path.getKey().replaceAll("\\{[a-z]+\\}", "x");

            assertThat(allow(client.send("OPTIONS", address, null))).as(address).isEqualTo(documented);
            HttpResponse<String> refused = client.send("PUT", address, null);
            assertThat(refused.statusCode()).as(address).isEqualTo(405);
            assertThat(allow(refused)).as(address).isEqualTo(documented);
        }
    }

    private static Set<String> allow(HttpResponse<String> answer) {
        return new TreeSet<>(
                Arrays.asList(answer.headers().firstValue("allow").orElse("").split(", *", -1)));
    }
}
