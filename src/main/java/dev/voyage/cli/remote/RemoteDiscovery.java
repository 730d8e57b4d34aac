package dev.voyage.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.cli.DiscoveryPrinter;
import dev.voyage.cli.ExitCode;
import dev.voyage.client.VoyageClient;
import dev.voyage.coding.PercentCoding;
import dev.voyage.journal.event.EventCodec;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Has a service ask the catalogues around a place, and prints each as it answers; a broken connection is resumed. */
final class RemoteDiscovery {

    /** Connections without a new event after which the service is given up. */
    private static final int MOST_VAIN = 5;

    private final VoyageClient service;
    private final DiscoveryPrinter printer;
    private final PrintStream err;
    private final Consumer<String> broke;
    private String cursor; // of the last event; null before the first

    /**
     * @param broke receives the continuation of "the connection broke"
     */
    RemoteDiscovery(VoyageClient service, PrintStream out, PrintStream err, boolean json, Consumer<String> broke) {
        this.service = service;
        this.broke = broke;
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
            } catch (UncheckedIOException broken) {
                broke.accept("; it is resumed behind the last catalogue");
            }
            if (cursor != null && !cursor.equals(before)) {
                vain = -1; // the next connection is the first again
            }
        }
        err.println("voyage: the stream ended " + MOST_VAIN + " times without a new catalogue");
        return ExitCode.FAILED;
    }

    private OptionalInt follow(String query) {
        String after = cursor == null ? "" : "&after=" + PercentCoding.encode(cursor);
        try (Stream<String> lines =
                service.lines("v1/discovery?" + query + after).subscribe().asStream()) {
            return lines.map(this::print)
                    .filter(OptionalInt::isPresent)
                    .findFirst()
                    .orElseGet(OptionalInt::empty);
        }
    }

    private OptionalInt print(String line) {
        JsonNode event = json(line);
        boolean isKnown = cursor != null && event.path("type").asText().equals("discovery.ranked");
        OptionalInt end = isKnown ? OptionalInt.empty() : printer.print(event);
        cursor = event.path("cursor").asText(cursor);
        return end;
    }

    private static JsonNode json(String line) {
        try {
            return EventCodec.MAPPER.readTree(line);
        } catch (JsonProcessingException cut) {
            throw new UncheckedIOException(cut);
        }
    }
}
