package dev.voyage.api.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The schemas of events as documents of their own. They are taken from the OpenAPI document, whose schemas are those of JSON
 * Schema 2020-12; a test holds them to the records of the journal.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.0#schema-object">OpenAPI 3.1.0, 4.8.24</a>
 */
final class EventSchemas {

    /** The name of the schema of any event. */
    static final String ANY = "event";

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String COMPONENTS = "#/components/schemas/";
    private static final String DEFINITIONS = "#/$defs/";
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode components;

    /** @param openApi the whole document */
    EventSchemas(JsonNode openApi) {
        components = openApi.at("/components/schemas");
    }

    /** The types of events that a stream can send, without heartbeats, in the order of the document. */
    List<String> types() {
        return mapping().properties().stream().map(entry -> entry.getKey()).toList();
    }

    private JsonNode mapping() {
        return components.at("/Event/discriminator/mapping");
    }

    /** The schema of a type in the OpenAPI document; five types, the last events, share one. */
    JsonNode component(String type) {
        return components.path(componentName(type));
    }

    /** The name of {@link #component}. */
    String componentName(String type) {
        return mapping().path(type).asText().substring(COMPONENTS.length());
    }

    /** The schemas to which these refer, directly or through others, and themselves; by name. */
    ObjectNode withReferences(Set<String> names) {
        var found = new TreeSet<String>();
        var open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String name = open.poll();
            if (found.add(name)) {
                for (JsonNode reference : components.path(name).findValues("$ref")) {
                    open.add(reference.asText().substring(COMPONENTS.length()));
                }
            }
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        found.forEach(name -> all.set(name, components.path(name).deepCopy()));
        return all;
    }

    /**
     * A schema as a document of its own.
     *
     * @param type of events, or {@link #ANY}
     * @return empty if there is no such type
     */
    Optional<ObjectNode> schema(String type) {
        boolean any = type.equals(ANY);
        if (!any && !mapping().has(type)) {
            return Optional.empty();
        }
        String name = any ? "Event" : componentName(type);
        ObjectNode definitions = withReferences(Set.of(name));
        ObjectNode body = (ObjectNode) definitions.remove(name);
        body.remove("discriminator");
        if (!any) {
            body.withObject("/properties/type")
                    .removeAll()
                    .put("type", "string")
                    .put("const", type);
        }
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("$schema", DIALECT)
                .put("$id", "/v1/schemas/" + type)
                .put("title", type);
        document.setAll(body);
        if (!definitions.isEmpty()) {
            document.set("$defs", definitions);
        }
        return Optional.of(moved(document));
    }

    private static ObjectNode moved(ObjectNode document) {
        try {
            return (ObjectNode) JSON.readTree(JSON.writeValueAsString(document).replace(COMPONENTS, DEFINITIONS));
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("a schema is not JSON", ours);
        }
    }
}
