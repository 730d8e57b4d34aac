package dev.voyage.api.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * A page of a list that is at hand, whose cursor is the number of items before it.
 *
 * @param next null if it is the last page
 */
record NumberedPage(ToolResult.Page items, String next) {

    /** @param limit maximum number of items */
    static NumberedPage of(String name, List<?> all, int from, int limit, ObjectMapper json) {
        var page = new ToolResult.Page(name);
        int end = (int) Math.min((long) from + limit, all.size());
        int at = Math.min(from, all.size());
        while (at < end && page.add(json.valueToTree(all.get(at)))) {
            at++;
        }
        return new NumberedPage(page, at < all.size() ? Integer.toString(at) : null);
    }

    ToolResult end(String... untrusted) {
        return items.end(next, untrusted);
    }
}
