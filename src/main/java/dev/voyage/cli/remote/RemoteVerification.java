package dev.voyage.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.cli.ExitCode;
import dev.voyage.cli.output.VerificationPrinter;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Has a service verify the files of a search, and prints its report as it arrives. */
final class RemoteVerification {

    private final ServiceClient service;
    private final VerificationPrinter printer;
    private final ObjectMapper mapper = new ObjectMapper();

    RemoteVerification(ServiceClient service, PrintStream out, boolean json) {
        this.service = service;
        this.printer = new VerificationPrinter(out, json);
    }

    /**
     * @param path of the search
     * @throws Problem {@code UNAVAILABLE} if the report breaks off
     */
    int run(String path) {
        try (var lines = new BufferedReader(new InputStreamReader(
                service.open("POST", path + "/verify", "application/x-ndjson"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode result = mapper.readTree(line);
                if (result.has("file")) {
                    printer.file(result);
                } else if (result.has("files")) {
                    printer.end();
                    return ExitCode.of(printer);
                }
            }
        } catch (IOException broken) {
            throw brokenOff(broken);
        }
        throw brokenOff(null);
    }

    private Problem brokenOff(IOException causeOrNull) {
        return Problem.of(
                ProblemType.UNAVAILABLE,
                "the report broke off after " + printer.files() + " files: verify the search again",
                causeOrNull);
    }
}
