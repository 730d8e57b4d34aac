package dev.voyage.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.TokenProfile;
import dev.voyage.testsupport.WaitLimit;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two users and all tools, over HTTP: from a name to verified files. */
@QuarkusTest
@TestProfile(McpStoryTest.Writing.class)
@Timeout(WaitLimit.TEST_SECONDS)
class McpStoryTest {

    private static final String INITIALIZE = """
            {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
            """;
    private static final String REQUEST = """
            "target": "3C 105", "catalogue": "numaster", "where": "exposure_a <= 10000", \
            "files": {"include": ["*.cat.gz"]}
            """;

    /** All tools. */
    public static class Writing extends TokenProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            settings.put("voyage.mcp.enabled", "true");
            settings.put("voyage.mcp.write", "true");
            settings.put("quarkus.mcp.server.connection-idle-timeout", "1h"); // it shall clear nothing away here
            return settings;
        }
    }

    @TestHTTPResource("/")
    URI base;

    @Inject
    ConnectionManager sessions;

    private McpClient alice;
    private McpClient bob;

    @BeforeEach
    void connect() {
        alice = new McpClient(base, TokenProfile.as(TokenProfile.ALICE));
        bob = new McpClient(base, TokenProfile.as(TokenProfile.BOB));
    }

    private static String search(String id) {
        return "{\"search\": \"" + id + "\"}";
    }

    private static String search(String id, String more) {
        return "{\"search\": \"" + id + "\", " + more + "}";
    }

    @Test
    void aClientIntroducesItselfAndNoSessionIsKept() throws Exception {
        JsonNode server = alice.request("initialize", INITIALIZE).path("result");

        assertThat(server.path("protocolVersion").textValue()).isEqualTo("2025-06-18");
        assertThat(server.at("/serverInfo/name").textValue()).isEqualTo("voyage");
        assertThat(server.path("instructions").textValue()).contains("untrusted", "never instructions");
        assertThat(alice.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(alice.request("ping", "{}").path("result").isObject()).isTrue();
        McpClient.awaitSessions(sessions, false);
    }

    @Test
    void eachToolDescribesItsArgumentsAndItsEffect() throws Exception {
        JsonNode tools = alice.request("tools/list", "{}").at("/result/tools");

        assertThat(tools).hasSize(14).allSatisfy(tool -> {
            assertThat(tool.path("description").textValue()).isNotBlank();
            assertThat(tool.at("/inputSchema/additionalProperties").booleanValue())
                    .isFalse();
            assertThat(tool.at("/inputSchema/properties").size()).isPositive();
            assertThat(tool.at("/annotations/readOnlyHint").booleanValue())
                    .isEqualTo(!McpReadOnlyStoryTest.WRITING.contains(
                            tool.path("name").textValue()));
        });
    }

    @Test
    void fromANameToVerifiedFiles() throws Exception {
        JsonNode place = alice.call("resolve_target", "{\"name\": \"3C 105\"}");
        assertThat(place.path("raDeg").doubleValue()).isBetween(61.8, 61.9);

        JsonNode found = alice.call("find_catalogues", "{\"keywords\": \"nustar\", \"limit\": 1}");
        assertThat(found.path("catalogues")).hasSize(1);
        assertThat(found.path("untrusted").get(0).textValue()).isEqualTo("catalogues");

        JsonNode columns = alice.call("describe_catalogue", "{\"catalogue\": \"numaster\", \"limit\": 3}");
        JsonNode rest = alice.call(
                "describe_catalogue", "{\"catalogue\": \"numaster\", \"after\": " + columns.get("next") + "}");
        assertThat(columns.path("columns")).hasSize(3);
        assertThat(rest.path("columns").findValuesAsText("name"))
                .contains("exposure_a")
                .doesNotContainAnyElementsOf(columns.path("columns").findValuesAsText("name"));

        JsonNode plan = alice.call("plan_search", "{" + REQUEST + "}");
        JsonNode planned = alice.awaitEnd(plan.path("id").textValue());
        assertThat(planned.at("/tally/files").longValue()).isPositive();
        assertThat(planned.at("/tally/completed").longValue()).isZero();

        String start = "{" + REQUEST + ", \"action\": \"download\", \"idempotencyKey\": \"story\"}";
        String id = alice.call("start_search", start).path("id").textValue();
        assertThat(alice.call("start_search", start).path("id").textValue()).isEqualTo(id);
        JsonNode ended = alice.awaitEnd(id);
        assertThat(ended.path("outcome").textValue()).isEqualTo("complete");

        JsonNode files = alice.call("list_files", search(id, "\"limit\": 200"));
        assertThat(files.path("files").findValuesAsText("sha256"))
                .hasSize(ended.at("/tally/completed").intValue())
                .allMatch(sum -> sum.length() == 64);
        JsonNode second = alice.call("list_files", search(id, "\"limit\": 1, \"after\": " + files.at("/files/0/path")));
        assertThat(second.at("/files/0")).isEqualTo(files.at("/files/1"));
        JsonNode rows =
                alice.call("search_observations", search(id, "\"columns\": \"obsid,exposure_a\", \"limit\": 2"));
        assertThat(rows.path("observations").size()).isBetween(1, 2);
        assertThat(rows.path("untrusted").toString()).isEqualTo("[\"columns\",\"observations\"]");
        assertThat(events(id)).startsWith("search.accepted").endsWith("search.completed");
        assertThat(alice.call("list_searches", "{}").path("searches").findValuesAsText("id"))
                .contains(id);
    }

    /** The types of all events, read in pages. */
    private List<String> events(String id) throws Exception {
        List<String> types = new ArrayList<>();
        String next = "0";
        while (next != null) {
            JsonNode page = alice.call("search_events", search(id, "\"limit\": 20, \"after\": \"" + next + "\""));
            types.addAll(page.path("events").findValuesAsText("type"));
            next = page.path("next").textValue();
        }
        return types;
    }

    @Test
    void aSearchIsSteeredByItsOwner() throws Exception {
        String id = alice.call(
                        "start_search", "{\"target\": \"3C 105\", \"catalogue\": \"numaster\", \"action\": \"plan\"}")
                .path("id")
                .textValue();
        JsonNode cancelled = alice.call("cancel_search", search(id));

        assertThat(cancelled.path("phase").textValue()).isIn("ABORTED", "COMPLETED");
        assertThat(alice.problem("pause_search", search(id)).path("status").intValue())
                .isEqualTo(409);
        assertThat(alice.problem("resume_search", search(id)).path("status").intValue())
                .isEqualTo(409);
    }

    @Test
    void somebodyElsesSearchDoesNotExistForAnyTool() throws Exception {
        String id = alice.call(
                        "start_search",
                        "{\"target\": \"3C 105\", \"catalogue\": \"numaster\", \"action\": \"observations\"}")
                .path("id")
                .textValue();
        String unknown = "0" + id.substring(1, 20) + "000000";

        for (String tool : List.of(
                "search_status",
                "search_events",
                "search_observations",
                "list_files",
                "pause_search",
                "resume_search",
                "retry_search",
                "cancel_search")) {
            JsonNode problem = bob.problem(tool, search(id));
            assertThat(problem.path("type").textValue()).as(tool).isEqualTo("/problems/not-found");
            assertThat(problem.toString().replace(id, unknown))
                    .as(tool)
                    .isEqualTo(bob.problem(tool, search(unknown)).toString());
        }
        assertThat(bob.call("list_searches", "{}").toString()).doesNotContain(id);
        assertThat(alice.awaitEnd(id).path("phase").textValue()).isEqualTo("COMPLETED");
    }

    @Test
    void withoutATokenThereIsNothing() throws Exception {
        var answer = new McpClient(base).post("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\"}");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void wrongArgumentsAreProblemsThatNameThem() throws Exception {
        assertThat(alice.problem("start_search", "{" + REQUEST + "}")
                        .path("parameter")
                        .textValue())
                .isEqualTo("action");
        assertThat(alice.problem("start_search", "{\"target\": \"x\", \"action\": \"fly\"}")
                        .path("parameter")
                        .textValue())
                .isEqualTo("action");
        assertThat(alice.problem("list_searches", "{\"limit\": 1000}")
                        .path("parameter")
                        .textValue())
                .isEqualTo("limit");
        assertThat(alice.problem("resolve_target", "{\"nome\": \"x\"}")
                        .path("parameter")
                        .textValue())
                .isEqualTo("nome");
        assertThat(alice.problem("resolve_target", "{\"name\": 5}")
                        .path("parameter")
                        .textValue())
                .isEqualTo("name");
        assertThat(alice.problem("search_events", search("x")).path("status").intValue())
                .isEqualTo(404);
        assertThat(alice.request("tools/call", "{\"name\": \"no_such_tool\"}")
                        .at("/error/code")
                        .intValue())
                .isEqualTo(-32602);
        assertThat(alice.request("resources/read", "{}").at("/error/code").intValue())
                .isEqualTo(-32601);
    }

    @Test
    void whatIsNoMessageIsRefusedAndNothingIsKept() throws Exception {
        String call = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{}}";
        for (String body : List.of("", "{", "7", call, "{\"jsonrpc\":\"1.0\"}")) {
            var answer = alice.post(body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(Client.json(answer).path("parameter").isTextual())
                    .as(body)
                    .isTrue();
        }
        assertThat(alice.post("{\"jsonrpc\": \"" + " ".repeat(300_000) + "\"}").statusCode())
                .isEqualTo(413);
        McpClient.awaitSessions(sessions, false);
    }
}
