package dev.voyage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.problem.Advice;
import java.util.ArrayList;
import java.util.List;

/** The last lines of a search: how it ended, what is here, what went wrong and what helps. */
final class Summary {

    private Summary() {}

    /**
     * @param event the terminal event
     * @param where the directory that holds the files, or null where none were fetched
     */
    static List<String> of(JsonNode event, String where) {
        JsonNode tally = event.path("tally");
        List<String> lines = new ArrayList<>();
        String duration = Amount.millis(event.path("millis").asLong());
        if (tally.path("observations").asLong() == 0) {
            lines.add(word(event) + ": no observations; " + duration);
        } else {
            lines.add(word(event) + ": " + counts(tally) + "; " + duration);
        }
        long failedObservations = tally.path("failedObservations").asLong();
        if (failedObservations > 0) {
            lines.add(Amount.of(failedObservations, "observation") + " failed, as said above");
        }
        if (event.hasNonNull("problem")) {
            lines.addAll(problem(event.path("problem")));
        }
        if (where != null
                && tally.path("completed").asLong() + tally.path("skipped").asLong() > 0) {
            lines.add("files are in " + Printable.of(where));
        }
        return lines;
    }

    private static String counts(JsonNode tally) {
        return tally.path("selected").asLong()
                + " of "
                + Amount.of(tally.path("observations").asLong(), "observation")
                + " selected, "
                + tally.path("unavailable").asLong()
                + " without files; "
                + Amount.of(tally.path("files").asLong(), "file")
                + ": "
                + tally.path("completed").asLong()
                + " fetched and verified ("
                + Amount.bytes(tally.path("bytes").asLong())
                + "), "
                + tally.path("skipped").asLong()
                + " skipped, "
                + tally.path("failed").asLong()
                + " failed";
    }

    /** The sentence, and how to mend it. */
    static List<String> problem(JsonNode problem) {
        List<String> lines = new ArrayList<>();
        lines.add("problem: " + Lines.text(problem, "detail"));
        List<String> columns = new ArrayList<>();
        problem.path("columns").forEach(column -> columns.add(Printable.of(column.asText())));
        if (!columns.isEmpty()) {
            lines.add("columns: " + String.join(", ", columns));
        }
        Advice.kind(problem.path("type").asText()).ifPresent(kind -> lines.add("what helps: " + Advice.of(kind)));
        return lines;
    }

    private static String word(JsonNode event) {
        return event.path("type").asText().replaceFirst("^search\\.", "").replace("completed", "complete");
    }
}
