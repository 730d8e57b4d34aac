package dev.voyage.api.mcp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voyage.api.searches.IdempotencyKey;
import dev.voyage.api.searches.SearchJsonParser;
import dev.voyage.problem.Problem;
import dev.voyage.search.Searches;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Starts searches, from the same JSON as {@code POST /v1/searches}. */
@ApplicationScoped
class SearchRequestTools {

    private static final String ACTION = "action";
    private static final String KEY = "idempotencyKey";
    private static final String NEXT =
            " It runs on whether or not anything follows it; search_status and search_events" + " report its progress.";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Searches searches;
    private final SearchTools states;

    SearchRequestTools(Searches searches, SearchTools states) {
        this.searches = searches;
        this.states = states;
    }

    List<McpTool> tools() {
        return List.of(
                new McpTool(
                        "plan_search",
                        "Plan a search",
                        "Starts a search that finds rows, links and listings, counts files and bytes, and downloads"
                                + " nothing." + NEXT,
                        ToolEffect.STARTS,
                        parameters(),
                        call -> start(call, call.given().put(ACTION, Action.PLAN.word()))),
                new McpTool(
                        "start_search",
                        "Start a search",
                        "Starts a search. action=download downloads and verifies all files: plan_search counts them"
                                + " first." + NEXT,
                        ToolEffect.STARTS,
                        parameters()
                                .choice(
                                        ACTION,
                                        Arrays.stream(Action.values())
                                                .map(Action::word)
                                                .toList(),
                                        "The last step: rows, links, counts of files, or files")
                                .require(ACTION),
                        this::startAction));
    }

    /** An action is required: an assistant that leaves it out would download everything. */
    private Uni<ToolResult> startAction(ToolCall call) {
        call.required(ACTION);
        return start(call, call.given());
    }

    private Uni<ToolResult> start(ToolCall call, ObjectNode request) {
        String key = call.text(KEY).orElse(null);
        try {
            IdempotencyKey.checked(key);
        } catch (Problem invalid) {
            throw invalid.naming(Map.of(IdempotencyKey.HEADER, KEY));
        }
        request.remove(KEY);
        SearchRequest wanted = SearchJsonParser.read(request.toString().getBytes(StandardCharsets.UTF_8));
        return searches.start(wanted, call.submitter(), key).map(started -> states.state(started.search()));
    }

    private static ToolSchema parameters() {
        return new ToolSchema()
                .text("target", "Name of an object, or coordinates; one of target, position, targets")
                .member("position", place("A position, ICRS degrees"))
                .member("targets", targets())
                .text("catalogue", "A table name such as numaster, an ivoid, or an address")
                .texts("catalogues", "Several catalogues, in place of catalogue")
                .number("radiusDeg", "Radius around each target, degrees")
                .text("where", "Condition on the columns, such as exposure_a > 10000 and obs_type = 'SCI'")
                .texts("select", "Ids of observations: only these")
                .text("adql", "A query for the TAP service of the catalogue, in place of targets")
                .member("files", files())
                .texts("links", "Kinds of links to follow, such as #this")
                .text("via", "auto, cone, tap, sia (images) or ssa (spectra)")
                .text("band", "Wavelengths of images or spectra in metres, such as 4e-7 7e-7")
                .text("time", "Times of images or spectra, MJD, such as 57754 58119")
                .text("source", "auto, https, s3 or mount")
                .text("name", "A name for people, shown in lists of searches")
                .text(KEY, "Your name for this request: repeating it starts no second search");
    }

    private static ObjectNode place(String description) {
        ObjectNode place = object(description);
        place.withObject("/properties").putObject("raDeg").put("type", "number");
        place.withObject("/properties").putObject("decDeg").put("type", "number");
        return place;
    }

    private static ObjectNode targets() {
        ObjectNode item = place("A target with a name, a position, or both");
        item.withObject("/properties").putObject("name").put("type", "string");
        ObjectNode list =
                JSON.objectNode().put("type", "array").put("description", "Several targets: names, or objects");
        list.putObject("items")
                .putArray("anyOf")
                .add(JSON.objectNode().put("type", "string"))
                .add(item);
        return list;
    }

    private static ObjectNode files() {
        ObjectNode files = object("Patterns of paths, such as **/*_cl.evt.gz");
        for (String name : List.of("include", "exclude")) {
            files.withObject("/properties")
                    .putObject(name)
                    .put("type", "array")
                    .putObject("items")
                    .put("type", "string");
        }
        return files;
    }

    private static ObjectNode object(String description) {
        ObjectNode object = JSON.objectNode().put("type", "object").put("description", description);
        object.putObject("properties");
        return object.put("additionalProperties", false);
    }
}
