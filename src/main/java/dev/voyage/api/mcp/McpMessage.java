package dev.voyage.api.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.io.IOException;
import java.util.Set;

/**
 * A JSON-RPC message of the Model Context Protocol, checked before the extension reads it: a wrong member is named in a problem.
 *
 * @param id null for a notification, which has no response
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/basic">MCP 2025-11-25, Base protocol</a>
 */
record McpMessage(JsonNode id, String method) {

    private static final Set<String> METHODS = Set.of("initialize", "ping", "tools/list", "tools/call");
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws Problem {@code BAD_PARAMETER} naming the member, or {@code body} if the body is not a JSON object */
    static McpMessage read(byte[] body) {
        JsonNode message = object(body);
        require("2.0".equals(message.path("jsonrpc").textValue()), "jsonrpc", "\"2.0\"", message.path("jsonrpc"));
        require(message.path("method").isTextual(), "method", "a text", message.path("method"));
        JsonNode id = message.get("id");
        require(
                id == null || id.isTextual() || id.canConvertToExactIntegral(),
                "id",
                "a text or a whole number",
                message.path("id"));
        String method = message.path("method").textValue();
        JsonNode params = message.path("params");
        requireObject("params", params);
        requireObject("params._meta", params.path("_meta"));
        switch (method) {
            case "initialize" -> {
                requireText("params.protocolVersion", params.path("protocolVersion"));
                requireObject("params.capabilities", params.path("capabilities"));
                checkImplementation(params.path("clientInfo"));
            }
            case "tools/list" ->
                require(
                        params.path("cursor").isMissingNode(),
                        "params.cursor",
                        "absent, since all tools are in one page",
                        params.path("cursor"));
            case "tools/call" -> {
                requireText("params.name", params.path("name"));
                requireObject("params.arguments", params.path("arguments"));
            }
            default -> {}
        }
        return new McpMessage(id, method);
    }

    /** Whether no response is expected. */
    boolean isNotification() {
        return id == null;
    }

    /** Whether its method is one that voyage has. */
    boolean isKnown() {
        return METHODS.contains(method);
    }

    private static JsonNode object(byte[] body) {
        try {
            JsonNode message = STRICT.readTree(body);
            if (message.isArray()) {
                throw Problem.badParameter("body", "send one message a request: there are no batches since 2025-06-18");
            } else if (!message.isObject()) {
                throw Problem.badParameter("body", "the body must be one JSON-RPC message");
            }
            return message;
        } catch (JsonProcessingException wrong) {
            throw Problem.badParameter(
                    "body", "the body is not JSON as it should be: " + QuotedText.of(wrong.getOriginalMessage()));
        } catch (IOException noText) { // in the encoding that its first bytes suggest
            throw Problem.badParameter(
                    "body",
                    "the body is not JSON as it should be: " + QuotedText.of(String.valueOf(noText.getMessage())));
        }
    }

    private static void checkImplementation(JsonNode client) {
        require(client.isObject(), "params.clientInfo", "an object", client);
        requireText("params.clientInfo.name", client.path("name"));
        requireText("params.clientInfo.version", client.path("version"));
        for (String name : Set.of("title", "description", "websiteUrl")) {
            JsonNode text = client.path(name);
            require(text.isMissingNode() || text.isTextual(), "params.clientInfo." + name, "a text", text);
        }
    }

    private static void requireText(String name, JsonNode node) {
        require(node.isTextual(), name, "a text", node);
    }

    private static void requireObject(String name, JsonNode node) {
        require(node.isMissingNode() || node.isObject(), name, "an object", node);
    }

    private static void require(boolean right, String name, String form, JsonNode given) {
        if (!right) {
            throw Problem.badParameter(
                    name,
                    name + " must be " + form + ", not "
                            + (given.isMissingNode() ? "absent" : QuotedText.of(given.toString())));
        }
    }
}
