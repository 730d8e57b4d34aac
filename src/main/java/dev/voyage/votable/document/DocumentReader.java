package dev.voyage.votable.document;

import com.fasterxml.aalto.AsyncXMLStreamReader;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.event.ServiceDescriptor.InputParam;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.rows.RowStream;
import dev.voyage.votable.rows.TextBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLStreamConstants;

/**
 * Interprets the elements of one document; its state is the stack of open elements and the content collected by the
 * innermost ones.
 */
final class DocumentReader implements AutoCloseable {

    private final VotableLimits limits;
    private final XmlScanner markup;
    private final Deque<VotableElement> open = new ArrayDeque<>();
    private final Deque<VotableEvent> said = new ArrayDeque<>();
    private final TextBuffer text;
    private final SystemScope systems = new SystemScope();
    private final ResultTable table;
    private ResourceElement resource;
    private int inputs; // depth of GROUPs inside an inputParams
    private String infoName = "";
    private String infoValue = "";
    private int notes;
    private boolean secondDocument;
    private boolean over;
    private BrokenTail tail; // null as long as the document is intact

    DocumentReader(VotableLimits limits) {
        this.limits = limits;
        this.markup = new XmlScanner(limits);
        this.text = new TextBuffer(limits.cellChars());
        this.table = new ResultTable(limits, markup, systems);
    }

    /** Only when {@link #next} has returned null and {@link #wanted} returns null. */
    void feed(byte[] bytes, int length) {
        if (tail == null) {
            markup.feed(bytes, length);
        } else {
            tail.add(bytes, 0, length);
        }
    }

    /** Sets the number of bytes before the next ones fed; for the offsets in problems. */
    void startsAt(long offset) {
        markup.startsAt(offset);
    }

    /** The end of the input: {@link #next} fails unless all elements are closed. */
    void end() {
        if (tail != null) {
            throw tail.problem();
        }
        over = true;
        markup.end();
    }

    /** The stream to fetch and to feed before the document continues; null: none. */
    RowStream wanted() {
        RowStream stream = table.stream();
        return tail != null || stream == null || stream.href().isEmpty() || stream.isDone() ? null : stream;
    }

    /** The next event; null: needs more bytes, or is at its end. */
    VotableEvent next() {
        if (tail == null) {
            try {
                return read();
            } catch (Problem broken) {
                if (broken.kind() != ProblemType.MALFORMED || over || wanted() != null) {
                    throw broken;
                }
                tail = new BrokenTail(broken);
                markup.feedRest(tail);
            }
        }
        if (tail.isFull()) {
            throw tail.problem();
        }
        return null;
    }

    private VotableEvent read() {
        while (true) {
            if (!said.isEmpty()) {
                return said.poll();
            }
            VotableEvent row = table.next();
            if (row != null || wanted() != null) {
                return row;
            }
            switch (markup.next()) {
                case XMLStreamConstants.START_ELEMENT -> open();
                case XMLStreamConstants.END_ELEMENT -> close(open.pop());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> text();
                case AsyncXMLStreamReader.EVENT_INCOMPLETE, XMLStreamConstants.END_DOCUMENT -> {
                    return null;
                }
                default -> {} // comments and processing instructions
            }
        }
    }

    private void text() {
        switch (open.element()) {
            case TD, INFO, DESCRIPTION -> markup.appendText(text);
            case STREAM -> table.text();
            case TABLEDATA, TR -> table.strayText();
            default -> {} // blanks between elements, and text without meaning here
        }
    }

    private void open() {
        table.endStrayText();
        VotableElement parent = open.isEmpty() ? null : open.element();
        VotableElement written = VotableElement.of(markup.name());
        // a service that fails half way may begin a second document inside the first, with the reason
        secondDocument |= written == VotableElement.VOTABLE && parent != null;
        if (parent != null && markup.name().equalsIgnoreCase("html")) {
            throw markup.malformed("an HTML page begins inside it");
        }
        boolean isForUs = parent != VotableElement.OTHER || (secondDocument && written == VotableElement.INFO);
        VotableElement element = isForUs ? written : VotableElement.OTHER;
        if (parent == null && element != VotableElement.VOTABLE) {
            throw Problem.of(
                    ProblemType.MALFORMED,
                    "The document is no VOTable: its root element is " + QuotedText.of(markup.name()));
        }
        open.push(opened(element, parent));
    }

    /** The meaning of the element at this place; OTHER: none here, skip it. */
    private VotableElement opened(VotableElement element, VotableElement parent) {
        switch (element) {
            case RESOURCE -> {
                if (parent != null && parent != VotableElement.VOTABLE && parent != VotableElement.RESOURCE) {
                    return VotableElement.OTHER;
                }
                resource = new ResourceElement(resource, markup);
            }
            case TABLE -> {
                if (parent != VotableElement.RESOURCE) {
                    return VotableElement.OTHER;
                }
                table.open(resource);
                count();
            }
            case INFO -> {
                infoName = markup.attribute("name");
                infoValue = markup.attribute("value");
                text.clear();
            }
            case DESCRIPTION -> text.clear();
            case PARAM -> param(parent);
            case GROUP -> group();
            case COOSYS -> {
                count();
                systems.coosys(markup, resource);
            }
            case TIMESYS -> {
                count();
                systems.timesys(markup);
            }
            case FIELDREF -> {
                count();
                systems.fieldRef(markup);
            }
            case TD -> {
                text.clear();
                return table.opened(element, parent);
            }
            default -> {
                return table.opened(element, parent);
            }
        }
        return element;
    }

    private void group() {
        boolean begins = resource != null
                && resource.isService()
                && markup.attribute("name").equalsIgnoreCase("inputParams");
        inputs += inputs > 0 || begins ? 1 : 0;
        systems.openGroup(markup);
    }

    private void close(VotableElement element) {
        table.endStrayText();
        switch (element) {
            case INFO ->
                note(QueryStatus.of(infoName, infoValue, text.toString().strip()));
            case DESCRIPTION -> describe(text.toString().strip().replaceAll("\\s+", " "));
            case GROUP -> {
                inputs -= inputs > 0 ? 1 : 0;
                systems.closeGroup();
            }
            case RESOURCE -> {
                systems.close(resource);
                if (resource.isService()) {
                    note(new VotableEvent.Descriptor(resource.descriptor()));
                }
                resource = resource.parent();
            }
            case VOTABLE -> table.endOfDocument();
            default -> table.closed(element, text);
        }
    }

    private void describe(String description) {
        if (open.element() == VotableElement.FIELD) {
            table.head().description(description);
        } else if (open.element() == VotableElement.RESOURCE) {
            resource.description(description);
        }
    }

    private void param(VotableElement parent) {
        String name = markup.attribute("name");
        String value = markup.attribute("value");
        systems.param(markup.attribute("utype"), value);
        if (inputs > 0) {
            count();
            String datatype = markup.attribute("datatype");
            String ucd = markup.attribute("ucd");
            resource.input(new InputParam(name, markup.attribute("ref"), value, datatype, ucd));
        } else if (resource != null && resource.isService()) {
            resource.param(name, value);
        } else if (parent != VotableElement.GROUP
                && (resource == null || !resource.isMeta())
                && QueryStatus.isStatus(name, markup.attribute("datatype"))) {
            note(QueryStatus.of(name, value, ""));
        }
    }

    private void note(VotableEvent event) {
        count();
        said.add(event);
    }

    private void count() {
        if (++notes > limits.notes()) {
            throw VotableLimits.exceeded("too many INFOs, PARAMs and services", limits.notes());
        }
    }

    @Override
    public void close() {
        table.close();
    }
}
