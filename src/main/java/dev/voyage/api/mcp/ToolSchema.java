package dev.voyage.api.mcp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The JSON Schema of a tool's arguments: an object without other members. */
final class ToolSchema {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode properties = JSON.objectNode();
    private final Set<String> required = new TreeSet<>();

    ToolSchema text(String name, String description) {
        return property(name, "string", description);
    }

    ToolSchema number(String name, String description) {
        return property(name, "number", description);
    }

    ToolSchema flag(String name, String description) {
        return property(name, "boolean", description);
    }

    /** A whole number within bounds. */
    ToolSchema count(String name, int whenAbsent, int most) {
        property(name, "integer", "Maximum number of items; " + whenAbsent + " if absent");
        properties.withObject("/" + name).put("minimum", 1).put("maximum", most);
        return this;
    }

    /** The position of a page. */
    ToolSchema cursor() {
        return text("after", "next of the page before; the first page if absent");
    }

    ToolSchema choice(String name, List<String> values, String description) {
        property(name, "string", description);
        var words = properties.withObject("/" + name).putArray("enum");
        values.forEach(words::add);
        return this;
    }

    ToolSchema texts(String name, String description) {
        property(name, "array", description);
        properties.withObject("/" + name).putObject("items").put("type", "string");
        return this;
    }

    /** An object, or a list of them or of texts, with this schema. */
    ToolSchema member(String name, ObjectNode schema) {
        properties.set(name, schema);
        return this;
    }

    /** Marks members as required. */
    ToolSchema require(String... names) {
        required.addAll(List.of(names));
        return this;
    }

    private ToolSchema property(String name, String type, String description) {
        properties.putObject(name).put("type", type).put("description", description);
        return this;
    }

    /** The names of all arguments. */
    Set<String> names() {
        var names = new TreeSet<String>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    ObjectNode json() {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        schema.set("properties", properties);
        var list = schema.putArray("required");
        required.forEach(list::add);
        return schema.put("additionalProperties", false);
    }
}
