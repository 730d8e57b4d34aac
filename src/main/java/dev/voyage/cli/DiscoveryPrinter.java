package dev.voyage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.cli.output.CatalogueLines;
import dev.voyage.cli.output.HumanNumbers;
import dev.voyage.cli.output.TerminalText;
import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalInt;

/** Prints the events of a discovery as they arrive: a line for each catalogue, or JSON. */
public final class DiscoveryPrinter {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;

    public DiscoveryPrinter(PrintStream out, PrintStream err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /**
     * Prints an event.
     *
     * @return the exit code, if it is the last one
     */
    public OptionalInt print(JsonNode event) {
        String type = event.path("type").asText();
        if (json) {
            out.println(event);
        } else if (event.has("catalogue")) {
            out.println(line(event));
        } else if (type.equals("discovery.ranked")) {
            err.println("voyage: "
                    + CatalogueLines.counts(event, event.path("catalogues").asInt()));
        } else if (type.equals("stream.gap")) {
            err.println("voyage: the order of the catalogues has changed; all of them are asked again");
        } else {
            err.println("voyage: " + summary(event));
        }
        out.flush();
        return type.equals("discovery.ended") ? OptionalInt.of(exitCode(event)) : OptionalInt.empty();
    }

    private static String line(JsonNode event) {
        String count = event.has("count")
                ? (event.path("atLeast").asBoolean() ? ">=" : "")
                        + event.path("count").asLong()
                : event.has("problem") ? "failed" : "skipped";
        String why = event.has("problem")
                ? ": " + event.at("/problem/detail").asText()
                : event.has("reason") ? ": " + event.path("reason").asText() : "";
        return TerminalText.of(String.format(
                Locale.ROOT,
                "%9s  %-4s  %s  %s%s",
                count,
                event.path("how").asText("-"),
                event.path("catalogue").asText(),
                event.path("title").asText(),
                why));
    }

    private static String summary(JsonNode ended) {
        return ended.path("counted").asLong() + " of "
                + HumanNumbers.of(ended.path("catalogues").asLong(), "catalogue") + " counted, "
                + ended.path("withRows").asLong() + " with rows; "
                + ended.path("failed").asLong() + " failed, "
                + ended.path("skipped").asLong() + " skipped, "
                + ended.path("notAsked").asLong() + " not asked";
    }

    private static int exitCode(JsonNode ended) {
        return switch (ended.path("outcome").asText()) {
            case "complete" -> ExitCode.COMPLETE;
            case "empty" -> ExitCode.EMPTY;
            default -> ExitCode.PARTIAL;
        };
    }
}
