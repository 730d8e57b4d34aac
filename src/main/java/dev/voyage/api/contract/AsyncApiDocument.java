package dev.voyage.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The event streams as an AsyncAPI document: a channel for each address, a message for each type of event. Everything in it comes
 * from the OpenAPI document.
 *
 * @see <a href="https://www.asyncapi.com/docs/reference/specification/v3.0.0">AsyncAPI 3.0.0</a>
 */
final class AsyncApiDocument {

    private static final String REFERENCE = "$ref";

    private final JsonNode openApi;
    private final EventSchemas schemas;
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();

    private AsyncApiDocument(JsonNode openApi) {
        this.openApi = openApi;
        this.schemas = new EventSchemas(openApi);
    }

    static JsonNode of(JsonNode openApi) {
        var made = new AsyncApiDocument(openApi);
        made.head();
        made.channel("search", "/v1/searches/{id}/events");
        made.channel("searches", "/v1/events");
        made.channel("stream", "/v1/stream");
        made.components();
        return made.document;
    }

    private void head() {
        document.put("asyncapi", "3.0.0");
        ObjectNode info = document.putObject("info");
        info.put("title", openApi.at("/info/title").asText());
        info.put("version", openApi.at("/info/version").asText());
        info.put(
                "description",
                "The events of voyage's searches, as Server-Sent Events or NDJSON over HTTP. The OpenAPI document (/q/openapi)"
                        + " describes all other requests.");
        info.putObject("license").put("name", openApi.at("/info/license/name").asText());
        document.put("defaultContentType", "application/json");
    }

    /** A channel, and the operation by which its events are received: a GET. */
    private void channel(String name, String address) {
        JsonNode get = openApi.path("paths").path(address).path("get");
        ObjectNode channel = document.withObject("/channels/" + name);
        channel.put("address", address);
        channel.put("summary", get.path("summary").asText());
        if (address.contains("{id}")) {
            channel.withObject("/parameters/id").put("description", "Id of the search");
        }
        ObjectNode messages = channel.putObject("messages");
        schemas.types().forEach(type -> messages.putObject(type).put(REFERENCE, "#/components/messages/" + type));

        ObjectNode operation =
                document.withObject("/operations/" + get.path("operationId").asText());
        operation.put("action", "send"); // by voyage
        operation.putObject("channel").put(REFERENCE, "#/channels/" + name);
        operation.put("summary", get.path("summary").asText());
        operation.put("description", get.path("description").asText());
        ObjectNode http = operation.withObject("/bindings/http");
        http.put("method", "GET");
        ObjectNode query = http.putObject("query").put("type", "object");
        query.putObject("properties").setAll(query(get));
        http.put("bindingVersion", "0.3.0");
    }

    private ObjectNode query(JsonNode get) {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        for (JsonNode given : get.path("parameters")) {
            JsonNode parameter = given.has(REFERENCE)
                    ? openApi.at(given.path(REFERENCE).asText().substring(1))
                    : given;
            if (parameter.path("in").asText().equals("query")) {
                ObjectNode schema = parameter.path("schema").deepCopy();
                schema.put("description", parameter.path("description").asText());
                properties.set(parameter.path("name").asText(), schema);
            }
        }
        return properties;
    }

    private void components() {
        ObjectNode messages = document.withObject("/components/messages");
        for (String type : schemas.types()) {
            ObjectNode message = messages.putObject(type);
            message.put("name", type);
            message.put("title", type);
            message.put("summary", schemas.component(type).path("description").asText());
            message.put("contentType", "application/json");
            message.putObject("payload").put(REFERENCE, "#/components/schemas/" + schemas.componentName(type));
        }
        Set<String> names = schemas.types().stream().map(schemas::componentName).collect(Collectors.toSet());
        document.withObject("/components").set("schemas", schemas.withReferences(names));
    }
}
