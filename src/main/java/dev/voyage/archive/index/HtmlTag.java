package dev.voyage.archive.index;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An opening or, with a slash before its name, closing tag.
 *
 * @param attributes those that describe a link, entities replaced; empty for one without a value
 * @param isWhole false if the page ends inside the tag
 */
record HtmlTag(String name, Map<String, String> attributes, int end, boolean isWhole) {

    private static final Set<String> KEPT = Set.of("href", "rel", "class", "alt", "type", "src", "value");

    private static final String RAW = "href as written";

    /** The tag that begins here; null when none does. */
    static HtmlTag at(String page, int start) {
        int i = start + 1;
        while (i < page.length() && (Character.isLetterOrDigit(page.charAt(i)) || page.charAt(i) == '/')) {
            if (page.charAt(i) == '/' && i > start + 1) {
                break;
            }
            i++;
        }
        String name = page.substring(start + 1, i).toLowerCase(Locale.ROOT);
        return name.isEmpty() || name.equals("/") ? null : new Attributes(page, i).tag(name);
    }

    /** Null if there is none. */
    String href() {
        return attributes.get("href");
    }

    /** With its entities not replaced; empty if there is none. */
    String rawHref() {
        return attribute(RAW);
    }

    /** Whether it is the icon of a directory. */
    boolean showsFolder() {
        return attribute("alt").toLowerCase(Locale.ROOT).matches("\\[?(dir|directory|folder)\\W*");
    }

    /** Empty if there is none. */
    String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** Parses from the end of the name to the end of the tag. */
    private static final class Attributes {
        private final String page;
        private int at;

        Attributes(String page, int at) {
            this.page = page;
            this.at = at;
        }

        HtmlTag tag(String name) {
            var kept = new HashMap<String, String>();
            while (at < page.length() && page.charAt(at) != '>') {
                char c = page.charAt(at);
                if (Character.isWhitespace(c) || c == '/' || c == '=') {
                    at++;
                } else {
                    String attribute = upTo("=>/").toLowerCase(Locale.ROOT);
                    String value = value();
                    if (attribute.equals("href") && value != null) {
                        kept.putIfAbsent(RAW, value);
                    }
                    if (KEPT.contains(attribute)) {
                        kept.putIfAbsent(attribute, value == null ? "" : HtmlEntities.replaced(value));
                    }
                }
            }
            return new HtmlTag(name, kept, Math.min(at + 1, page.length()), at < page.length());
        }

        /** The value after an equals sign, or null if there is none. */
        private String value() {
            int mark = at;
            skipBlanks();
            if (at >= page.length() || page.charAt(at) != '=') {
                at = mark;
                return null;
            }
            at++;
            skipBlanks();
            char quote = at < page.length() ? page.charAt(at) : '>';
            if (quote != '"' && quote != '\'') {
                return upTo(">");
            }
            int end = page.indexOf(quote, at + 1);
            String value = page.substring(at + 1, end < 0 ? page.length() : end);
            at = end < 0 ? page.length() : end + 1;
            return value;
        }

        private String upTo(String ends) {
            int start = at;
            while (at < page.length()
                    && !Character.isWhitespace(page.charAt(at))
                    && ends.indexOf(page.charAt(at)) < 0) {
                at++;
            }
            return page.substring(start, at);
        }

        private void skipBlanks() {
            while (at < page.length() && Character.isWhitespace(page.charAt(at))) {
                at++;
            }
        }
    }
}
