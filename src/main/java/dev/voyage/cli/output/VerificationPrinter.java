package dev.voyage.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;

/** Prints the results of a verification: faults as they are found, and the counts. */
public final class VerificationPrinter {

    private final PrintStream out;
    private final boolean json;
    private long whole;
    private long changed;
    private long missing;
    private long bytes;

    public VerificationPrinter(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** @param result of one file, as a line of the service's report */
    public void file(JsonNode result) {
        String state = result.path("state").asText();
        boolean right = state.equals("right");
        whole += right ? 1 : 0;
        missing += state.equals("missing") ? 1 : 0;
        changed += right || state.equals("missing") ? 0 : 1;
        bytes += right ? result.path("bytes").asLong() : 0;
        if (json) {
            out.println(result);
        } else if (!right) {
            String word = state.equals("missing") ? "missing" : "changed";
            String detail = result.path("detail").asText();
            out.println(TerminalText.of(
                    word + "  " + result.path("file").asText() + (detail.isEmpty() ? "" : ": " + detail)));
        }
        out.flush();
    }

    /** Prints the counts. */
    public void end() {
        if (json) {
            ObjectNode counts = JsonNodeFactory.instance.objectNode();
            counts.put("files", files())
                    .put("whole", whole)
                    .put("changed", changed)
                    .put("missing", missing);
            out.println(counts.put("bytes", bytes));
        } else if (files() == 0) {
            out.println("no files: the search has none on disk");
        } else {
            out.println(HumanNumbers.of(files(), "file")
                    + ": " + whole + " whole (" + HumanNumbers.bytes(bytes) + "), " + changed + " changed, " + missing
                    + " missing");
        }
        out.flush();
    }

    /** The number of files so far. */
    public long files() {
        return whole + changed + missing;
    }

    /** Whether all files so far are whole. */
    public boolean isWhole() {
        return changed + missing == 0;
    }
}
