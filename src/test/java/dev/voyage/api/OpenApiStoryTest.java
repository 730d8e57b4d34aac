package dev.voyage.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document lists what there is, and what it lists is there. */
@QuarkusTest
@TestProfile(DemoProfile.class)
class OpenApiStoryTest {

    @TestHTTPResource("/")
    URI base;

    private Client client;
    private JsonNode document;

    @BeforeEach
    void read() throws Exception {
        client = new Client(base);
        document = Client.json(client.get("/q/openapi?format=json"));
    }

    @Test
    void everyResourceIsListed() {
        assertThat(document.get("paths").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "/v1/stream",
                        "/v1/events",
                        "/v1/searches",
                        "/v1/searches/{id}",
                        "/v1/searches/{id}/events",
                        "/v1/searches/{id}/files",
                        "/v1/searches/{id}/files/{path}",
                        "/v1/searches/{id}/archive.tar",
                        "/v1/searches/{id}/SHA256SUMS",
                        "/v1/searches/{id}/urls.txt",
                        "/v1/searches/{id}/verify",
                        "/v1/searches/{id}/pause",
                        "/v1/searches/{id}/resume",
                        "/v1/searches/{id}/retry",
                        "/v1/searches/{id}/pin",
                        "/v1/searches/{id}/unpin",
                        "/v1/searches/{id}/observations",
                        "/v1/searches/{id}/datalink",
                        "/availability",
                        "/capabilities",
                        "/uws",
                        "/uws/{id}",
                        "/uws/{id}/phase",
                        "/uws/{id}/quote",
                        "/uws/{id}/executionduration",
                        "/uws/{id}/destruction",
                        "/uws/{id}/owner",
                        "/uws/{id}/error",
                        "/uws/{id}/parameters",
                        "/uws/{id}/results",
                        "/v1/tickets",
                        "/v1/targets",
                        "/v1/catalogues",
                        "/problems/{slug}");
    }

    @Test
    void everythingListedIsThere() throws Exception {
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String method = operation.getKey().toUpperCase(Locale.ROOT);
                HttpResponse<String> answer = client.send(
                        method,
                        path.getKey().replaceAll("\\{[a-z]+\\}", "x"),
                        method.equals("POST") ? "{}" : null,
                        "Content-Type",
                        path.getKey().matches("/uws.*|.*/datalink")
                                ? "application/x-www-form-urlencoded"
                                : "application/json");

                assertThat(answer.statusCode()).as(method + path).isNotIn(405, 406, 415, 500);
                assertThat(answer.body()).as(method + path).doesNotContain("there is nothing at");
            }
        }
    }

    @Test
    void everyOperationHasANameASummaryAndSaysHowItFails() {
        document.get("paths")
                .forEach(path -> path.forEach(operation -> {
                    assertThat(operation.path("operationId").asText()).isNotEmpty();
                    assertThat(operation.path("summary").asText()).isNotEmpty();
                    assertThat(operation.path("responses").has("default"))
                            .as(operation.path("operationId").asText())
                            .isTrue();
                }));
    }

    @Test
    void noReferenceLeadsNowhere() {
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
    }
}
