package dev.voyage.votable;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The one table of a document that is its result, and all that stands inside.
 *
 * <p>It is the first TABLE outside of RESOURCEs of type {@code meta}; its rows go out at once. A
 * further TABLE is skipped and said so, with one exception: where only the further one stands in a
 * RESOURCE of type {@code results}, the rows that went out were not the results, and the reading
 * fails.
 */
final class ResultTable implements AutoCloseable {

    private final VotableLimits limits;
    private final Markup markup;
    private final Deque<VotableEvent> said = new ArrayDeque<>();
    private TableHead head;
    private boolean inside;
    private boolean fromResults;
    private boolean onlyMeta;
    private boolean hasData;
    private RowCount count;
    private TabledataRows tabledata;
    private Element serialization;
    private int extension = -1;
    private RowStream stream;

    ResultTable(VotableLimits limits, Markup markup) {
        this.limits = limits;
        this.markup = markup;
    }

    /** Whether this TABLE is one to skip aloud. */
    boolean open(Resource resource) {
        if (resource.isMeta()) {
            onlyMeta = true;
            return false;
        }
        if (head == null) {
            head = new TableHead(markup.attribute("name"), limits);
            inside = true;
            fromResults = resource.isResults();
            return false;
        }
        if (resource.isResults() && !fromResults) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "The VOTable has its results behind another table, "
                            + Quoted.of(head.name())
                            + ", that does not say what it is");
        }
        return true;
    }

    TableHead head() {
        return head;
    }

    RowStream stream() {
        return stream;
    }

    /** A row or what else there is to say; null: nothing until the document goes on. */
    VotableEvent next() {
        if (!said.isEmpty()) {
            return said.poll();
        }
        return stream == null ? null : stream.next();
    }

    /** What the element is where it stands; OTHER: skip it. */
    Element opened(Element element, Element parent) {
        if (parent == Element.TD && tabledata != null) {
            tabledata.spoil("there is an element inside a TD");
        }
        if (!inside) {
            return element == Element.VOTABLE || element == Element.DEFINITIONS ? element : Element.OTHER;
        }
        boolean known =
                switch (element) {
                    case FIELD -> parent == Element.TABLE && field();
                    case VALUES -> parent == Element.FIELD && values();
                    case DATA -> parent == Element.TABLE && start();
                    case TABLEDATA -> parent == Element.DATA && tabledata();
                    case BINARY, BINARY2, FITS -> parent == Element.DATA && binary(element);
                    case STREAM -> serialization != null && parent == serialization && content();
                    case TR -> parent == Element.TABLEDATA && row();
                    case TD -> cell(parent);
                    default -> false;
                };
        if (!known && parent == Element.DATA) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "The table is serialized as " + Quoted.of(markup.name()) + ", which cannot be read here");
        }
        return known ? element : Element.OTHER;
    }

    private boolean field() {
        head.openField(markup);
        return true;
    }

    private boolean values() {
        String text = markup.raw("null");
        if (text != null) {
            head.nullText(text);
        }
        return true;
    }

    private boolean start() {
        if (hasData) {
            throw markup.malformed("a TABLE has more than one DATA");
        }
        hasData = true;
        Columns columns = head.columns();
        count = new RowCount(columns, limits);
        said.add(new VotableEvent.TableStart(head.name(), columns));
        return true;
    }

    private boolean tabledata() {
        tabledata = new TabledataRows(count);
        return true;
    }

    private boolean row() {
        tabledata.openRow();
        return true;
    }

    private boolean cell(Element parent) {
        if (parent != Element.TR) {
            throw markup.malformed("a TD is not in a TR");
        }
        if (!markup.attribute("encoding").isEmpty()) {
            tabledata.spoil("a TD is encoded as " + Quoted.of(markup.attribute("encoding")));
        }
        return true;
    }

    private boolean binary(Element element) {
        head.mustBeTyped();
        serialization = element;
        String number = markup.attribute("extnum");
        try {
            extension = number.isEmpty() ? -1 : Integer.parseInt(number);
        } catch (NumberFormatException notANumber) {
            throw markup.malformed("extnum is " + Quoted.of(number));
        }
        return true;
    }

    private boolean content() {
        boolean fits = serialization == Element.FITS;
        RowDecoder rows =
                fits ? new FitsRows(count, extension) : new BinaryRows(count, serialization == Element.BINARY2);
        String href = markup.attribute("href");
        stream = new RowStream(href, markup.attribute("encoding"), fits, rows, limits);
        return true;
    }

    /** Characters of a STREAM; those beside an href are not its content. */
    void text() {
        if (stream != null && stream.href().isEmpty()) {
            markup.feedText(stream);
        }
    }

    /** This element is complete. */
    void closed(Element element, Text text) {
        switch (element) {
            case FIELD -> head.closeField();
            case TD -> tabledata.closeCell(text);
            case TR -> said.add(tabledata.closeRow());
            case STREAM -> {
                if (stream.href().isEmpty()) {
                    stream.end();
                }
            }
            case TABLE -> {
                if (inside) {
                    end();
                }
            }
            default -> {} // nothing is complete
        }
    }

    /** FIELDs without DATA are a table of no rows: what a metadata query answers. */
    private void end() {
        if (!hasData) {
            start();
        }
        inside = false;
        tabledata = null;
        said.add(new VotableEvent.TableEnd(count.read()));
    }

    /** The document has ended. */
    void mustHaveBeen() {
        if (head == null) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "The VOTable has no table of results"
                            + (onlyMeta ? ", only one of metadata" : "")
                            + ", and names no error");
        }
    }

    @Override
    public void close() {
        if (stream != null) {
            stream.close();
        }
    }
}
