package dev.voyage.archive.s3;

import dev.voyage.coding.XmlInput;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Parses the elements of one S3 document: those of the root, and those of each {@code Contents}; text stripped, the
 * first of each name; deeper elements are skipped.
 */
public final class S3Reader {

    private static final String CONTENTS = "Contents";
    private static final int DEEPEST = 50;

    private final Map<String, String> fields = new HashMap<>();
    private final List<Map<String, String>> contents = new ArrayList<>();
    private XMLStreamReader xml;
    private String root;

    private S3Reader() {}

    /**
     * @throws Problem {@code CORRUPT} when the document breaks off, {@code MALFORMED} when it is not XML, or has a DTD
     */
    public static S3Reader read(byte[] body) {
        var reader = new S3Reader();
        try {
            reader.xml = XmlInput.utf8(body);
            reader.document();
            return reader;
        } catch (XMLStreamException | CharacterCodingException broken) {
            throw reader.isCut(new String(body, StandardCharsets.UTF_8))
                    ? Problem.of(ProblemType.CORRUPT, "the bucket's list breaks off", broken)
                    : Problem.of(
                            ProblemType.MALFORMED,
                            "no S3 list: it is no XML: " + QuotedText.of(lastLine(broken)),
                            broken);
        }
    }

    /** Whether the document is truncated; the parser reports this only in the machine's language. */
    private boolean isCut(String text) {
        if (root != null) {
            return !Pattern.compile("</" + Pattern.quote(root) + "\\s*>")
                    .matcher(text)
                    .find();
        }
        int declared = text.indexOf("?>");
        return text.indexOf('>', declared < 0 ? 0 : declared + 2) < 0;
    }

    private static String lastLine(Exception broken) {
        String message = String.valueOf(broken.getMessage());
        return message.lines().reduce((first, last) -> last).orElse(message);
    }

    /** The name of the root, as written. */
    public String root() {
        return root;
    }

    /** The text of the elements right below the root. */
    public Map<String, String> fields() {
        return fields;
    }

    List<Map<String, String>> contents() {
        return contents;
    }

    private void document() throws XMLStreamException {
        int event = xml.next();
        while (event != XMLStreamReader.START_ELEMENT) {
            if (event == XMLStreamReader.DTD) {
                throw S3Document.noList("it has a DTD");
            }
            event = xml.next();
        }
        root = xml.getLocalName();
        elements(fields, 1);
        while (xml.hasNext()) {
            xml.next(); // nothing may follow
        }
    }

    /** Reads to the end of the current element. */
    private void elements(Map<String, String> into, int depth) throws XMLStreamException {
        while (xml.next() != XMLStreamReader.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamReader.START_ELEMENT) {
                String name = xml.getLocalName();
                if (depth == 1 && name.equals(CONTENTS)) {
                    Map<String, String> object = new HashMap<>();
                    elements(object, depth + 1);
                    contents.add(object);
                } else {
                    into.putIfAbsent(name, text(depth + 1));
                }
            }
        }
    }

    /** The element's own text; deeper elements are skipped. */
    private String text(int above) throws XMLStreamException {
        var text = new StringBuilder();
        int depth = above;
        while (depth >= above) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT && ++depth > DEEPEST) {
                throw S3Document.noList("its elements lie deeper than " + DEEPEST);
            } else if (event == XMLStreamReader.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamReader.CHARACTERS && depth == above) {
                text.append(xml.getText());
            }
        }
        return text.toString();
    }
}
