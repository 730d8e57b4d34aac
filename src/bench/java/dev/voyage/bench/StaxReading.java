package dev.voyage.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A minimal reader for this table only, on the JDK's StAX parser. */
final class StaxReading {

    private static final String[] TYPES = ObscoreTable.TYPES;

    private final CheckSum sum;

    StaxReading(CheckSum sum) {
        this.sum = sum;
    }

    void read(InputStream in) throws XMLStreamException, IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        var text = new StringBuilder();
        int column = 0;
        while (xml.hasNext()) {
            int type = xml.next();
            if (type == XMLStreamConstants.START_ELEMENT) {
                text.setLength(0);
                if (xml.getLocalName().equals("TR")) {
                    column = 0;
                } else if (xml.getLocalName().equals("STREAM")) {
                    binary2(xml);
                }
            } else if (type == XMLStreamConstants.CHARACTERS || type == XMLStreamConstants.CDATA) {
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            } else if (type == XMLStreamConstants.END_ELEMENT) {
                if (xml.getLocalName().equals("TD")) {
                    sum.cell(parse(TYPES[column++], text.toString()));
                } else if (xml.getLocalName().equals("TR")) {
                    sum.row();
                }
            }
        }
    }

    private static Object parse(String type, String text) {
        if (text.isEmpty()) {
            return null;
        }
        return switch (type) {
            case "short" -> Short.valueOf(text);
            case "long" -> Long.valueOf(text);
            case "float" -> Float.valueOf(text);
            case "double" -> Double.valueOf(text);
            case "boolean" -> Boolean.valueOf(text);
            default -> text;
        };
    }

    private void binary2(XMLStreamReader xml) throws IOException {
        InputStream bytes = Base64.getMimeDecoder().wrap(new Content(xml));
        var data = new DataInputStream(new BufferedInputStream(bytes, 1 << 16));
        byte[] bitmap = new byte[(TYPES.length + 7) / 8];
        while (data.readNBytes(bitmap, 0, bitmap.length) == bitmap.length) {
            sum.row();
            for (int c = 0; c < TYPES.length; c++) {
                Object cell = decode(data, TYPES[c]);
                boolean missing = (bitmap[c / 8] & (0x80 >> (c % 8))) != 0;
                sum.cell(missing ? null : cell);
            }
        }
    }

    private static Object decode(DataInputStream data, String type) throws IOException {
        return switch (type) {
            case "short" -> data.readShort();
            case "long" -> data.readLong();
            case "float" -> data.readFloat();
            case "double" -> data.readDouble();
            case "boolean" -> data.readByte() == 'T';
            default -> new String(data.readNBytes(data.readInt()), StandardCharsets.UTF_8);
        };
    }

    /** The characters of one element as bytes. */
    private static final class Content extends InputStream {

        private final XMLStreamReader xml;
        private byte[] piece = {};
        private int at;

        Content(XMLStreamReader xml) {
            this.xml = xml;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                while (at == piece.length) {
                    if (xml.next() != XMLStreamConstants.CHARACTERS) {
                        return -1;
                    }
                    piece = xml.getText().getBytes(StandardCharsets.ISO_8859_1);
                    at = 0;
                }
            } catch (XMLStreamException broken) {
                throw new IOException(broken);
            }
            int n = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, n);
            at += n;
            return n;
        }
    }
}
