package dev.voyage.votable.document;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.async.AsyncByteArrayScanner;
import com.fasterxml.aalto.async.AsyncStreamReaderImpl;
import com.fasterxml.aalto.in.PName;
import com.fasterxml.aalto.in.ReaderConfig;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.rows.RowStream;
import dev.voyage.votable.rows.TextBuffer;
import java.util.Arrays;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * The XML of one document: a non-blocking scanner that is fed, within the limits, with local names only. Text comes in
 * pieces no longer than the bytes fed at once.
 */
final class XmlScanner {

    private final VotableLimits limits;
    private final Lenient input;
    private final AsyncXMLStreamReader<AsyncByteArrayFeeder> scanner;
    private final String[] path;
    private int depth;
    private int elements;
    private long sinceEvent;
    private long before; // bytes fed before the last array
    private int last;
    private byte[] lent = {};
    private boolean over;

    XmlScanner(VotableLimits limits) {
        this.limits = limits;
        this.path = new String[limits.depth()];
        var factory = new InputFactoryImpl(); // its own: untrusted names are not cached for others
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        ReaderConfig config = factory.getNonSharedConfig(null, null, null, false, false);
        config.setActualEncoding("UTF-8");
        this.input = new Lenient(config);
        this.scanner = new AsyncStreamReaderImpl<>(input);
    }

    /** Sets the number of bytes before the next ones fed. */
    void startsAt(long offset) {
        before = offset;
    }

    /** Only when {@link #next} was {@code EVENT_INCOMPLETE}; the array is lent until then. */
    void feed(byte[] from, int length) {
        try {
            sinceEvent += length;
            if (sinceEvent > limits.tagBytes()) {
                throw VotableLimits.exceeded("too long a tag or comment", limits.tagBytes());
            }
            before += last;
            last = length;
            lent = from;
            scanner.getInputFeeder().feedInput(from, 0, length);
        } catch (XMLStreamException broken) {
            throw malformed(broken);
        }
    }

    void end() {
        over = true;
        scanner.getInputFeeder().endOfInput();
    }

    /** A StAX event type, or {@code EVENT_INCOMPLETE}. */
    int next() {
        try {
            int type = scanned();
            switch (type) {
                case XMLStreamConstants.START_ELEMENT -> opened();
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw malformed("the entity " + QuotedText.of(scanner.getLocalName()) + " is not defined");
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    // reads the text available so far, also where it is not needed: a skipped text would otherwise
                    // count as one long tag
                    scanner.getTextLength();
                case AsyncXMLStreamReader.EVENT_INCOMPLETE -> {
                    if (over) {
                        throw malformed("it ends too early");
                    }
                    return type;
                }
                default -> {}
            }
            sinceEvent = 0;
            return type;
        } catch (XMLStreamException | UncheckedStreamException broken) {
            throw malformed(broken);
        }
    }

    /** Aalto also fails with plain RuntimeExceptions, for example at prefixes such as {@code xmlns:xmlns}. */
    private int scanned() throws XMLStreamException {
        try {
            return scanner.next();
        } catch (UncheckedStreamException known) {
            throw known;
        } catch (RuntimeException broken) {
            throw malformed(broken);
        }
    }

    private void opened() {
        String name = scanner.getLocalName();
        int attributes = scanner.getAttributeCount();
        if (depth == limits.depth()) {
            throw VotableLimits.exceeded("too deeply nested elements", limits.depth());
        }
        path[depth++] = name;
        boolean cell = name.equals("TD") || name.equals("TR");
        if (attributes == 0 && cell) {
            return;
        }
        elements += attributes + (cell ? 0 : 1);
        if (elements > limits.elements()) {
            throw VotableLimits.exceeded("too many elements and attributes", limits.elements());
        }
        int longest = name.length();
        for (int i = 0; i < attributes; i++) {
            longest = Math.max(longest, scanner.getAttributeLocalName(i).length());
        }
        if (longest > limits.nameChars()) {
            throw VotableLimits.exceeded("too long a name", limits.nameChars());
        }
    }

    String name() {
        return scanner.getLocalName();
    }

    /** The attribute with this local name, in any namespace, without surrounding blanks; else empty. */
    String attribute(String name) {
        String value = raw(name);
        return value == null ? "" : value.strip();
    }

    /** As {@link #attribute}, but null if there is none. */
    String raw(String name) {
        for (int i = 0; i < scanner.getAttributeCount(); i++) {
            if (scanner.getAttributeLocalName(i).equals(name)) {
                return scanner.getAttributeValue(i);
            }
        }
        return null;
    }

    void appendText(TextBuffer to) {
        to.append(scanner.getTextCharacters(), scanner.getTextStart(), scanner.getTextLength());
    }

    /**
     * Up to this number of characters in total, without blanks at the beginning: the result does not depend on the pieces in which
     * the text comes.
     */
    void appendText(StringBuilder to, int most) {
        int from = to.length() == 0 ? leadingBlanks() : 0;
        int length = Math.min(scanner.getTextLength() - from, most - to.length());
        to.append(scanner.getTextCharacters(), scanner.getTextStart() + from, Math.max(0, length));
    }

    boolean isBlankText() {
        return leadingBlanks() == scanner.getTextLength();
    }

    private int leadingBlanks() {
        char[] text = scanner.getTextCharacters();
        int start = scanner.getTextStart();
        int length = scanner.getTextLength();
        int blanks = 0;
        while (blanks < length && (text[start + blanks] <= ' ' || text[start + blanks] == '\u00a0')) {
            blanks++;
        }
        return blanks;
    }

    /**
     * Passes on the rest of the last bytes fed, which has not been consumed: all of them if the document breaks at a character
     * that began in the bytes before, where Aalto's position is below zero.
     */
    void feedRest(BrokenTail to) {
        int from = Math.max(0, Math.min(input.at(), last));
        to.add(lent, from, last - from);
    }

    void feedText(RowStream to) {
        to.text(scanner.getTextCharacters(), scanner.getTextStart(), scanner.getTextLength());
    }

    Problem malformed(String why) {
        return malformed(why, null);
    }

    private Problem malformed(Exception broken) {
        String message = broken.getMessage() == null ? "" : broken.getMessage();
        int end = message.indexOf('\n');
        return malformed(end < 0 ? message : message.substring(0, end), broken);
    }

    private Problem malformed(String why, Throwable cause) {
        return Problem.of(
                ProblemType.MALFORMED,
                "The VOTable cannot be read: "
                        + why
                        + ", at byte "
                        + (before + input.at())
                        + (depth == 0 ? "" : ", inside " + path()),
                cause);
    }

    private String path() {
        return "/" + String.join("/", Arrays.asList(path).subList(0, depth));
    }

    /** Old services leave {@code xsi:} and other prefixes undeclared; only local names are needed. */
    private static final class Lenient extends AsyncByteArrayScanner {

        Lenient(ReaderConfig config) {
            super(config);
        }

        /** The number of consumed bytes of those fed last. */
        int at() {
            return _inputPtr;
        }

        @Override
        protected void reportUnboundPrefix(PName name, boolean isAttribute) {}
    }
}
