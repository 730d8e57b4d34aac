package dev.voyage.votable;

import com.fasterxml.aalto.AsyncXMLStreamReader;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import dev.voyage.votable.ServiceDescriptor.InputParam;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLStreamConstants;

/**
 * What the elements of one document mean; its state is the stack of open elements and what the
 * innermost ones have collected.
 */
final class Document implements AutoCloseable {

    private final VotableLimits limits;
    private final Markup markup;
    private final Deque<Element> open = new ArrayDeque<>();
    private final Deque<VotableEvent> said = new ArrayDeque<>();
    private final Text text;
    private final ResultTable table;
    private Resource resource;
    private int inputs; // how many GROUPs deep inside an inputParams
    private String infoName = "";
    private String infoValue = "";
    private int notes;

    Document(VotableLimits limits) {
        this.limits = limits;
        this.markup = new Markup(limits);
        this.text = new Text(limits.cellChars());
        this.table = new ResultTable(limits, markup);
    }

    /** Only when {@link #next} has returned null and nothing is {@link #wanted}. */
    void feed(byte[] bytes, int length) {
        markup.feed(bytes, length);
    }

    /** So many bytes stood before what will be fed; for the sake of problems. */
    void startsAt(long offset) {
        markup.startsAt(offset);
    }

    /** Nothing more will be fed: {@link #next} fails unless all is closed. */
    void end() {
        markup.end();
    }

    /** The stream to fetch and to hand over before the document goes on; null: none. */
    RowStream wanted() {
        RowStream stream = table.stream();
        return stream == null || stream.href().isEmpty() || stream.isDone() ? null : stream;
    }

    /** The next event; null: needs more bytes, or is at its end. */
    VotableEvent next() {
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
            default -> {} // blanks between elements, and what is not for us
        }
    }

    private void open() {
        Element parent = open.isEmpty() ? null : open.element();
        Element element = parent == Element.OTHER ? Element.OTHER : Element.of(markup.name());
        if (parent == null && element != Element.VOTABLE) {
            throw Problem.of(
                    Kind.MALFORMED, "The document is no VOTable: its root element is " + Quoted.of(markup.name()));
        }
        open.push(opened(element, parent));
    }

    /** What the element is where it stands; OTHER: not what it is called, skip it. */
    private Element opened(Element element, Element parent) {
        switch (element) {
            case RESOURCE -> {
                if (parent != null && parent != Element.VOTABLE && parent != Element.RESOURCE) {
                    return Element.OTHER;
                }
                resource = new Resource(resource, markup);
            }
            case TABLE -> {
                if (parent != Element.RESOURCE) {
                    return Element.OTHER;
                }
                if (table.open(resource)) {
                    note(new VotableEvent.TableSkipped(markup.attribute("name")));
                }
            }
            case INFO -> {
                infoName = markup.attribute("name");
                infoValue = markup.attribute("value");
                text.clear();
            }
            case DESCRIPTION -> text.clear();
            case PARAM -> param(parent);
            case GROUP -> group();
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
    }

    private void close(Element element) {
        switch (element) {
            case INFO -> note(Status.of(infoName, infoValue, text.toString().strip()));
            case DESCRIPTION -> describe(text.toString().strip().replaceAll("\\s+", " "));
            case GROUP -> inputs -= inputs > 0 ? 1 : 0;
            case RESOURCE -> {
                if (resource.isService()) {
                    note(new VotableEvent.Descriptor(resource.descriptor()));
                }
                resource = resource.parent();
            }
            case VOTABLE -> table.mustHaveBeen();
            default -> table.closed(element, text);
        }
    }

    private void describe(String description) {
        if (open.element() == Element.FIELD) {
            table.head().description(description);
        } else if (open.element() == Element.RESOURCE) {
            resource.description(description);
        }
    }

    private void param(Element parent) {
        String name = markup.attribute("name");
        String value = markup.attribute("value");
        if (inputs > 0) {
            count();
            String datatype = markup.attribute("datatype");
            String ucd = markup.attribute("ucd");
            resource.input(new InputParam(name, markup.attribute("ref"), value, datatype, ucd));
        } else if (resource != null && resource.isService()) {
            resource.param(name, value);
        } else if (parent != Element.GROUP
                && (resource == null || !resource.isMeta())
                && Status.isStatus(name, markup.attribute("datatype"))) {
            note(Status.of(name, value, ""));
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
