package dev.voyage.download.content;

import java.util.Locale;
import java.util.regex.Pattern;

/** The kinds of text that servers send instead of a file, recognized at the beginning of a body. */
public enum BodyForm {
    /** A web page that declares itself as HTML. */
    HTML,
    /** A fragment that a web page's body begins with; some of these elements begin XML documents too. */
    PAGE_PIECE,
    /** The error document of an object store. */
    STORE_ERROR,
    XML,
    JSON,
    TEXT,
    /** Binary, or nothing. */
    OTHER;

    /** Content allowed before the first element: declarations, instructions, comments, blanks. */
    private static final Pattern PROLOG = Pattern.compile("(?s)(?:\\s++|<\\?.*?\\?>|<!--.*?-->)*+");

    private static final Pattern DOCTYPE = Pattern.compile("(?is)<!doctype\\s+([a-z]+).*");

    private static final Pattern PAGE = Pattern.compile("(?is)<(?:html|head|body)\\b.*");
    private static final Pattern PIECE = Pattern.compile("(?is)<(?:title|meta|link|style|script|noscript|h[1-6]|p|div"
            + "|span|center|table|font|form|b|i|em|strong|br|hr|a|ul|ol|pre|main|section|header|iframe)\\b.*");

    private static final Pattern ERROR = Pattern.compile("(?s)<Error\\b[^>]*>.*<Code>.*");
    private static final Pattern OBJECT = Pattern.compile("(?s)\\{\\s*(?:\"|\\}).*");
    private static final Pattern ARRAY = Pattern.compile("(?s)\\[\\s*(?:[\\[{\"\\d-]|\\]).*");

    public static BodyForm of(FirstBytes first) {
        if (first.length() == 0 || !first.isText()) {
            return OTHER;
        }
        String text = first.text();
        if (text.startsWith("<")) {
            return markup(text);
        }
        return OBJECT.matcher(text).matches() || ARRAY.matcher(text).matches() ? JSON : TEXT;
    }

    private static BodyForm markup(String text) {
        var prolog = PROLOG.matcher(text);
        String rest = prolog.lookingAt() ? text.substring(prolog.end()) : text;
        var doctype = DOCTYPE.matcher(rest);
        if (doctype.matches()) {
            return doctype.group(1).toLowerCase(Locale.ROOT).equals("html") ? HTML : XML;
        } else if (PAGE.matcher(rest).matches()) {
            return HTML;
        } else if (PIECE.matcher(rest).matches() || rest.startsWith("<!--")) { // a comment longer than the kept bytes
            return PAGE_PIECE;
        }
        return ERROR.matcher(rest).matches() ? STORE_ERROR : XML;
    }
}
