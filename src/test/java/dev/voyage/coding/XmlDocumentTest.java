package dev.voyage.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class XmlDocumentTest {

    @Test
    void elementsAreWrittenOneALine() {
        String xml = new XmlDocument()
                .open("a:root", "xmlns:a", "urn:a", "b", "\"<1>&\"")
                .element("c", "x < y & z > \ud83d\ude80")
                .element("a:d", null, "e", "f")
                .element("g", "")
                .close("a:root")
                .toString();

        assertThat(xml).isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <a:root xmlns:a="urn:a" b="&quot;&lt;1&gt;&amp;&quot;">
                <c>x &lt; y &amp; z &gt; \ud83d\ude80</c>
                <a:d e="f"/>
                <g></g>
                </a:root>
                """);
    }

    @Test
    void charactersThatXmlCannotContainAreReplaced() {
        String xml = new XmlDocument()
                .element("a", "\0\u001b\ud800\udc00\ud800\udc00\udc00\uffff", "b", "\b\ufffe")
                .toString();

        assertThat(xml).contains("b=\"\ufffd\ufffd\">\ufffd\ufffd\ud800\udc00\ud800\udc00\ufffd\ufffd<");
    }

    @Test
    void onlyTheInnermostElementIsClosed() {
        XmlDocument xml = new XmlDocument().open("a").open("b");

        assertThatThrownBy(() -> xml.close("a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new XmlDocument().open("a").toString()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new XmlDocument().close("a")).isInstanceOf(IllegalStateException.class);
    }

    @Property
    void anyTextIsReadBack(@ForAll String text) throws XMLStreamException {
        String xml = new XmlDocument().element("a", text, "b", text).toString();

        XMLStreamReader reader = XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(xml));
        reader.nextTag();
        assertThat(reader.getAttributeValue(0)).isEqualTo(XmlText.legal(text).replaceAll("\r\n|[\r\n\t]", " "));
        assertThat(reader.getElementText()).isEqualTo(XmlText.legal(text));
    }

    /** The escaped form, used in table cells and pages, has the same guarantee. */
    @Property
    void escapedTextIsReadBackWithItsLineEnds(@ForAll String text) throws XMLStreamException {
        String xml = "<a b=\"" + XmlText.of(text) + "\">" + XmlText.of(text) + "</a>";

        XMLStreamReader reader = XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(xml));
        reader.nextTag();
        assertThat(reader.getAttributeValue(0)).isEqualTo(XmlText.legal(text));
        assertThat(reader.getElementText()).isEqualTo(XmlText.legal(text));
    }
}
