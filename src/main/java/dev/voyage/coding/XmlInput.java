package dev.voyage.coding;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Opens small XML documents from services with the JDK's StAX reader: text comes in one piece, no DTD is processed, and an
 * external entity is an error.
 */
public final class XmlInput {

    private XmlInput() {}

    /** A document in the encoding that it declares; names are local ones. */
    public static XMLStreamReader declared(byte[] document) throws XMLStreamException {
        return factory(true).createXMLStreamReader(new ByteArrayInputStream(document));
    }

    /**
     * A document in UTF-8, with or without a byte order mark; names are as written, because prefixes may be undeclared.
     *
     * @throws CharacterCodingException if it is not UTF-8: the parser would report that on standard error
     */
    public static XMLStreamReader utf8(byte[] document) throws XMLStreamException, CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(document))
                .toString();
        return factory(false).createXMLStreamReader(new StringReader(text.replaceFirst("^\ufeff", "")));
    }

    /** A new one each time: factories are not guaranteed to be thread-safe. */
    private static XMLInputFactory factory(boolean namespaces) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, namespaces);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entity " + systemId);
        });
        factory.setXMLReporter((message, type, info, location) -> {});
        return factory;
    }
}
