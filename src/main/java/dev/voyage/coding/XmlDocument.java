package dev.voyage.coding;

import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A small XML document in memory, written element by element with the JDK's StAX writer. Text in it may be untrusted: it is
 * escaped, and characters that XML cannot contain become U+FFFD ({@link XmlText}).
 */
public final class XmlDocument {

    private final StringWriter text = new StringWriter();
    private final Deque<String> open = new ArrayDeque<>();
    private final XMLStreamWriter xml;

    public XmlDocument() {
        try {
            // the JDK's own, without a look-up of services: another on the class path writes something else
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
        } catch (XMLStreamException memoryCannotFail) {
            throw new IllegalStateException(memoryCannotFail);
        }
    }

    /**
     * Opens an element.
     *
     * @param name with its prefix
     * @param attributes name, value, name, value; namespaces are among them. Line ends and tabs in values are read as blanks
     */
    public XmlDocument open(String name, String... attributes) {
        return write(() -> {
            xml.writeStartElement(name);
            attributes(attributes);
            xml.writeCharacters("\n");
            open.push(name);
        });
    }

    /** @throws IllegalStateException if another element is the innermost open one */
    public XmlDocument close(String name) {
        if (!name.equals(open.poll())) {
            throw new IllegalStateException("not the open element: " + name);
        }
        return write(() -> {
            xml.writeEndElement();
            xml.writeCharacters("\n");
        });
    }

    /** An element that holds text only; without any if it is null. */
    public XmlDocument element(String name, String content, String... attributes) {
        return write(() -> {
            if (content == null) {
                xml.writeEmptyElement(name);
                attributes(attributes);
            } else {
                xml.writeStartElement(name);
                attributes(attributes);
                characters(XmlText.legal(content));
                xml.writeEndElement();
            }
            xml.writeCharacters("\n");
        });
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], XmlText.legal(attributes[i + 1]));
        }
    }

    /** A carriage return is written as a reference: a parser would change it into another line end. */
    private void characters(String legal) throws XMLStreamException {
        int from = 0;
        for (int at = legal.indexOf('\r'); at >= 0; at = legal.indexOf('\r', from)) {
            xml.writeCharacters(legal.substring(from, at));
            xml.writeEntityRef("#13");
            from = at + 1;
        }
        xml.writeCharacters(legal.substring(from));
    }

    /**
     * The whole document.
     *
     * @throws IllegalStateException while an element is open
     */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        write(xml::flush);
        return text.toString();
    }

    /** One step of writing. */
    @FunctionalInterface
    private interface Step {
        void run() throws XMLStreamException;
    }

    private XmlDocument write(Step step) {
        try {
            step.run();
            return this;
        } catch (XMLStreamException memoryCannotFail) {
            throw new IllegalStateException(memoryCannotFail);
        }
    }
}
