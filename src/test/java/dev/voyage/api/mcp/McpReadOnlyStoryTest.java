package dev.voyage.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.testsupport.WaitLimit;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without {@code voyage.mcp.write} there are only tools that read. */
@QuarkusTest
@TestProfile(McpReadOnlyStoryTest.Reading.class)
@Timeout(WaitLimit.TEST_SECONDS)
class McpReadOnlyStoryTest {

    static final Set<String> WRITING =
            Set.of("plan_search", "start_search", "pause_search", "resume_search", "cancel_search", "retry_search");

    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\"}";

    /** On, and nothing else. */
    public static class Reading extends DemoProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            settings.put("voyage.demo-port", "0");
            settings.put("voyage.mcp.enabled", "true");
            settings.put("voyage.demo-latency", "500ms");
            settings.put("quarkus.mcp.server.connection-idle-timeout", "1h"); // it shall clear nothing away here
            return settings;
        }
    }

    @TestHTTPResource("/")
    URI base;

    @Inject
    ConnectionManager sessions;

    @Test
    void toolsThatChangeSomethingAreNotThere() throws Exception {
        var client = new McpClient(base);

        assertThat(client.tools()).hasSize(8).doesNotContainAnyElementsOf(WRITING);
        for (String tool : WRITING) {
            assertThat(client.request("tools/call", "{\"name\": \"" + tool + "\", \"arguments\": {}}")
                            .at("/error/code")
                            .intValue())
                    .as(tool)
                    .isEqualTo(-32602);
        }
        assertThat(client.call("list_searches", "{}").path("searches")).isEmpty();
    }

    @Test
    void aClientThatLeavesLeavesNothingBehind() throws Exception {
        String call = """
                {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"find_catalogues","arguments":{"keywords":"chandra"}}}
                """;
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream()
                    .write(("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Accept: application/json, text/event-stream\r\nContent-Length: " + call.length()
                                    + "\r\n\r\n" + call)
                            .getBytes(StandardCharsets.US_ASCII));
            McpClient.awaitSessions(sessions, true);
        }
        McpClient.awaitSessions(sessions, false);
    }

    @Test
    void pagesOfOtherSitesCallNoTool() throws Exception {
        assertThat(new McpClient(base, "Origin", "https://evil.test").post(LIST).statusCode())
                .isEqualTo(403);
        assertThat(new McpClient(base, "Sec-Fetch-Site", "cross-site")
                        .post(LIST)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void otherMethodsTypesAndVersionsAreProblems() throws Exception {
        var http = new Client(base);
        String both = "application/json, text/event-stream";

        assertThat(http.get("/mcp", "Accept", "text/event-stream")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).contains("OPTIONS, POST");
        });
        assertThat(http.send("DELETE", "/mcp", null).statusCode()).isEqualTo(405);
        assertThat(http.send("OPTIONS", "/mcp", null).statusCode()).isEqualTo(204);
        assertThat(http.send("POST", "/mcp", LIST, "Accept", both, "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(415);
        assertThat(http.send("POST", "/mcp", LIST, "Accept", "application/json", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(406);
        assertThat(new McpClient(base, "MCP-Protocol-Version", "1999-01-01").post(LIST))
                .satisfies(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(400);
                    assertThat(Client.json(answer).path("parameter").textValue())
                            .isEqualTo("MCP-Protocol-Version");
                });
        for (String path : Set.of("/mcp/sse", "/mcp/messages/x", "/mcp/x")) {
            assertThat(http.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }
}
