package dev.voyage.votable.document;

import dev.voyage.votable.event.VotableEvent;
import java.util.Optional;

/** A further table of a document, which is not read: its rows are only counted. */
final class SkippedTable {

    private final String name;
    private final String nrows;
    private long rows;
    private boolean hasStream;

    SkippedTable(String name, String nrows) {
        this.name = name;
        this.nrows = nrows;
    }

    /** The meaning of the element at this place; OTHER: skip it. */
    VotableElement opened(VotableElement element, VotableElement parent, XmlScanner markup) {
        boolean known =
                switch (element) {
                    case DATA -> parent == VotableElement.TABLE;
                    case TABLEDATA, BINARY, BINARY2, FITS -> parent == VotableElement.DATA;
                    case STREAM -> true;
                    default -> false;
                };
        if (element == VotableElement.TR && parent == VotableElement.TABLEDATA) {
            rows++;
        } else if (element == VotableElement.STREAM) {
            hasStream |= !markup.attribute("href").isEmpty();
        }
        return known ? element : VotableElement.OTHER;
    }

    /** Characters of a STREAM. */
    void text(XmlScanner markup) {
        hasStream |= !markup.isBlankText();
    }

    /** The event that reports it; empty if it has no rows. */
    Optional<VotableEvent> event() {
        if (rows > 0) {
            return Optional.of(new VotableEvent.TableSkipped(name, rows));
        }
        return hasStream && !nrows.equals("0")
                ? Optional.of(new VotableEvent.TableSkipped(name, VotableEvent.UNCOUNTED))
                : Optional.empty();
    }
}
