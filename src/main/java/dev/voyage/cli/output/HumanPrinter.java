package dev.voyage.cli.output;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.problem.Problem;
import dev.voyage.search.request.Action;
import java.time.Clock;

/** Lines for people, with progress below them on a terminal. */
public final class HumanPrinter implements EventPrinter {

    private final TerminalScreen screen;
    private final Clock clock;
    private final Action action;
    private final String where;
    private final SearchProgress progress = new SearchProgress();
    private SearchEvent.PlanReady plan;

    /**
     * @param action the action of the search, which determines the events printed for its files
     * @param where the directory that holds the files in the end
     */
    public HumanPrinter(CommandConsole console, Clock clock, Action action, String where) {
        this.screen = new TerminalScreen(console.out(), console.isPerson(), console.width());
        this.clock = clock;
        this.action = action;
        this.where = where;
    }

    @Override
    public void tell(JournalEntry entry, SearchEvent event) {
        long now = clock.millis();
        progress.take(event, now);
        if (event instanceof SearchEvent.Ended end) {
            SearchSummary.of(end, plan, action == Action.DOWNLOAD ? where : null)
                    .forEach(screen::line);
            return;
        }
        if (event instanceof SearchEvent.PlanReady ready) {
            plan = ready;
        }
        boolean filesFound = action == Action.LINKS || action == Action.OBSERVATIONS;
        EventFormatter.of(entry.search(), event, filesFound).ifPresent(screen::line);
        screen.status(progress.line(now), now);
    }

    @Override
    public void complain(Problem problem) {
        screen.line("  " + TerminalText.of(problem.detail()));
    }
}
