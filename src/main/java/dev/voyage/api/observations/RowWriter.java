package dev.voyage.api.observations;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.tablewriter.ByteSink;
import dev.voyage.tablewriter.TableWriter;
import java.util.function.Function;

/** One pass over the rows of a search, like {@link TableWriter}, with events as rows. */
interface RowWriter {

    void begin(ByteSink out);

    void row(JournalEntry row, ByteSink out);

    void end(ByteSink out);

    /** Writes typed cells. */
    static RowWriter typed(TableWriter writer, EventRowDecoder cells) {
        return new RowWriter() {
            @Override
            public void begin(ByteSink out) {
                writer.begin(out);
            }

            @Override
            public void row(JournalEntry row, ByteSink out) {
                writer.row(cells.of(row), out);
            }

            @Override
            public void end(ByteSink out) {
                writer.end(out);
            }
        };
    }

    /**
     * Writes events, one per line.
     *
     * @param form the line of an event
     */
    static RowWriter lines(Function<JournalEntry, String> form) {
        return new RowWriter() {
            @Override
            public void begin(ByteSink out) {
                // there is no header
            }

            @Override
            public void row(JournalEntry row, ByteSink out) {
                out.text(form.apply(row)).write('\n');
            }

            @Override
            public void end(ByteSink out) {
                // nor a footer
            }
        };
    }
}
