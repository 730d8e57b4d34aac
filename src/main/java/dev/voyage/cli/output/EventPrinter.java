package dev.voyage.cli.output;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.problem.Problem;

/** Prints a search on standard output. */
public interface EventPrinter {

    /** The next event, including the last one. */
    void tell(JournalEntry entry, SearchEvent event);

    /** Reports a problem with one file that is not an event; the rest continues. */
    void complain(Problem problem);
}
