package dev.voyage.archive;

import java.util.Locale;

/**
 * An opening or, with a slash before its name, closing tag; {@code href} null where it has none.
 */
record Tag(String name, String href, int end) {

    /** The tag that begins here; null when none does. */
    static Tag at(String page, int start) {
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

    /** Reads on from behind the name to behind the closing angle. */
    private static final class Attributes {
        private final String page;
        private int at;

        Attributes(String page, int at) {
            this.page = page;
            this.at = at;
        }

        Tag tag(String name) {
            String href = null;
            while (at < page.length() && page.charAt(at) != '>') {
                char c = page.charAt(at);
                if (Character.isWhitespace(c) || c == '/' || c == '=') {
                    at++;
                } else {
                    String attribute = upTo("=>/");
                    String value = value();
                    if (href == null && attribute.equalsIgnoreCase("href")) {
                        href = value == null ? "" : Entities.replaced(value);
                    }
                }
            }
            return new Tag(name, href, Math.min(at + 1, page.length()));
        }

        /** The value behind an equals sign, or null where there is none. */
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
