package dev.voyage.cli;

import dev.voyage.api.observations.TableExport;
import dev.voyage.cli.options.SearchOptions;
import dev.voyage.cli.options.TableOptions;
import dev.voyage.cli.output.CommandConsole;
import dev.voyage.cli.output.EventPrinter;
import dev.voyage.cli.output.HumanPrinter;
import dev.voyage.cli.output.NdjsonPrinter;
import dev.voyage.cli.output.TableFile;
import dev.voyage.download.mirror.Mirror;
import dev.voyage.download.shelf.FileShelf;
import dev.voyage.journal.Journal;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.search.Searches;
import dev.voyage.search.request.SearchRequest;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs one search and prints its events, from the same journal that the API reads. */
@ApplicationScoped
class SearchCommand {

    private final Searches searches;
    private final Journal journal;
    private final InterruptHandler interrupt;
    private final FileShelf shelf;
    private final Path files;
    private final String software;

    SearchCommand(
            Searches searches,
            Journal journal,
            InterruptHandler interrupt,
            FileShelf shelf,
            Mirror mirror,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.software = "voyage/" + version;
        this.searches = searches;
        this.journal = journal;
        this.interrupt = interrupt;
        this.shelf = shelf;
        this.files = mirror.root();
    }

    /**
     * Blocks until the search has ended and everything is printed.
     *
     * @return the exit code
     */
    int run(SearchOptions options, CommandConsole given) {
        boolean tableOnly = options.table.isAsked() && options.table.file().isEmpty();
        CommandConsole console = tableOnly ? given.aside() : given;
        SearchRequest request = options.request();
        OutputDirectory placement = options.to == null ? null : new OutputDirectory(options.to, shelf);
        String where = placement != null
                ? placement.directory().toString()
                : shelf.name().orElseGet(files::toString);
        boolean person = options.plain || ((given.isPerson() || tableOnly) && !options.json);
        EventPrinter teller = person
                ? new HumanPrinter(console, Clock.systemUTC(), request.action(), where, options.detail())
                : new NdjsonPrinter(console);
        try (var guard = interrupt.guard()) {
            if (guard.isStopped()) {
                return ExitCode.INTERRUPTED;
            }
            String id =
                    searches.startHere(request).await().indefinitely().search().id();
            guard.over(id);
            int exitCode = follow(id, teller, placement);
            if (options.table.isAsked()) {
                table(id, options.table, given);
            }
            if (guard.isStopped() && person) {
                console.err()
                        .println("interrupted: the same command continues from here; finished files are not"
                                + " fetched again");
            }
            return exitCode;
        }
    }

    private void table(String id, TableOptions options, CommandConsole console) {
        SearchRecord search = journal.find(id).await().indefinitely().orElseThrow();
        TableFile.write(options.file(), console.out(), out -> {
            for (Buffer piece : TableExport.bytes(journal, search, options.format(), software)
                    .subscribe()
                    .asIterable()) {
                out.write(piece.getBytes());
            }
        });
    }

    private int follow(String id, EventPrinter teller, OutputDirectory placement) {
        boolean misplaced = false;
        int exitCode = ExitCode.FAILED;
        for (JournalEntry entry : journal.follow(id, 0).subscribe().asIterable()) {
            SearchEvent event = EventCodec.read(entry, SearchEvent.class);
            if (placement != null) {
                misplaced |= !pathHere(event)
                        .map(path -> place(id, path, placement, teller))
                        .orElse(true);
            }
            teller.tell(entry, event);
            if (event instanceof SearchEvent.Ended end) {
                exitCode = ExitCode.of(end.outcome());
            }
        }
        return misplaced && exitCode == ExitCode.COMPLETE ? ExitCode.PARTIAL : exitCode;
    }

    /** The path of a file that is complete with this event. */
    private static Optional<String> pathHere(SearchEvent event) {
        if (event instanceof FileEvent.Completed completed) {
            return Optional.of(completed.file());
        }
        return event instanceof FileEvent.Skipped skipped && skipped.isUnchanged()
                ? Optional.of(skipped.file())
                : Optional.empty();
    }

    private boolean place(String id, String path, OutputDirectory placement, EventPrinter teller) {
        try {
            placement.place(searches.file(id, path).await().indefinitely(), path);
            return true;
        } catch (Problem problem) {
            teller.complain(problem);
            return false;
        }
    }
}
