package dev.voyage.demo;

/** Text made fit for XML and HTML. */
final class Xml {

    private Xml() {}

    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
