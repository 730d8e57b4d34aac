package dev.voyage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voyage.cli.options.CataloguesOptions;
import dev.voyage.cli.options.ColumnsOptions;
import dev.voyage.cli.options.DiscoverOptions;
import dev.voyage.cli.options.RemoteOptions;
import dev.voyage.cli.options.ResolveOptions;
import dev.voyage.cli.options.SearchOptions;
import dev.voyage.cli.options.StoreOptions;
import dev.voyage.cli.options.VerifyOptions;
import dev.voyage.cli.output.CatalogueLines;
import dev.voyage.cli.output.ColumnTable;
import dev.voyage.cli.output.CommandConsole;
import dev.voyage.cli.output.TargetPrinter;
import dev.voyage.cli.output.TerminalText;
import dev.voyage.cli.remote.ProcessSurroundings;
import dev.voyage.cli.remote.RemoteCommand;
import dev.voyage.problem.Problem;
import dev.voyage.registry.Catalogue;
import dev.voyage.registry.NearbyCatalogues.Match;
import dev.voyage.registry.NearbyCatalogues.Place;
import dev.voyage.registry.NearbyCatalogues.Ranking;
import dev.voyage.registry.Registry;
import dev.voyage.resolve.ResolvedTarget;
import dev.voyage.resolve.Resolver;
import dev.voyage.search.CatalogueDescriber;
import dev.voyage.search.CatalogueDescription;
import dev.voyage.search.discovery.CatalogueDiscovery;
import dev.voyage.search.discovery.DiscoveryEvent;
import dev.voyage.search.discovery.DiscoveryRequest;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.upstream.FairnessKey;
import dev.voyage.upstream.RequestContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Runs the given command. */
@ApplicationScoped
public class CommandRunner {

    private final Instance<SearchCommand> search; // it opens the store
    private final Instance<VerifyCommand> verify;
    private final Instance<StoreCommand> store;
    private final Resolver resolver;
    private final Registry registry;
    private final CatalogueDescriber describer;
    private final CatalogueDiscovery discovery;
    private final ObjectMapper mapper = new ObjectMapper();

    CommandRunner(
            Instance<SearchCommand> search,
            Instance<VerifyCommand> verify,
            Instance<StoreCommand> store,
            Resolver resolver,
            Registry registry,
            CatalogueDescriber describer,
            CatalogueDiscovery discovery) {
        this.describer = describer;
        this.discovery = discovery;
        this.verify = verify;
        this.store = store;
        this.search = search;
        this.resolver = resolver;
        this.registry = registry;
    }

    /**
     * Blocks until it is done; problems are reported on standard error.
     *
     * @return the exit code
     */
    public int run(Invocation invocation) {
        Object options = invocation.options();
        try {
            if (invocation.isRemote()) {
                return remote(options);
            } else if (options instanceof SearchOptions given) {
                boolean json = !given.plain && (given.json || !CommandConsole.isTerminal());
                return search.get().run(given, CommandConsole.system(json));
            } else if (options instanceof VerifyOptions given) {
                return verify.get().run(given, CommandConsole.system(given.json));
            } else if (options instanceof ResolveOptions given) {
                return resolve(given);
            } else if (options instanceof CataloguesOptions given) {
                return catalogues(given);
            }
            if (options instanceof DiscoverOptions given) {
                return discover(given);
            } else if (options instanceof ColumnsOptions given) {
                return columns(given);
            } else if (options instanceof StoreOptions given) {
                return store.get().run(given);
            }
            throw new IllegalStateException("no command: " + options.getClass());
        } catch (Problem problem) {
            return LocalCommand.report(problem);
        }
    }

    /** A service that runs elsewhere does it. */
    private static int remote(Object options) {
        var command = new RemoteCommand(CommandConsole.system(true).out(), System.err, new ProcessSurroundings());
        if (options instanceof VerifyOptions given) {
            return command.verify(given);
        } else if (options instanceof CataloguesOptions given) {
            return command.catalogues(given);
        }
        return options instanceof DiscoverOptions given
                ? command.discover(given)
                : command.run((RemoteOptions) options);
    }

    private int resolve(ResolveOptions options) {
        ResolvedTarget found =
                resolver.locate(options.name, RequestContext.NONE).await().indefinitely();
        TargetPrinter.print(CommandConsole.system(options.json).out(), found, options.json);
        return ExitCode.COMPLETE;
    }

    private int columns(ColumnsOptions options) {
        CatalogueDescription found = describer
                .describe(options.catalogue, RequestContext.NONE)
                .await()
                .indefinitely();
        try (PrintStream out = CommandConsole.system(options.json).out()) {
            if (options.json) {
                out.println(mapper.valueToTree(found).toString());
            } else {
                ColumnTable.lines(found).forEach(out::println);
            }
        }
        return found.columns().isEmpty() ? ExitCode.EMPTY : ExitCode.COMPLETE;
    }

    private int catalogues(CataloguesOptions options) {
        return options.near == null ? keywords(options, options.words().orElseThrow()) : near(options);
    }

    private int keywords(CataloguesOptions options, String keywords) {
        List<Catalogue> found = registry.search(keywords, options.limit, RequestContext.NONE)
                .await()
                .indefinitely();
        print(found, options.json);
        if (found.isEmpty()) {
            System.err.println("voyage: no catalogue with a cone search has all of these words in its record: "
                    + TerminalText.of(keywords) + "; try fewer or shorter ones");
        }
        return found.isEmpty() ? ExitCode.EMPTY : ExitCode.COMPLETE;
    }

    private int near(CataloguesOptions options) {
        if (options.limit < 1) {
            throw Problem.badParameter("limit", "limit must be at least 1, not " + options.limit);
        }
        Place place = place(options.near, options.radiusDeg, options.words(), options.unknown);
        Ranking ranking =
                registry.nearby().rank(place, RequestContext.NONE).await().indefinitely();
        List<Catalogue> found = registry.nearby()
                .describe(ranking, options.limit, RequestContext.NONE)
                .await()
                .indefinitely();
        print(found, options.json);
        ObjectNode counts = mapper.createObjectNode()
                .put("contains", ranking.count(Match.CONTAINS))
                .put("near", ranking.count(Match.NEAR))
                .put("truncated", ranking.isCut());
        if (options.unknown) {
            counts.put("unknown", ranking.count(Match.UNKNOWN));
        }
        System.err.println("voyage: " + CatalogueLines.counts(counts, found.size()));
        return found.isEmpty() ? ExitCode.EMPTY : ExitCode.COMPLETE;
    }

    private Place place(String name, Double radiusOrNull, Optional<String> words, boolean withUnknown) {
        double radiusDeg = radiusOrNull == null ? SearchRequest.DEFAULT_RADIUS_DEG : radiusOrNull;
        Place question = Place.anywhere(radiusDeg, words.orElse(null), withUnknown);
        ResolvedTarget target =
                resolver.locate(name, RequestContext.NONE).await().indefinitely();
        return question.around(target.position());
    }

    private int discover(DiscoverOptions options) {
        DiscoveryRequest.checkLimit(options.limit);
        Place place = place(options.place, options.radiusDeg, options.words(), options.unknown);
        var request = new DiscoveryRequest(options.place, place, options.limit, FairnessKey.NONE);
        var found = discovery.discover(request, null).await().indefinitely();
        try (PrintStream out = CommandConsole.system(options.json).out();
                Stream<DiscoveryEvent> events = found.events().subscribe().asStream()) {
            var printer = new DiscoveryPrinter(out, System.err, options.json);
            return events.map(event -> printer.print(mapper.valueToTree(event.fields())))
                    .filter(OptionalInt::isPresent)
                    .findFirst()
                    .orElseThrow()
                    .getAsInt();
        }
    }

    private void print(List<Catalogue> found, boolean json) {
        try (PrintStream out = CommandConsole.system(json).out()) {
            for (Catalogue catalogue : found) {
                JsonNode node = mapper.valueToTree(catalogue);
                out.println(json ? node.toString() : CatalogueLines.of(node));
            }
        }
    }
}
