package dev.voyage.api;

import dev.voyage.tables.XmlText;

/** A small XML document, written element by element; all text in it is escaped. */
final class Xml {

    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    /**
     * @param attributes name, value, name, value
     */
    Xml open(String name, String... attributes) {
        start(name, attributes);
        xml.append(">\n");
        return this;
    }

    Xml close(String name) {
        xml.append("</").append(name).append(">\n");
        return this;
    }

    /** An element that holds text only; without any where it is null. */
    Xml element(String name, String text, String... attributes) {
        start(name, attributes);
        if (text == null) {
            xml.append("/>\n");
        } else {
            xml.append('>').append(XmlText.of(text)).append("</").append(name).append(">\n");
        }
        return this;
    }

    private void start(String name, String... attributes) {
        xml.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.append(' ').append(attributes[i]).append("=\"").append(XmlText.of(attributes[i + 1]));
            xml.append('"');
        }
    }

    @Override
    public String toString() {
        return xml.toString();
    }
}
