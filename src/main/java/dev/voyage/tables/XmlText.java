package dev.voyage.tables;

/**
 * Strangers' text in XML 1.0, element or attribute. What XML cannot hold, control characters and
 * lone surrogates, becomes U+FFFD; line ends and tabs stay what they are.
 */
public final class XmlText {

    private XmlText() {}

    /** Also good in attributes with double quotes. */
    public static String of(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        append(text, escaped);
        return escaped.toString();
    }

    static void append(String text, StringBuilder to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> to.append("&amp;");
                case '<' -> to.append("&lt;");
                case '>' -> to.append("&gt;");
                case '"' -> to.append("&quot;");
                // as references: a parser would make blanks or other line ends of them
                case '\n', '\r', '\t' -> to.append("&#").append((int) c).append(';');
                default -> {
                    if (Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1))) {
                        to.append(c).append(text.charAt(++i));
                    } else {
                        to.append(isXml(c) ? c : '\ufffd');
                    }
                }
            }
        }
    }

    private static boolean isXml(char c) {
        return c >= ' ' && !Character.isSurrogate(c) && c != '\ufffe' && c != '\uffff';
    }
}
