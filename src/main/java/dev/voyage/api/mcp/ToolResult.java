package dev.voyage.api.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The structured result of a tool, bounded, with texts of others shortened and made printable.
 *
 * @param json its member {@code untrusted} names the members that hold texts of archives, registries and resolvers
 */
record ToolResult(ObjectNode json) {

    /** A page is complete when it has so many characters, and has at least one item. */
    private static final int PAGE_LENGTH = 64 * 1024;

    /** A longer item is replaced by its length. */
    private static final int ITEM_LENGTH = 32 * 1024;

    /** @param untrusted the members with texts of others */
    static ToolResult of(JsonNode value, String... untrusted) {
        var result = new ToolResult((ObjectNode) ForeignText.clean(value));
        return result.marking(untrusted);
    }

    private ToolResult marking(String... untrusted) {
        if (untrusted.length > 0) {
            var names = json.putArray("untrusted");
            for (String name : untrusted) {
                names.add(name);
            }
        }
        return this;
    }

    /** With one more member; unchanged if the value is null. */
    ToolResult with(String name, String value) {
        if (value != null) {
            json.put(name, ForeignText.clean(value));
        }
        return this;
    }

    /** Collects the items of one page. */
    static final class Page {

        private final ObjectNode json = JsonNodeFactory.instance.objectNode();
        private final String name;
        private int length;
        private int items;

        /** @param name the member with the items */
        Page(String name) {
            this.name = name;
            json.putArray(name);
        }

        /** Adds an item, unless the page is complete. */
        boolean add(JsonNode item) {
            JsonNode clean = ForeignText.clean(item);
            int size = clean.toString().length();
            if (size > ITEM_LENGTH) {
                clean = outline(clean, size);
                size = clean.toString().length();
            }
            if (items > 0 && length + size > PAGE_LENGTH) {
                return false;
            }
            json.withArray("/" + name).add(clean);
            length += size;
            items++;
            return true;
        }

        /** The short members of an item, and its length. */
        private static JsonNode outline(JsonNode item, int size) {
            ObjectNode outline = JsonNodeFactory.instance.objectNode();
            item.properties().stream()
                    .filter(member -> member.getValue().isValueNode())
                    .limit(ForeignText.MOST_ITEMS / 10)
                    .forEach(member -> outline.set(member.getKey(), member.getValue()));
            return outline.put("omittedCharacters", size);
        }

        /** @param next the position of the page after it, or null if it is the last */
        ToolResult end(String next, String... untrusted) {
            if (next != null) {
                json.put("next", next);
            }
            return new ToolResult(json).marking(untrusted);
        }
    }
}
