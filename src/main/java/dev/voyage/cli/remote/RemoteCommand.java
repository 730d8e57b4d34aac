package dev.voyage.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.voyage.cli.ExitCode;
import dev.voyage.cli.options.CataloguesOptions;
import dev.voyage.cli.options.DiscoverOptions;
import dev.voyage.cli.options.RemoteOptions;
import dev.voyage.cli.options.VerifyOptions;
import dev.voyage.cli.output.CatalogueLines;
import dev.voyage.cli.output.TableFile;
import dev.voyage.cli.output.TerminalStyle;
import dev.voyage.cli.output.TerminalText;
import dev.voyage.coding.PercentCoding;
import dev.voyage.journal.event.Outcome;
import dev.voyage.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.ToIntFunction;

/** Runs a command about the searches of a running service. */
public final class RemoteCommand {

    /** Connections without a new event after which a stream is given up. */
    private static final int MOST_VAIN = 5;

    private final PrintStream out;
    private final PrintStream err;

    private final RemoteSurroundings surroundings;

    public RemoteCommand(PrintStream out, PrintStream err, RemoteSurroundings surroundings) {
        this.out = out;
        this.err = err;
        this.surroundings = surroundings;
    }

    /**
     * Blocks until it is done; a refusal of the service is reported on standard error.
     *
     * @return the exit code
     * @throws Problem {@code UNAVAILABLE} if there is no service, {@code BAD_PARAMETER} if its address is none
     */
    public int run(RemoteOptions options) {
        return asking(options.server, service -> {
            if (options instanceof RemoteOptions.Listing listing) {
                return list(service, listing);
            } else if (options instanceof RemoteOptions.Open open) {
                return open(service, open);
            }
            return ofSearch(service, (RemoteOptions.OfSearch) options);
        });
    }

    /** As {@link #run(RemoteOptions)}, for a verification by the service. */
    public int verify(VerifyOptions options) {
        return asking(options.server, service -> new RemoteVerification(service, out, options.json)
                .run(path(options.search)));
    }

    /** As {@link #run(RemoteOptions)}, for catalogues of the registry. */
    public int catalogues(CataloguesOptions options) {
        return asking(options.server, service -> {
            JsonNode answer = service.json(
                    "GET",
                    "v1/catalogues?limit=" + options.limit
                            + query(options.near, options.radiusDeg, options.words(), options.unknown));
            JsonNode found = answer.path("catalogues");
            found.forEach(one -> out.println(options.json ? one.toString() : CatalogueLines.of(one)));
            out.flush();
            if (answer.has("place")) {
                err.println("voyage: " + CatalogueLines.counts(answer.path("place"), found.size()));
            }
            return found.isEmpty() ? ExitCode.EMPTY : ExitCode.COMPLETE;
        });
    }

    /** As {@link #run(RemoteOptions)}, for a discovery by the service. */
    public int discover(DiscoverOptions options) {
        String query =
                "limit=" + options.limit + query(options.place, options.radiusDeg, options.words(), options.unknown);
        return asking(options.server, service -> new RemoteDiscovery(service, out, err, options.json).run(query));
    }

    private static String query(String near, Double radiusDeg, Optional<String> keywords, boolean unknown) {
        return keywords.map(words -> "&keywords=" + PercentCoding.encode(words)).orElse("")
                + (near == null ? "" : "&near=" + PercentCoding.encode(near))
                + (radiusDeg == null ? "" : "&radius=" + radiusDeg)
                + (unknown ? "&unknown=true" : "");
    }

    private int asking(String server, ToIntFunction<ServiceClient> command) {
        var service = new ServiceClient(
                Optional.ofNullable(server).or(() -> surroundings.variable("VOYAGE_SERVER")),
                surroundings.variable("VOYAGE_TOKEN"));
        try {
            return command.applyAsInt(service);
        } catch (ServiceClient.RefusedException refused) {
            err.println("voyage: " + TerminalText.of(refused.getMessage()));
            return refused.status() == 400 ? ExitCode.USAGE : ExitCode.FAILED;
        }
    }

    private int list(ServiceClient service, RemoteOptions.Listing options) {
        String phase = options.phase == null ? "" : "&phase=" + PercentCoding.encode(options.phase);
        JsonNode found = service.json("GET", "v1/searches?limit=" + options.limit + phase)
                .path("searches");
        found.forEach(search ->
                out.println(options.json ? search.toString() : RemoteSearch.line(search, surroundings.style())));
        out.flush();
        return found.isEmpty() ? ExitCode.EMPTY : ExitCode.COMPLETE;
    }

    private int ofSearch(ServiceClient service, RemoteOptions.OfSearch options) {
        String path = path(options.search);
        if (options instanceof RemoteOptions.Watch) {
            return watch(service, path);
        } else if (options instanceof RemoteOptions.Delete delete) {
            return delete(service, path, delete);
        }
        if (options instanceof RemoteOptions.Show show && show.table != null && show.table.isAsked()) {
            return table(service, path, show);
        }
        JsonNode search;
        if (options instanceof RemoteOptions.Show) {
            search = service.json("GET", path);
        } else if (options instanceof RemoteOptions.Cancel) {
            search = service.json("DELETE", path);
        } else if (options instanceof RemoteOptions.Rename rename) {
            search = service.json(
                    "PATCH", path, JsonNodeFactory.instance.objectNode().put("name", rename.name));
        } else {
            search = service.json("POST", path + "/" + action(options));
        }
        out.println(options.json ? search.toString() : RemoteSearch.line(search, surroundings.style()));
        if (options instanceof RemoteOptions.Show && !options.json) {
            RemoteSearch.details(search).forEach(out::println);
        }
        out.flush();
        return ExitCode.COMPLETE;
    }

    private static String path(String search) {
        return "v1/searches/" + PercentCoding.encode(search);
    }

    private int delete(ServiceClient service, String path, RemoteOptions.Delete options) {
        if (!options.yes) {
            String search = RemoteSearch.line(service.json("GET", path), TerminalStyle.PLAIN);
            String files = options.files.equals("delete") ? " and its files" : "";
            Optional<Boolean> confirmed = surroundings.confirm(search + "\nDelete this search" + files + "? [y/N] ");
            if (confirmed.isEmpty()) {
                throw Problem.badParameter("yes", "without a terminal, voyage delete needs --yes");
            } else if (!confirmed.get()) {
                err.println("voyage: nothing is deleted");
                return ExitCode.USAGE;
            }
        }
        JsonNode last = service.json("DELETE", path + "?forget=true&files=" + PercentCoding.encode(options.files));
        out.println(options.json ? last.toString() : RemoteSearch.removed(last, options.files.equals("delete")));
        out.flush();
        return ExitCode.COMPLETE;
    }

    private int table(ServiceClient service, String path, RemoteOptions.Show options) {
        String catalogue = options.catalogue == null ? "" : "&catalogue=" + PercentCoding.encode(options.catalogue);
        String query = "/observations?format=" + options.table.format() + catalogue;
        TableFile.write(options.table.file(), out, file -> {
            try (InputStream rows = service.open("GET", path + query, "*/*")) {
                rows.transferTo(file);
            }
        });
        return ExitCode.COMPLETE;
    }

    private int open(ServiceClient service, RemoteOptions.Open options) {
        String query = "";
        if (options.search != null) {
            var unused = service.json("GET", path(options.search)); // a wrong id is reported here, not by the page
            query = "?search=" + PercentCoding.encode(options.search);
        }
        String page = service.page(query);
        if (options.json) {
            out.println(JsonNodeFactory.instance.objectNode().put("page", page));
        } else if (surroundings.open(page)) {
            out.println(page);
        } else {
            err.println("voyage: no browser was found; the page is at " + page);
            return ExitCode.FAILED;
        }
        out.flush();
        return ExitCode.COMPLETE;
    }

    private static String action(RemoteOptions.OfSearch options) {
        if (options instanceof RemoteOptions.Pause) {
            return "pause";
        }
        return options instanceof RemoteOptions.Retry retry ? "retry" + limit(retry) : "resume";
    }

    private static String limit(RemoteOptions.Retry options) {
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        options.observations.forEach(id -> query.add("observation=" + PercentCoding.encode(id)));
        options.files.forEach(path -> query.add("file=" + PercentCoding.encode(path)));
        return query.toString();
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
}
