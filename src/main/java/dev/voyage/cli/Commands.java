package dev.voyage.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.http.Notices;
import dev.voyage.problem.Problem;
import dev.voyage.registry.Catalogue;
import dev.voyage.registry.Registry;
import dev.voyage.resolve.Located;
import dev.voyage.resolve.Resolver;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs the command that was given. */
@ApplicationScoped
public class Commands {

    private final SearchCommand search;
    private final Resolver resolver;
    private final Registry registry;
    private final ObjectMapper mapper = new ObjectMapper();

    Commands(SearchCommand search, Resolver resolver, Registry registry) {
        this.search = search;
        this.resolver = resolver;
        this.registry = registry;
    }

    /**
     * Blocks until it is done; problems are told on standard error.
     *
     * @return the exit code
     */
    public int run(Invocation invocation) {
        Object options = invocation.options();
        try {
            if (options instanceof SearchOptions given) {
                boolean json = !given.plain && (given.json || !Console.isTerminal());
                return search.run(given, Console.system(json));
            } else if (options instanceof ResolveOptions given) {
                return resolve(given);
            } else if (options instanceof CataloguesOptions given) {
                return catalogues(given);
            }
            throw new IllegalStateException("no command: " + options.getClass());
        } catch (Problem problem) {
            Map<String, Object> members = problem.members();
            Summary.problem(mapper.valueToTree(members)).forEach(System.err::println);
            return ExitCode.of(problem.kind());
        }
    }

    private int resolve(ResolveOptions options) {
        Located found = resolver.locate(options.name, Notices.NONE).await().indefinitely();
        try (PrintStream out = Console.system(options.json).out()) {
            if (options.json) {
                var json = new LinkedHashMap<String, Object>();
                json.put("name", found.name());
                json.put("mainName", found.mainName());
                json.put("raDeg", found.position().raDeg());
                json.put("decDeg", found.position().decDeg());
                json.put("type", found.type());
                json.put("resolver", found.resolver());
                json.put("cached", found.cached());
                out.println(mapper.valueToTree(json));
            } else {
                out.println(String.format(
                        Locale.ROOT,
                        "%s  %.6f %+.6f  %s  (%s)",
                        Printable.of(found.name()),
                        found.position().raDeg(),
                        found.position().decDeg(),
                        Printable.of(found.mainName() == null ? "" : found.mainName()),
                        Printable.of(found.resolver())));
            }
        }
        return ExitCode.COMPLETE;
    }

    private int catalogues(CataloguesOptions options) {
        String keywords = String.join(" ", options.keywords);
        List<Catalogue> found =
                registry.search(keywords, options.limit, Notices.NONE).await().indefinitely();
        try (PrintStream out = Console.system(options.json).out()) {
            for (Catalogue catalogue : found) {
                out.println(
                        options.json
                                ? mapper.valueToTree(catalogue).toString()
                                : Printable.of(catalogue.ivoid() + "  " + catalogue.title()));
            }
        }
        return found.isEmpty() ? ExitCode.EMPTY : ExitCode.COMPLETE;
    }
}
