package dev.voyage.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.voyage.client.RefusedException;
import dev.voyage.client.VoyageClient;
import dev.voyage.coding.PercentCoding;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.Outcome;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Runs a command about the searches of a running service. */
public final class RemoteCommand {

    private final PrintStream out;
    private final PrintStream err;

    private final RemoteSurroundings surroundings;
    private StopGuard guard; // of the command that runs

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
        return asking(
                options.server, service -> new RemoteVerification(service, out, options.json).run(options.search));
    }

    /** As {@link #run(RemoteOptions)}, for catalogues of the registry. */
    public int catalogues(CataloguesOptions options) {
        return asking(options.server, service -> {
            JsonNode answer = service.get("v1/catalogues?limit=" + options.limit
                            + query(options.near, options.radiusDeg, options.words(), options.unknown))
                    .await()
                    .indefinitely();
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
        return asking(options.server, service -> new RemoteDiscovery(service, out, err, options.json, this::broke)
                .run(query));
    }

    private static String query(String near, Double radiusDeg, Optional<String> keywords, boolean unknown) {
        return keywords.map(words -> "&keywords=" + PercentCoding.encode(words)).orElse("")
                + (near == null ? "" : "&near=" + PercentCoding.encode(near))
                + (radiusDeg == null ? "" : "&radius=" + radiusDeg)
                + (unknown ? "&unknown=true" : "");
    }

    private int asking(String server, ToIntFunction<VoyageClient> command) {
        String address = Optional.ofNullable(server)
                .or(() -> surroundings.variable("VOYAGE_SERVER"))
                .orElse(VoyageClient.DEFAULT_SERVER);
        guard = surroundings.guard();
        try (var whileRunning = guard;
                var service = VoyageClient.of(address, surroundings.variable("VOYAGE_TOKEN"))) {
            return command.applyAsInt(service);
        } catch (RefusedException refused) {
            err.println("voyage: " + TerminalText.of(refused.getMessage()));
            return refused.status() == 400 ? ExitCode.USAGE : ExitCode.FAILED;
        } catch (RuntimeException failure) {
            if (guard.isStopped()) {
                return ExitCode.INTERRUPTED;
            }
            throw failure;
        }
    }

    /** Unless the process is being stopped: then it has closed the connection itself. */
    private void broke(String continuation) {
        if (!guard.isStopped()) {
            err.println("voyage: the connection broke" + continuation);
        }
    }

    private int list(VoyageClient service, RemoteOptions.Listing options) {
        String phase = options.phase == null ? "" : "&phase=" + PercentCoding.encode(options.phase);
        JsonNode found = service.get("v1/searches?limit=" + options.limit + phase)
                .await()
                .indefinitely()
                .path("searches");
        found.forEach(search ->
                out.println(options.json ? search.toString() : RemoteSearch.line(search, surroundings.style())));
        out.flush();
        return found.isEmpty() ? ExitCode.EMPTY : ExitCode.COMPLETE;
    }

    private int ofSearch(VoyageClient service, RemoteOptions.OfSearch options) {
        if (options instanceof RemoteOptions.Watch) {
            return watch(service, options.search);
        } else if (options instanceof RemoteOptions.Delete delete) {
            return delete(service, delete);
        }
        if (options instanceof RemoteOptions.Show show && show.table != null && show.table.isAsked()) {
            return table(service, show);
        }
        JsonNode search = state(service, options).await().indefinitely();
        out.println(options.json ? search.toString() : RemoteSearch.line(search, surroundings.style()));
        if (options instanceof RemoteOptions.Show && !options.json) {
            RemoteSearch.details(search).forEach(out::println);
        }
        out.flush();
        return ExitCode.COMPLETE;
    }

    private static Uni<JsonNode> state(VoyageClient service, RemoteOptions.OfSearch options) {
        if (options instanceof RemoteOptions.Show) {
            return service.show(options.search);
        } else if (options instanceof RemoteOptions.Cancel) {
            return service.cancel(options.search);
        }
        if (options instanceof RemoteOptions.Pause) {
            return service.pause(options.search);
        }
        if (options instanceof RemoteOptions.Rename rename) {
            return service.rename(options.search, rename.name);
        }
        return options instanceof RemoteOptions.Retry retry
                ? service.retry(options.search, retry.observations, retry.files)
                : service.resume(options.search);
    }

    private int delete(VoyageClient service, RemoteOptions.Delete options) {
        boolean withFiles = options.files.equals("delete");
        if (!options.yes) {
            JsonNode now = service.show(options.search).await().indefinitely();
            String search = RemoteSearch.line(now, TerminalStyle.PLAIN);
            String files = withFiles ? " and its files" : "";
            Optional<Boolean> confirmed = surroundings.confirm(search + "\nDelete this search" + files + "? [y/N] ");
            if (confirmed.isEmpty()) {
                throw Problem.badParameter("yes", "without a terminal, voyage delete needs --yes");
            } else if (!confirmed.get()) {
                err.println("voyage: nothing is deleted");
                return ExitCode.USAGE;
            }
        }
        JsonNode last = service.delete(options.search, withFiles).await().indefinitely();
        out.println(options.json ? last.toString() : RemoteSearch.removed(last, withFiles));
        out.flush();
        return ExitCode.COMPLETE;
    }

    private int table(VoyageClient service, RemoteOptions.Show options) {
        String catalogue = options.catalogue == null ? "" : "&catalogue=" + PercentCoding.encode(options.catalogue);
        String path = VoyageClient.path(options.search) + "/observations?format=" + options.table.format() + catalogue;
        TableFile.write(options.table.file(), out, file -> {
            try (InputStream rows = service.open(path).await().indefinitely()) {
                rows.transferTo(file);
            }
        });
        return ExitCode.COMPLETE;
    }

    private int open(VoyageClient service, RemoteOptions.Open options) {
        String query = "";
        if (options.search != null) {
            var unused =
                    service.show(options.search).await().indefinitely(); // a wrong id is reported here, not by the page
            query = "?search=" + PercentCoding.encode(options.search);
        }
        String page = service.address(query).toString();
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

    /** Prints the stored events as lines of JSON; the client resumes broken connections behind the last event. */
    private int watch(VoyageClient service, String search) {
        var unused = service.show(search).await().indefinitely(); // without a service this is told at once
        var patient = service.onInterruption(after -> broke(" after event " + after + "; it is resumed from there"));
        try (Stream<JournalEntry> events = patient.follow(search, 0).subscribe().asStream()) {
            return events.filter(JournalEntry::isStored)
                    .peek(this::print)
                    .reduce((before, event) -> event)
                    .flatMap(last -> outcome(last.type()))
                    .map(ExitCode::of)
                    .orElse(ExitCode.FAILED);
        }
    }

    private void print(JournalEntry event) {
        out.println(event.text());
        out.flush();
    }

    private static Optional<Outcome> outcome(String type) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.eventType().equals(type))
                .findFirst();
    }
}
