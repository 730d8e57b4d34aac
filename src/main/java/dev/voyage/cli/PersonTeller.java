package dev.voyage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.journal.Entry;
import dev.voyage.problem.Problem;
import java.time.Clock;

/** Lines for people, with progress below them on a terminal. */
final class PersonTeller implements Teller {

    private final Screen screen;
    private final Clock clock;
    private final boolean filesFound;
    private final String where;
    private final Progress progress = new Progress();

    /**
     * @param filesFound whether files are told when they are found, since none will be fetched
     * @param where the directory that holds the files in the end
     */
    PersonTeller(Console console, Clock clock, boolean filesFound, String where) {
        this.screen = new Screen(console.out(), console.isPerson(), console.width());
        this.clock = clock;
        this.filesFound = filesFound;
        this.where = where;
    }

    @Override
    public void tell(Entry entry, JsonNode event) {
        long now = clock.millis();
        progress.take(event, now);
        if (entry.isTerminal()) {
            Summary.of(event, filesFound ? null : where).forEach(screen::line);
            return;
        }
        Lines.of(event, filesFound).ifPresent(screen::line);
        screen.status(progress.line(now), now);
    }

    @Override
    public void complain(Problem problem) {
        screen.line("  " + Printable.of(problem.detail()));
    }
}
