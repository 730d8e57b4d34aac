package dev.voyage.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.Client;
import dev.voyage.testsupport.WaitLimit;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A client of {@code /mcp}, without a session. */
final class McpClient {

    private final Client http;
    private final List<String> headers;

    McpClient(URI base, String... more) {
        http = new Client(base);
        headers = new ArrayList<>(
                List.of("Content-Type", "application/json", "Accept", "application/json, text/event-stream"));
        headers.addAll(List.of(more));
    }

    HttpResponse<String> post(String body) throws Exception {
        return http.send("POST", "/mcp", body, headers.toArray(String[]::new));
    }

    /** The response to a request, which has the id 7. */
    JsonNode request(String method, String params) throws Exception {
        HttpResponse<String> answer =
                post("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":" + params + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Mcp-Session-Id")).isEmpty();
        boolean stream = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
        JsonNode message = stream ? Client.events(answer).get(0) : Client.json(answer);
        assertThat(message.path("id").intValue()).isEqualTo(7);
        return message;
    }

    /** The names of all tools. */
    List<String> tools() throws Exception {
        List<String> names = new ArrayList<>();
        request("tools/list", "{}")
                .at("/result/tools")
                .forEach(tool -> names.add(tool.path("name").textValue()));
        return names;
    }

    private JsonNode result(String tool, String arguments) throws Exception {
        JsonNode message = request("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
        JsonNode result = message.path("result");
        assertThat(Client.json(result.at("/content/0/text").asText()))
                .as(message.toString())
                .isEqualTo(result.path("structuredContent"));
        return result;
    }

    /** The structured result of a tool. */
    JsonNode call(String tool, String arguments) throws Exception {
        JsonNode result = result(tool, arguments);
        assertThat(result.path("isError").booleanValue()).as(result.toString()).isFalse();
        return result.path("structuredContent");
    }

    /** The problem of a tool. */
    JsonNode problem(String tool, String arguments) throws Exception {
        JsonNode result = result(tool, arguments);
        assertThat(result.path("isError").booleanValue()).as(result.toString()).isTrue();
        return result.path("structuredContent");
    }

    /** The state of a search when it has ended. */
    JsonNode awaitEnd(String search) throws Exception {
        Instant limit = Instant.now().plus(WaitLimit.TIME);
        JsonNode state;
        do {
            assertThat(Instant.now()).as("still running").isBefore(limit);
            state = call("search_status", "{\"search\":\"" + search + "\"}");
        } while (state.path("ended").isMissingNode());
        return state;
    }

    /** Waits until there is a session, or none: a response may arrive before its request has been cleared away. */
    static void awaitSessions(ConnectionManager sessions, boolean some) {
        Instant limit = Instant.now().plus(WaitLimit.TIME);
        while (sessions.iterator().hasNext() != some) {
            assertThat(Instant.now()).as("sessions").isBefore(limit);
            Thread.onSpinWait();
        }
    }
}
