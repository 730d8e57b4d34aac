package dev.voyage.demo.votable;

/** Escapes text for XML and HTML. */
public final class XmlEscape {

    private XmlEscape() {}

    public static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
