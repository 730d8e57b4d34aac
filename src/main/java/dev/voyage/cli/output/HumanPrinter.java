package dev.voyage.cli.output;

import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.problem.Problem;
import dev.voyage.search.request.Action;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Lines for people, with progress below them on a terminal. */
public final class HumanPrinter implements EventPrinter {

    private final TerminalScreen screen;
    private final Clock clock;
    private final Action action;
    private final String where;
    private final LineDetail detail;
    private final TerminalStyle style;
    private final SearchProgress progress = new SearchProgress();
    private SearchEvent.PlanReady plan;

    /**
     * @param action the action of the search, which determines the events printed for its files
     * @param where the directory that holds the files in the end
     * @param detail the events that get a line
     */
    public HumanPrinter(CommandConsole console, Clock clock, Action action, String where, LineDetail detail) {
        this.detail = detail;
        this.style = console.style();
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
            List<String> lines = SearchSummary.of(end, plan, action == Action.DOWNLOAD ? where : null);
            String outcome = end.outcome().word();
            screen.line(style.state(outcome) + lines.get(0).substring(outcome.length()));
            lines.stream().skip(1).forEach(screen::line);
            return;
        }
        if (event instanceof SearchEvent.PlanReady ready) {
            plan = ready;
        }
        boolean filesFound = action == Action.LINKS || action == Action.OBSERVATIONS;
        Optional<String> line = detail == LineDetail.VERBOSE
                ? EventFormatter.verbose(entry.search(), event)
                : EventFormatter.of(entry.search(), event, filesFound);
        line.filter(text -> detail != LineDetail.QUIET || isFailure(event))
                .map(text -> isFailure(event) ? style.bad(text) : isWarning(event) ? style.doubtful(text) : text)
                .ifPresent(screen::line);
        if (detail != LineDetail.QUIET) {
            screen.status(progress.line(now), now);
        }
    }

    private static boolean isFailure(SearchEvent event) {
        return event instanceof FileEvent.Failed
                || event instanceof ObservationEvent.Failed
                || event instanceof SearchEvent.TargetFailed
                || event instanceof SearchEvent.ServiceFailed
                || event instanceof SearchEvent.CatalogueFailed;
    }

    private static boolean isWarning(SearchEvent event) {
        return event instanceof SearchEvent.UpstreamThrottled
                || event instanceof SearchEvent.UpstreamDegraded
                || event instanceof ObservationEvent.Unavailable;
    }

    @Override
    public void complain(Problem problem) {
        screen.line("  " + TerminalText.of(problem.detail()));
    }
}
