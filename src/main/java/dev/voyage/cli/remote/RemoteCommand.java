package dev.voyage.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.cli.ExitCode;
import dev.voyage.cli.options.RemoteOptions;
import dev.voyage.cli.output.TerminalText;
import dev.voyage.coding.PercentCoding;
import dev.voyage.journal.event.Outcome;
import dev.voyage.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Runs a command about the searches of a running service. */
public final class RemoteCommand {

    /** Connections without a new event after which a stream is given up. */
    private static final int MOST_VAIN = 5;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    public RemoteCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /**
     * Blocks until it is done; a refusal of the service is reported on standard error.
     *
     * @return the exit code
     * @throws Problem {@code UNAVAILABLE} if there is no service, {@code BAD_PARAMETER} if its address is none
     */
    public int run(RemoteOptions options) {
        var service = new ServiceClient(
                Optional.ofNullable(options.server).or(() -> Optional.ofNullable(environment.get("VOYAGE_SERVER"))),
                Optional.ofNullable(environment.get("VOYAGE_TOKEN")));
        try {
            if (options instanceof RemoteOptions.Listing listing) {
                return list(service, listing);
            }
            return ofSearch(service, (RemoteOptions.OfSearch) options);
        } catch (ServiceClient.RefusedException refused) {
            err.println("voyage: " + TerminalText.of(refused.getMessage()));
            return refused.status() == 400 ? ExitCode.USAGE : ExitCode.FAILED;
        }
    }

    private int list(ServiceClient service, RemoteOptions.Listing options) {
        String phase = options.phase == null ? "" : "&phase=" + PercentCoding.encode(options.phase);
        JsonNode found = service.json("GET", "v1/searches?limit=" + options.limit + phase)
                .path("searches");
        found.forEach(search -> out.println(options.json ? search.toString() : line(search)));
        out.flush();
        return found.isEmpty() ? ExitCode.EMPTY : ExitCode.COMPLETE;
    }

    private int ofSearch(ServiceClient service, RemoteOptions.OfSearch options) {
        String path = "v1/searches/" + PercentCoding.encode(options.search);
        if (options instanceof RemoteOptions.Watch) {
            return watch(service, path);
        }
        JsonNode search;
        if (options instanceof RemoteOptions.Show) {
            search = service.json("GET", path);
        } else if (options instanceof RemoteOptions.Cancel) {
            search = service.json("DELETE", path);
        } else {
            search = service.json("POST", path + "/" + action(options));
        }
        out.println(options.json ? search.toString() : line(search));
        if (options instanceof RemoteOptions.Show && !options.json) {
            show(search);
        }
        out.flush();
        return ExitCode.COMPLETE;
    }

    private static String action(RemoteOptions.OfSearch options) {
        if (options instanceof RemoteOptions.Pause) {
            return "pause";
        }
        return options instanceof RemoteOptions.Resume ? "resume" : "retry";
    }

    /** Prints the events as lines of JSON; a broken connection is resumed behind the last event. */
    private int watch(ServiceClient service, String path) {
        long last = 0;
        int vain = 0;
        var mapper = new ObjectMapper();
        while (vain < MOST_VAIN) {
            long before = last;
            try (var lines = new BufferedReader(new InputStreamReader(
                    service.open("GET", path + "/events?after=" + last, "application/x-ndjson"),
                    StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    JsonNode event = mapper.readTree(line);
                    if (!event.has("seq")) {
                        continue; // a signal, which is not stored
                    }
                    last = event.get("seq").asLong();
                    out.println(line);
                    out.flush();
                    Optional<Outcome> outcome = outcome(event.path("type").asText());
                    if (outcome.isPresent()) {
                        return ExitCode.of(outcome.get());
                    }
                }
            } catch (IOException broken) {
                err.println("voyage: the connection broke after event " + last + "; it is resumed from there");
            }
            vain = last > before ? 0 : vain + 1;
        }
        err.println("voyage: the stream ended " + MOST_VAIN + " times without a new event after event " + last);
        return ExitCode.FAILED;
    }

    private static Optional<Outcome> outcome(String type) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.eventType().equals(type))
                .findFirst();
    }

    private static String line(JsonNode search) {
        JsonNode tally = search.path("tally");
        String state = search.path("outcome").asText(search.path("phase").asText());
        return TerminalText.of(search.path("id").asText() + "  " + state + "  "
                + search.path("created").asText() + "  " + what(search.path("request")) + "  "
                + tally.path("selected").asLong() + " of "
                + tally.path("observations").asLong() + " observations, "
                + tally.path("files").asLong() + " files");
    }

    private static String what(JsonNode request) {
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

    private void show(JsonNode search) {
        search.get("request").properties().forEach(field -> {
            JsonNode value = field.getValue();
            out.println("  " + TerminalText.of(field.getKey() + ": " + (value.isValueNode() ? value.asText() : value)));
        });
        if (search.path("problem").hasNonNull("detail")) {
            out.println(
                    "  problem: " + TerminalText.of(search.at("/problem/detail").asText()));
        }
    }
}
