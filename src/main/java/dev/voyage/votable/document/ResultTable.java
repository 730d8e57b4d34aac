package dev.voyage.votable.document;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.rows.RowStream;
import dev.voyage.votable.rows.TextBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The one table of a document that is its result, and its content.
 *
 * <p>It is the first TABLE with rows outside of RESOURCEs of type {@code meta}; its rows are emitted at once. If no
 * table has rows, it is the first one in a RESOURCE of type {@code results}, else the first with FIELDs. A further
 * TABLE with rows is counted and skipped. If only the further one is in a RESOURCE of type {@code results}, the emitted
 * rows were not the results, and reading fails; if the first is in one and has no rows, a table outside is not the
 * result.
 */
final class ResultTable implements AutoCloseable {

    private static final int MOST_STRAY = 200;
    private static final Pattern ROWS = Pattern.compile("\\d{1,18}");

    private final VotableLimits limits;
    private final XmlScanner markup;
    private final SystemScope systems;
    private final Deque<VotableEvent> said = new ArrayDeque<>();
    private final Map<String, TableHeader> headsById = new HashMap<>();
    private final RowlessTables rowless = new RowlessTables();
    private final StringBuilder stray = new StringBuilder();
    private TableHeader head;
    private boolean inside;
    private boolean fromResults;
    private boolean onlyMeta;
    private long announced; // rows of the current table; 0: not known
    private boolean hasRows; // then this table is the result
    private SkippedTable skipped; // the current one; null: none
    private TableContent content; // null before its DATA

    ResultTable(VotableLimits limits, XmlScanner markup, SystemScope systems) {
        this.limits = limits;
        this.markup = markup;
        this.systems = systems;
    }

    /** The start of a TABLE in this RESOURCE. */
    void open(ResourceElement resource) {
        if (resource.isMeta()) {
            onlyMeta = true;
        } else if (hasRows && resource.isResults() && !fromResults) {
            throw Problem.of(
                    ProblemType.MALFORMED,
                    "The VOTable has its results behind another table, "
                            + QuotedText.of(head.name())
                            + ", whose RESOURCE has no type");
        } else if (hasRows || (rowless.hasResults() && !resource.isResults())) {
            skipped = new SkippedTable(markup.attribute("name"), markup.attribute("nrows"));
        } else {
            begin(resource);
        }
    }

    private void begin(ResourceElement resource) {
        TableHeader known = headsById.get(markup.attribute("ref"));
        String name = markup.attribute("name");
        // VOTable 1.5, section 4.1: a ref gives a table the structure of another one
        head = known == null ? new TableHeader(name, limits) : new TableHeader(name, known);
        String id = markup.attribute("ID");
        if (!id.isEmpty() && headsById.size() < limits.notes()) {
            headsById.put(id, head);
        }
        close();
        String rows = markup.attribute("nrows");
        announced = ROWS.matcher(rows).matches() ? Long.parseLong(rows) : 0;
        inside = true;
        fromResults = resource.isResults();
        content = null;
    }

    TableHeader head() {
        return head;
    }

    RowStream stream() {
        return content == null ? null : content.stream();
    }

    /** A row or another event; null: none until more of the document arrives. */
    VotableEvent next() {
        if (!said.isEmpty()) {
            return said.poll();
        }
        VotableEvent row = stream() == null ? null : stream().next();
        if (row == null) {
            return null;
        }
        say(row);
        return said.poll();
    }

    /** The first row settles that this table is the result. */
    private void say(VotableEvent row) {
        if (!hasRows) {
            hasRows = true;
            said.add(content.start());
        }
        said.add(row);
    }

    /** The meaning of the element at this place; OTHER: skip it. */
    VotableElement opened(VotableElement element, VotableElement parent) {
        if (inside && parent == VotableElement.TD && isTabledata()) {
            content.spoil("there is an element inside a TD");
        }
        if (skipped != null) {
            return skipped.opened(element, parent, markup);
        }
        if (!inside) {
            return element == VotableElement.VOTABLE || element == VotableElement.DEFINITIONS
                    ? element
                    : VotableElement.OTHER;
        }
        boolean known =
                switch (element) {
                    case FIELD -> parent == VotableElement.TABLE && field();
                    case VALUES -> parent == VotableElement.FIELD && values();
                    case DATA -> parent == VotableElement.TABLE && start();
                    case TABLEDATA -> parent == VotableElement.DATA && tabledata();
                    case BINARY, BINARY2, FITS -> parent == VotableElement.DATA && binary(element);
                    case STREAM -> content != null && content.hasStreamIn(parent) && stream(content);
                    case TR -> parent == VotableElement.TABLEDATA && row();
                    case TD -> cell(parent);
                    default -> false;
                };
        if (!known && parent == VotableElement.DATA) {
            throw Problem.of(
                    ProblemType.MALFORMED,
                    "The table is serialized as " + QuotedText.of(markup.name()) + ", which cannot be read here");
        }
        return known ? element : VotableElement.OTHER;
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
        if (content != null) {
            throw markup.malformed("a TABLE has more than one DATA");
        }
        content = new TableContent(head.name(), head.columns(systems), limits, markup);
        return true;
    }

    private boolean isTabledata() {
        return content != null && content.isTabledata();
    }

    private boolean tabledata() {
        content.openTabledata();
        return true;
    }

    private boolean row() {
        content.openRow();
        return true;
    }

    private boolean cell(VotableElement parent) {
        if (parent != VotableElement.TR) {
            throw markup.malformed("a TD is not in a TR");
        }
        content.openCell();
        return true;
    }

    private boolean binary(VotableElement element) {
        head.mustBeTyped();
        content.openBinary(element);
        return true;
    }

    private static boolean stream(TableContent content) {
        content.openStream();
        return true;
    }

    /** Characters of a STREAM; those beside an href are not its content. */
    void text() {
        if (skipped != null) {
            skipped.text(markup);
        } else if (content != null) {
            content.streamText();
        }
    }

    /** Characters outside the cells: blanks, or the output of a program that failed. */
    void strayText() {
        if (inside && isTabledata() && (stray.length() > 0 || !markup.isBlankText())) {
            markup.appendText(stray, MOST_STRAY);
        }
    }

    /** An element begins or ends: the text before it is complete. */
    void endStrayText() {
        if (stray.length() > 0) {
            say(content.refusal("text stands where a row should, "
                    + QuotedText.of(stray.toString().strip())));
            stray.setLength(0);
        }
    }

    /** This element is complete. */
    void closed(VotableElement element, TextBuffer text) {
        switch (element) {
            case FIELD -> head.closeField();
            case TD -> content.closeCell(text);
            case TR -> say(content.closeRow());
            case STREAM -> {
                if (skipped == null) {
                    content.closeStream();
                }
            }
            case TABLE -> end();
            default -> {} // nothing is complete
        }
    }

    private void end() {
        if (skipped != null) {
            skipped.event().ifPresent(said::add);
            skipped = null;
        } else if (inside) {
            inside = false;
            endOfResult();
        }
    }

    /** FIELDs without DATA are a table without rows: the answer to a metadata query. */
    private void endOfResult() {
        if (content == null) {
            start();
            announced = 0;
        }
        List<VotableEvent> missing = missing();
        if (hasRows) {
            said.addAll(missing);
            said.add(content.end());
            return;
        }
        rowless.add(content.start(), fromResults, missing);
    }

    /** A program that failed may have closed all elements, with fewer rows than it had announced. */
    private List<VotableEvent> missing() {
        return content.rows() >= announced
                ? List.of()
                : List.of(new VotableEvent.Overflow(
                        "the table announces " + announced + " rows, and has " + content.rows(), true));
    }

    /** The end of the document. */
    void endOfDocument() {
        if (!hasRows) {
            said.addAll(rowless.events());
        }
        if (head == null) {
            throw Problem.of(
                    ProblemType.MALFORMED,
                    "The VOTable has no table of results"
                            + (onlyMeta ? ", only one of metadata" : "")
                            + ", and names no error");
        }
    }

    @Override
    public void close() {
        if (content != null) {
            content.close();
        }
    }
}
