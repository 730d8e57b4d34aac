package dev.voyage.cli.output;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.problem.Problem;

/** The stored events as lines of JSON, byte for byte as the API streams them. */
public final class NdjsonPrinter implements EventPrinter {

    private final CommandConsole console;

    public NdjsonPrinter(CommandConsole console) {
        this.console = console;
    }

    @Override
    public void tell(JournalEntry entry, SearchEvent event) {
        if (!entry.isStored()) {
            return;
        }
        byte[] line = new byte[entry.length() + 1];
        entry.json().get(line, 0, entry.length());
        line[entry.length()] = '\n';
        console.out().write(line, 0, line.length);
        console.out().flush();
        if (event instanceof SearchEvent.Ended end && end.problem() != null) {
            SearchSummary.problem(end.problem()).forEach(console.err()::println);
        }
    }

    @Override
    public void complain(Problem problem) {
        console.err().println("voyage: " + TerminalText.of(problem.detail()));
    }
}
