package dev.voyage.cli.output;

import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.event.Tally;
import dev.voyage.problem.ProblemAdvice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The last lines of a search: its outcome, the files on disk, and the problems with their remedies. */
public final class SearchSummary {

    private SearchSummary() {}

    /**
     * @param plan of a completed plan; else null
     * @param where the directory that holds the files, or null if none were fetched
     */
    static List<String> of(SearchEvent.Ended event, SearchEvent.PlanReady plan, String where) {
        Tally tally = event.tally();
        String outcome = event.outcome().word();
        List<String> lines = new ArrayList<>();
        String duration = HumanNumbers.millis(event.millis());
        if (tally.observations() == 0) {
            lines.add(outcome + ": no observations; " + duration);
        } else {
            lines.add(outcome + ": " + counts(tally, plan) + "; " + duration);
        }
        if (tally.failedObservations() > 0) {
            lines.add(HumanNumbers.of(tally.failedObservations(), "observation") + " failed, as said above");
        }
        if (event.problem() != null) {
            lines.addAll(problem(event.problem()));
        }
        if (where != null && tally.completed() + tally.skipped() > 0) {
            lines.add("files are in " + TerminalText.of(where));
        }
        return lines;
    }

    private static String counts(Tally tally, SearchEvent.PlanReady plan) {
        String selected = tally.selected()
                + " of "
                + HumanNumbers.of(tally.observations(), "observation")
                + " selected"
                + (tally.notPicked() == 0 ? "" : " (" + tally.notPicked() + " not picked)")
                + ", "
                + tally.unavailable()
                + " without files; ";
        return selected
                + HumanNumbers.of(tally.files(), "file")
                + (plan == null ? fetched(tally) : ", " + EventFormatter.planned(plan))
                + (tally.excluded() == 0 ? "" : ", " + tally.excluded() + " left out by patterns")
                + (tally.refused() == 0
                        ? ""
                        : ", " + HumanNumbers.of(tally.refused(), "entry") + " of directories not taken");
    }

    private static String fetched(Tally tally) {
        return ": "
                + tally.completed()
                + " fetched and verified ("
                + HumanNumbers.bytes(tally.bytes())
                + "), "
                + tally.skipped()
                + " skipped, "
                + tally.failed()
                + " failed";
    }

    /** The problem's message, and its remedy. */
    public static List<String> problem(Map<String, Object> problem) {
        List<String> lines = new ArrayList<>();
        lines.add("problem: " + EventFormatter.text(problem.get("detail")));
        if (problem.get("columns") instanceof List<?> columns && !columns.isEmpty()) {
            lines.add("columns: "
                    + String.join(
                            ", ", columns.stream().map(EventFormatter::text).toList()));
        }
        ProblemAdvice.kind(String.valueOf(problem.get("type")))
                .ifPresent(kind -> lines.add("advice: " + ProblemAdvice.of(kind)));
        return lines;
    }
}
