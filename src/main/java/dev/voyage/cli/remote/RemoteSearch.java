package dev.voyage.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.cli.output.HumanNumbers;
import dev.voyage.cli.output.TerminalStyle;
import dev.voyage.cli.output.TerminalText;
import dev.voyage.problem.QuotedText;
import java.util.ArrayList;
import java.util.List;

/** A search as a service describes it, in lines for people. */
final class RemoteSearch {

    private RemoteSearch() {}

    /** One line: id, state, time, request, counts. */
    static String line(JsonNode search, TerminalStyle style) {
        JsonNode tally = search.path("tally");
        String state = search.path("outcome").asText(search.path("phase").asText());
        return TerminalText.of(search.path("id").asText())
                + "  "
                + style.state(TerminalText.of(state))
                + TerminalText.of("  " + search.path("created").asText() + "  " + named(search) + "  "
                        + tally.path("selected").asLong() + " of "
                        + tally.path("observations").asLong() + " observations, "
                        + tally.path("files").asLong() + " files");
    }

    private static String named(JsonNode search) {
        String request = what(search.path("request"));
        return search.hasNonNull("name") ? QuotedText.of(search.get("name").asText()) + " (" + request + ")" : request;
    }

    private static String what(JsonNode request) {
        if (request.has("adql")) {
            return QuotedText.of(request.get("adql").asText()) + " at "
                    + request.path("catalogue").asText();
        }
        JsonNode targets = request.path("targets");
        String target = targets.isArray()
                ? targets.size() + " targets"
                : request.has("target")
                        ? request.get("target").asText()
                        : request.path("position").toString();
        JsonNode catalogues = request.path("catalogues");
        String catalogue = catalogues.isArray()
                ? catalogues.size() + " catalogues"
                : request.path("catalogue").asText();
        return target + " in " + catalogue;
    }

    /** The request, a line for each field, and the problem of the search. */
    static List<String> details(JsonNode search) {
        List<String> lines = new ArrayList<>();
        search.path("request").properties().forEach(field -> {
            JsonNode value = field.getValue();
            lines.add("  " + TerminalText.of(field.getKey() + ": " + (value.isValueNode() ? value.asText() : value)));
        });
        if (search.path("problem").hasNonNull("detail")) {
            lines.add(
                    "  problem: " + TerminalText.of(search.at("/problem/detail").asText()));
        }
        return lines;
    }

    /** The result of its removal. */
    static String removed(JsonNode last, boolean withFiles) {
        String deleted = "deleted " + TerminalText.of(last.path("id").asText());
        JsonNode files = last.path("removed");
        if (!withFiles) {
            return deleted + "; its files stay";
        }
        long kept = files.path("kept").asLong();
        return deleted + " and " + HumanNumbers.of(files.path("files").asLong(), "file") + " ("
                + HumanNumbers.bytes(files.path("bytes").asLong()) + ")"
                + (kept == 0 ? "" : "; " + HumanNumbers.of(kept, "file") + " of other searches stay");
    }
}
