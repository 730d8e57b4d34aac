package dev.voyage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.journal.Entry;
import dev.voyage.journal.Journal;
import dev.voyage.problem.Problem;
import dev.voyage.search.Action;
import dev.voyage.search.SearchRequest;
import dev.voyage.search.Searches;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Does one search and tells it, from the same journal that the API reads. */
@ApplicationScoped
class SearchCommand {

    private final Searches searches;
    private final Journal journal;
    private final Interrupt interrupt;
    private final Path data;
    private final ObjectMapper mapper = new ObjectMapper();

    SearchCommand(
            Searches searches,
            Journal journal,
            Interrupt interrupt,
            @ConfigProperty(name = "voyage.data", defaultValue = "./data") Path data) {
        this.searches = searches;
        this.journal = journal;
        this.interrupt = interrupt;
        this.data = data;
    }

    /**
     * Blocks until the search has ended and everything is told.
     *
     * @return the exit code
     */
    int run(SearchOptions options, Console console) {
        SearchRequest request = options.request();
        Placement placement = options.to == null ? null : new Placement(options.to);
        String where = placement != null
                ? placement.directory().toString()
                : data.resolve("files").toAbsolutePath().normalize().toString();
        boolean person = options.plain || (console.isPerson() && !options.json);
        Teller teller = person
                ? new PersonTeller(console, Clock.systemUTC(), request.action() != Action.DOWNLOAD, where)
                : new JsonTeller(console);
        try (var guard = interrupt.guard()) {
            if (guard.isStopped()) {
                return ExitCode.INTERRUPTED;
            }
            String id =
                    searches.startHere(request).await().indefinitely().search().id();
            guard.over(id);
            return follow(id, teller, placement);
        }
    }

    private int follow(String id, Teller teller, Placement placement) {
        boolean misplaced = false;
        int exitCode = ExitCode.FAILED;
        for (Entry entry : journal.follow(id, 0).subscribe().asIterable()) {
            JsonNode event = read(entry);
            if (placement != null && isHere(event)) {
                misplaced |= !place(id, event, placement, teller);
            }
            teller.tell(entry, event);
            if (entry.isTerminal()) {
                exitCode = ExitCode.of(entry.type());
            }
        }
        return misplaced && exitCode == ExitCode.COMPLETE ? ExitCode.PARTIAL : exitCode;
    }

    private static boolean isHere(JsonNode event) {
        return switch (event.path("type").asText()) {
            case "file.completed" -> true;
            case "file.skipped" -> event.path("reason").asText().equals("unchanged");
            default -> false;
        };
    }

    private boolean place(String id, JsonNode event, Placement placement, Teller teller) {
        String path = event.path("file").asText();
        try {
            placement.place(searches.file(id, path).await().indefinitely().path(), path);
            return true;
        } catch (Problem problem) {
            teller.complain(problem);
            return false;
        }
    }

    private JsonNode read(Entry entry) {
        try {
            ByteBuffer json = entry.json();
            byte[] bytes = new byte[json.remaining()];
            json.get(bytes);
            return mapper.readTree(bytes);
        } catch (IOException notOurs) {
            throw new UncheckedIOException("the journal holds what is no JSON", notOurs);
        }
    }
}
