package dev.voyage.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.testsupport.WaitLimit;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Unless it is switched on, there is nothing at {@code /mcp}. */
@QuarkusTest
@TestProfile(DemoProfile.class)
@Timeout(WaitLimit.TEST_SECONDS)
class McpOffStoryTest {

    @TestHTTPResource("/")
    URI base;

    @Inject
    ToolManager tools;

    @Test
    void thereIsNothing() throws Exception {
        var http = new Client(base);

        for (String path : List.of("/mcp", "/mcp/", "/mcp/sse", "/mcp/messages/x")) {
            for (String method : List.of("GET", "POST", "DELETE", "OPTIONS")) {
                var answer = http.send(
                        method,
                        path,
                        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\"}",
                        "Content-Type",
                        "application/json",
                        "Accept",
                        "application/json, text/event-stream");
                assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(404);
                assertThat(Client.json(answer).path("type").textValue()).isEqualTo("/problems/not-found");
            }
        }
        assertThat(http.get("/q/openapi").body()).doesNotContain("/mcp");
        assertThat(tools).isEmpty();
    }
}
