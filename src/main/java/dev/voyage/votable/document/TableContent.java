package dev.voyage.votable.document;

import dev.voyage.problem.QuotedText;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.fits.FitsRows;
import dev.voyage.votable.rows.BinaryRows;
import dev.voyage.votable.rows.RowDecoder;
import dev.voyage.votable.rows.RowNumbering;
import dev.voyage.votable.rows.RowStream;
import dev.voyage.votable.rows.TabledataDecoder;
import dev.voyage.votable.rows.TextBuffer;
import dev.voyage.votable.table.Columns;

/** The DATA of one TABLE: its rows in one of the serializations (VOTable 1.5, section 5). */
final class TableContent implements AutoCloseable {

    private final VotableLimits limits;
    private final XmlScanner markup;
    private final RowNumbering count;
    private final VotableEvent.TableStart start;
    private TabledataDecoder tabledata;
    private VotableElement serialization;
    private int extension = -1;
    private RowStream stream;

    TableContent(String name, Columns columns, VotableLimits limits, XmlScanner markup) {
        this.limits = limits;
        this.markup = markup;
        this.count = new RowNumbering(columns, limits);
        this.start = new VotableEvent.TableStart(name, columns);
    }

    VotableEvent.TableStart start() {
        return start;
    }

    VotableEvent.TableEnd end() {
        return new VotableEvent.TableEnd(count.read());
    }

    /** The number of rows so far, including the refused ones. */
    long rows() {
        return count.current();
    }

    /** The rows of a STREAM; null: none so far. */
    RowStream stream() {
        return stream;
    }

    boolean isTabledata() {
        return tabledata != null;
    }

    /** The current row cannot be read. */
    void spoil(String why) {
        tabledata.spoil(why);
    }

    /** A place between rows holds something else. */
    VotableEvent refusal(String why) {
        return count.refusal(why);
    }

    void openTabledata() {
        tabledata = new TabledataDecoder(count);
    }

    void openRow() {
        tabledata.openRow();
    }

    VotableEvent closeRow() {
        return tabledata.closeRow();
    }

    void openCell() {
        if (!markup.attribute("encoding").isEmpty()) {
            tabledata.spoil("a TD is encoded as " + QuotedText.of(markup.attribute("encoding")));
        }
    }

    void closeCell(TextBuffer text) {
        tabledata.closeCell(text);
    }

    /** BINARY, BINARY2 or FITS, whose rows are in a STREAM. */
    void openBinary(VotableElement element) {
        serialization = element;
        String number = markup.attribute("extnum");
        try {
            extension = number.isEmpty() ? -1 : Integer.parseInt(number);
        } catch (NumberFormatException notANumber) {
            throw markup.malformed("extnum is " + QuotedText.of(number));
        }
    }

    /** Whether a STREAM in this element is the content. */
    boolean hasStreamIn(VotableElement parent) {
        return serialization != null && parent == serialization;
    }

    void openStream() {
        boolean fits = serialization == VotableElement.FITS;
        RowDecoder rows =
                fits ? new FitsRows(count, extension) : new BinaryRows(count, serialization == VotableElement.BINARY2);
        stream = new RowStream(markup.attribute("href"), markup.attribute("encoding"), fits, rows, limits);
    }

    /** Characters of a STREAM; those beside an href are not its content. */
    void streamText() {
        if (stream != null && stream.href().isEmpty()) {
            markup.feedText(stream);
        }
    }

    void closeStream() {
        if (stream.href().isEmpty()) {
            stream.end();
        }
    }

    @Override
    public void close() {
        if (stream != null) {
            stream.close();
        }
    }
}
