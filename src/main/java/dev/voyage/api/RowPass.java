package dev.voyage.api;

import dev.voyage.journal.Entry;
import dev.voyage.tables.Bytes;
import dev.voyage.tables.TableWriter;

/** Once through the rows of a search, as {@link TableWriter}, whose rows are events. */
interface RowPass {

    void begin(Bytes out);

    void row(Entry row, Bytes out);

    void end(Bytes out);

    /** Writes typed cells. */
    static RowPass typed(TableWriter writer, RowCells cells) {
        return new RowPass() {
            @Override
            public void begin(Bytes out) {
                writer.begin(out);
            }

            @Override
            public void row(Entry row, Bytes out) {
                writer.row(cells.of(row), out);
            }

            @Override
            public void end(Bytes out) {
                writer.end(out);
            }
        };
    }

    /** The events as they are, a line each. */
    static RowPass lines() {
        return new RowPass() {
            @Override
            public void begin(Bytes out) {
                // there is no header
            }

            @Override
            public void row(Entry row, Bytes out) {
                out.text(row.text()).write('\n');
            }

            @Override
            public void end(Bytes out) {
                // nor a footer
            }
        };
    }
}
