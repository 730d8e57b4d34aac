package dev.voyage.coding;

/**
 * Escapes untrusted text for XML 1.0, in elements or attributes. Characters that XML cannot contain, control characters
 * and lone surrogates, become U+FFFD; line ends and tabs are preserved.
 */
public final class XmlText {

    private static final char REPLACEMENT = '\ufffd';

    private XmlText() {}

    /** Also safe in attributes with double quotes. */
    public static String of(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        append(text, escaped);
        return escaped.toString();
    }

    public static void append(String text, StringBuilder to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> to.append("&amp;");
                case '<' -> to.append("&lt;");
                case '>' -> to.append("&gt;");
                case '"' -> to.append("&quot;");
                // as references: a parser would change them into blanks or other line ends
                case '\n', '\r', '\t' -> to.append("&#").append((int) c).append(';');
                default -> to.append(isLegal(text, i) ? c : REPLACEMENT);
            }
        }
    }

    /** The text with the replacement character for each that XML cannot contain; nothing is escaped. */
    static String legal(String text) {
        var legal = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (!isLegal(text, i)) {
                legal.setCharAt(i, REPLACEMENT);
            }
        }
        return legal.toString();
    }

    private static boolean isLegal(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        } else if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return c >= ' ' ? c < '\ufffe' : c == '\n' || c == '\r' || c == '\t';
    }
}
