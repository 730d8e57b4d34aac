package dev.voyage.api.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voyage.problem.SecretRedactor;

/**
 * Texts of archives, registries and resolvers for an assistant, which might mistake them for instructions: shortened, and without
 * characters that hide a part of them from people.
 */
final class ForeignText {

    /** The number of items of a list, and of members of an object, that are kept. */
    static final int MOST_ITEMS = 200;

    private static final int LONGEST = 500;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ForeignText() {}

    /** A copy with all names and texts cleaned, and long lists and objects cut. */
    static JsonNode clean(JsonNode value) {
        if (value.isTextual()) {
            return JSON.textNode(clean(value.textValue()));
        } else if (value.isArray()) {
            ArrayNode list = JSON.arrayNode();
            for (JsonNode item : value) {
                if (list.size() == MOST_ITEMS) {
                    return list.add("… " + (value.size() - MOST_ITEMS) + " more");
                }
                list.add(clean(item));
            }
            return list;
        } else if (value.isObject()) {
            ObjectNode object = JSON.objectNode();
            for (var member : value.properties()) {
                if (object.size() == MOST_ITEMS) {
                    return object.put("…", (value.size() - MOST_ITEMS) + " more");
                }
                object.set(clean(member.getKey()), clean(member.getValue()));
            }
            return object;
        }
        return value;
    }

    /** The text without control, format and private characters, cut at 500 characters; secrets in addresses are left out. */
    static String clean(String text) {
        String known = SecretRedactor.out(text);
        var clean = new StringBuilder(Math.min(known.length(), LONGEST + 1));
        known.codePoints()
                .filter(ForeignText::isShown)
                .limit(LONGEST + 1L)
                .forEach(character -> clean.appendCodePoint(Character.isWhitespace(character) ? ' ' : character));
        if (clean.codePointCount(0, clean.length()) <= LONGEST) {
            return clean.toString();
        }
        clean.setLength(clean.offsetByCodePoints(0, LONGEST));
        return clean.append('…').toString();
    }

    private static boolean isShown(int character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            case Character.CONTROL -> Character.isWhitespace(character);
            default -> true;
        };
    }
}
