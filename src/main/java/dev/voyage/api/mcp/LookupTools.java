package dev.voyage.api.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voyage.journal.event.ColumnInfo;
import dev.voyage.problem.Problem;
import dev.voyage.registry.Registry;
import dev.voyage.resolve.ResolvedTarget;
import dev.voyage.resolve.Resolver;
import dev.voyage.search.CatalogueDescriber;
import dev.voyage.search.CatalogueDescription;
import dev.voyage.upstream.RequestContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Names, catalogues and their columns. */
@ApplicationScoped
class LookupTools {

    private static final int MOST_CATALOGUES = 100;
    private static final int MOST_COLUMNS = 200;
    private static final int MOST_OF_REGISTRY = 500;

    private final Resolver resolver;
    private final Registry registry;
    private final CatalogueDescriber describer;
    private final ObjectMapper json;

    LookupTools(Resolver resolver, Registry registry, CatalogueDescriber describer, ObjectMapper json) {
        this.resolver = resolver;
        this.registry = registry;
        this.describer = describer;
        this.json = json;
    }

    List<McpTool> tools() {
        return List.of(
                new McpTool(
                        "resolve_target",
                        "Resolve a name to a position",
                        "Position of an astronomical object (ICRS, degrees) from its name, by Sesame; or of coordinates"
                                + " as text.",
                        ToolEffect.READS,
                        new ToolSchema()
                                .text("name", "A name such as 3C 105, or coordinates")
                                .require("name"),
                        this::resolve),
                new McpTool(
                        "find_catalogues",
                        "Find catalogues in the registry",
                        "Catalogues of the Virtual Observatory that have a cone search and whose description contains"
                                + " all keywords. A catalogue's ivoid, or its short name, is the catalogue of a search.",
                        ToolEffect.READS,
                        new ToolSchema()
                                .text("keywords", "Words that all must occur, such as nustar")
                                .count("limit", 10, MOST_CATALOGUES)
                                .cursor()
                                .require("keywords"),
                        this::find),
                new McpTool(
                        "describe_catalogue",
                        "Describe the columns of a catalogue",
                        "The columns of a catalogue, with units, UCDs and descriptions: the names that the condition"
                                + " (where) of a search can use.",
                        ToolEffect.READS,
                        new ToolSchema()
                                .text("catalogue", "A table name such as numaster, an ivoid, or an address")
                                .text("where", "A condition to check, such as exposure_a > 10000")
                                .count("limit", 100, MOST_COLUMNS)
                                .cursor()
                                .require("catalogue"),
                        this::describe));
    }

    private Uni<ToolResult> resolve(ToolCall call) {
        return resolver.locate(call.required("name"), RequestContext.NONE)
                .map(this::target)
                .onFailure(Problem.class)
                .transform(problem -> problem.naming(Map.of("target", "name")));
    }

    private ToolResult target(ResolvedTarget found) {
        ObjectNode target = json.createObjectNode()
                .put("name", found.name())
                .put("raDeg", found.position().raDeg())
                .put("decDeg", found.position().decDeg())
                .put("resolver", found.resolver())
                .put("mainName", found.mainName())
                .put("objectType", found.type());
        return ToolResult.of(target, "mainName", "objectType");
    }

    /** The registry has no cursor: a page begins after a number of catalogues. */
    private Uni<ToolResult> find(ToolCall call) {
        String keywords = call.required("keywords");
        int limit = call.count("limit", 10, MOST_CATALOGUES);
        int from = (int) Math.min(call.position().orElse(0), MOST_OF_REGISTRY);
        int most = Math.min(from + limit + 1, MOST_OF_REGISTRY);
        return registry.search(keywords, most, RequestContext.NONE)
                .map(found -> page("catalogues", found, from, limit).end("catalogues"));
    }

    private Uni<ToolResult> describe(ToolCall call) {
        String catalogue = call.required("catalogue");
        var where = call.text("where");
        int limit = call.count("limit", 100, MOST_COLUMNS);
        int from = (int) Math.min(call.position().orElse(0), Integer.MAX_VALUE);
        return describer
                .describe(catalogue, RequestContext.NONE)
                .invoke(found -> where.ifPresent(found::check))
                .map(found -> columns(found, from, limit));
    }

    private ToolResult columns(CatalogueDescription found, int from, int limit) {
        List<ColumnInfo> columns = found.columns();
        ToolResult result = page("columns", columns, from, limit).end("title", "columns");
        return result.with("catalogue", found.catalogue())
                .with("ivoid", found.ivoid())
                .with("title", found.title())
                .with("source", found.source());
    }

    private NumberedPage page(String name, List<?> all, int from, int limit) {
        return NumberedPage.of(name, all, from, limit, json);
    }
}
