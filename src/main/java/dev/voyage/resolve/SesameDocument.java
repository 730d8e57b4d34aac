package dev.voyage.resolve;

import dev.voyage.coding.XmlInput;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.sky.SkyPosition;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Sesame's XML (the schema sesame_4x.xsd). The wording for a name that was not found keeps changing, so a name counts
 * as known when, and only when, a Resolver has a position.
 */
final class SesameDocument {

    /** A resolver's name in the document: {@code Sc=Simbad (CDS, via client/server)}. */
    private static final Pattern CALLED = Pattern.compile("[^=]*=\\s*([^(]*?)\\s*(?:\\(.*)?");

    private final XMLStreamReader xml;

    private SesameDocument(XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * The first position, or empty if no resolver knows the name.
     *
     * @throws Problem {@code MALFORMED} when it is not a complete Sesame document, or its position is not on the sky
     */
    static Optional<SesameMatch> read(byte[] body) {
        try {
            XMLStreamReader xml = XmlInput.utf8(body);
            try {
                return new SesameDocument(xml).answered();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException | CharacterCodingException broken) {
            throw Problem.of(
                    ProblemType.MALFORMED,
                    "the resolver's document is no XML: " + QuotedText.of(firstLine(broken)),
                    broken);
        }
    }

    private static String firstLine(Exception broken) {
        String message = String.valueOf(broken.getMessage());
        return message.lines().reduce((first, last) -> last).orElse(message);
    }

    /** Reads to the end of the root, even after a position was found: a truncated document is not a valid answer. */
    private Optional<SesameMatch> answered() throws XMLStreamException {
        while (xml.next() != XMLStreamReader.START_ELEMENT) {
            // declaration, comments
        }
        if (!xml.getLocalName().equals("Sesame")) {
            throw Problem.of(
                    ProblemType.MALFORMED,
                    "expected a Sesame document, found <" + QuotedText.of(xml.getLocalName()) + ">");
        }
        Optional<SesameMatch> first = Optional.empty();
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                if (xml.getLocalName().equals("Resolver")) {
                    Optional<SesameMatch> one = resolver();
                    first = first.isPresent() ? first : one;
                } else {
                    depth++;
                }
            } else if (event == XMLStreamReader.END_ELEMENT) {
                depth--;
            }
        }
        return first;
    }

    /** Reads one Resolver; its direct children only, since {@code <v>} and similar elements recur further down. */
    private Optional<SesameMatch> resolver() throws XMLStreamException {
        String name = xml.getAttributeValue(null, "name");
        Map<String, String> children = new HashMap<>();
        int depth = 1;
        var text = new StringBuilder();
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                depth++;
                text.setLength(0);
            } else if (event == XMLStreamReader.CHARACTERS) {
                text.append(xml.getText());
            } else if (event == XMLStreamReader.END_ELEMENT) {
                if (depth == 2) {
                    children.putIfAbsent(xml.getLocalName(), text.toString().strip());
                }
                depth--;
            }
        }
        return position(children)
                .map(position -> new SesameMatch(
                        called(name == null ? "" : name),
                        mainName(children.get("oname")),
                        blankIsMissing(children.get("otype")),
                        position));
    }

    private static Optional<SkyPosition> position(Map<String, String> children) {
        String ra = blankIsMissing(children.get("jradeg"));
        String dec = blankIsMissing(children.get("jdedeg"));
        if (ra == null && dec == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new SkyPosition(Double.parseDouble(String.valueOf(ra)), Double.parseDouble(String.valueOf(dec))));
        } catch (IllegalArgumentException offTheSky) {
            throw Problem.of(
                    ProblemType.MALFORMED,
                    "the resolver's position is invalid: " + QuotedText.of(ra + " " + dec),
                    offTheSky);
        }
    }

    private static String called(String name) {
        var called = CALLED.matcher(name);
        return called.matches() ? called.group(1) : name.strip();
    }

    /**
     * {@code {HIP} 123}: the braces mark the catalogue, and are not part of the name; {@code M 87} is aligned in
     * columns.
     */
    private static String mainName(String oname) {
        return oname == null
                ? null
                : blankIsMissing(oname.replaceAll("[{}]", "").replaceAll("\\s+", " "));
    }

    private static String blankIsMissing(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
