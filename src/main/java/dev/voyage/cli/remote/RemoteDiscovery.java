package dev.voyage.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.cli.DiscoveryPrinter;
import dev.voyage.cli.ExitCode;
import dev.voyage.coding.PercentCoding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** Has a service ask the catalogues around a place, and prints each as it answers; a broken connection is resumed. */
final class RemoteDiscovery {

    /** Connections without a new event after which the service is given up. */
    private static final int MOST_VAIN = 5;

    private final ServiceClient service;
    private final DiscoveryPrinter printer;
    private final PrintStream err;
    private final ObjectMapper mapper = new ObjectMapper();
    private String cursor; // of the last event; null before the first

    RemoteDiscovery(ServiceClient service, PrintStream out, PrintStream err, boolean json) {
        this.service = service;
        this.printer = new DiscoveryPrinter(out, err, json);
        this.err = err;
    }

    /**
     * @param query of the question
     * @return the exit code
     */
    int run(String query) {
        for (int vain = 0; vain < MOST_VAIN; vain++) {
            String before = cursor;
            try {
                OptionalInt end = follow(query);
                if (end.isPresent()) {
                    return end.getAsInt();
                }
            } catch (IOException broken) {
                err.println("voyage: the connection broke; it is resumed behind the last catalogue");
            }
            if (cursor != null && !cursor.equals(before)) {
                vain = -1; // the next connection is the first again
            }
        }
        err.println("voyage: the stream ended " + MOST_VAIN + " times without a new catalogue");
        return ExitCode.FAILED;
    }

    private OptionalInt follow(String query) throws IOException {
        String after = cursor == null ? "" : "&after=" + PercentCoding.encode(cursor);
        try (var lines = new BufferedReader(new InputStreamReader(
                service.open("GET", "v1/discovery?" + query + after, "application/x-ndjson"),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode event = mapper.readTree(line);
                boolean isKnown = cursor != null && event.path("type").asText().equals("discovery.ranked");
                OptionalInt end = isKnown ? OptionalInt.empty() : printer.print(event);
                cursor = event.path("cursor").asText(cursor);
                if (end.isPresent()) {
                    return end;
                }
            }
        }
        return OptionalInt.empty();
    }
}
