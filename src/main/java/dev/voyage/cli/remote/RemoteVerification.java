package dev.voyage.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.cli.ExitCode;
import dev.voyage.cli.output.VerificationPrinter;
import dev.voyage.client.VoyageClient;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** Has a service verify the files of a search, and prints its report as it arrives. */
final class RemoteVerification {

    private final VoyageClient service;
    private final VerificationPrinter printer;

    RemoteVerification(VoyageClient service, PrintStream out, boolean json) {
        this.service = service;
        this.printer = new VerificationPrinter(out, json);
    }

    /**
     * @param search its id
     * @throws Problem {@code UNAVAILABLE} if the report breaks off, or counts other files than it has
     */
    int run(String search) {
        try (Stream<String> lines = service.verify(search).subscribe().asStream()) {
            if (lines.anyMatch(this::printsTheLast)) {
                printer.end();
                return ExitCode.of(printer);
            }
        } catch (UncheckedIOException broken) {
            throw brokenOff(broken);
        }
        throw brokenOff(null);
    }

    private boolean printsTheLast(String line) {
        JsonNode result = json(line);
        if (result.has("file")) {
            printer.file(result);
        }
        if (result.has("files") && result.path("files").asLong() != printer.files()) {
            throw brokenOff(null); // an all-clear only for files that were in the report
        }
        return result.has("files");
    }

    private static JsonNode json(String line) {
        try {
            return EventCodec.MAPPER.readTree(line);
        } catch (JsonProcessingException cut) {
            throw new UncheckedIOException(cut);
        }
    }

    private Problem brokenOff(UncheckedIOException causeOrNull) {
        return Problem.of(
                ProblemType.UNAVAILABLE,
                "the report broke off after " + printer.files() + " files: verify the search again",
                causeOrNull);
    }
}
