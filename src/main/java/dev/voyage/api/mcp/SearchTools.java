package dev.voyage.api.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.api.files.FileView;
import dev.voyage.api.observations.TableExport;
import dev.voyage.api.searches.SearchView;
import dev.voyage.coding.PercentCoding;
import dev.voyage.journal.Journal;
import dev.voyage.journal.event.EventType;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.record.FileRecord;
import dev.voyage.journal.record.SearchIds;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.Searches;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads searches: their state, events, rows and files. */
@ApplicationScoped
class SearchTools {

    private static final int MOST = 200;
    private static final int MOST_ROWS = 100;
    private static final Set<String> TYPES =
            Arrays.stream(EventType.values()).map(EventType::word).collect(Collectors.toCollection(TreeSet::new));

    private final Journal journal;
    private final Searches searches;
    private final OwnSearches own;
    private final ObjectMapper json;

    SearchTools(Journal journal, Searches searches, OwnSearches own, ObjectMapper json) {
        this.journal = journal;
        this.searches = searches;
        this.own = own;
        this.json = json;
    }

    List<McpTool> tools() {
        return List.of(
                new McpTool(
                        "list_searches",
                        "List searches",
                        "One's own searches, the newest first, with phase, outcome and counts.",
                        ToolEffect.READS,
                        new ToolSchema().count("limit", 10, MOST).cursor(),
                        this::list),
                new McpTool(
                        "search_status",
                        "State of a search",
                        "Request, phase, outcome, counts (tally) and links of a search. lastSeq is the number of its"
                                + " last event.",
                        ToolEffect.READS,
                        searchSchema(),
                        call -> own.of(call).map(this::state)),
                new McpTool(
                        "search_events",
                        "Events of a search",
                        "The recorded events of a search in their order: found observations, links, listed and"
                                + " downloaded files, problems. While there may be more, next continues.",
                        ToolEffect.READS,
                        searchSchema()
                                .texts("types", "Only these types, such as observation.found")
                                .count("limit", 50, MOST)
                                .cursor(),
                        this::events),
                new McpTool(
                        "search_observations",
                        "Rows of a search",
                        "The first rows that a search has found, as a table: filtered, sorted, with some columns. rows is"
                                + " the number of rows in it. All rows are in search_events (observation.found).",
                        ToolEffect.READS,
                        searchSchema()
                                .text("where", "Condition on the columns, such as exposure_a > 10000")
                                .text("order", "Column to sort by, with a minus sign in front for descending")
                                .text("columns", "Names of columns, separated by commas")
                                .text("catalogue", "The catalogue, if the search has several")
                                .count("limit", 20, MOST_ROWS),
                        this::rows),
                new McpTool(
                        "list_files",
                        "Files of a search",
                        "The files of a search, by path, with state, size, SHA-256 and the address of each.",
                        ToolEffect.READS,
                        searchSchema().count("limit", 50, MOST).cursor(),
                        this::files));
    }

    static ToolSchema searchSchema() {
        return new ToolSchema()
                .text(OwnSearches.ARGUMENT, OwnSearches.DESCRIPTION)
                .require(OwnSearches.ARGUMENT);
    }

    private Uni<ToolResult> list(ToolCall call) {
        int limit = call.count("limit", 10, MOST);
        String after = call.text("after").orElse(null);
        if (after != null && !SearchIds.isId(after)) {
            throw Problem.badParameter("after", "after must be next of the page before, not " + QuotedText.of(after));
        }
        return journal.list(call.caller().filter(), null, after, limit + 1).map(found -> {
            var page = new ToolResult.Page("searches");
            String next = null;
            for (int i = 0; i < found.size(); i++) {
                if (i == limit || !page.add(json.valueToTree(SearchView.of(found.get(i))))) {
                    next = found.get(i - 1).id();
                    break;
                }
            }
            return page.end(next);
        });
    }

    /** The state of a search as a result. */
    ToolResult state(SearchRecord search) {
        JsonNode view = json.valueToTree(SearchView.of(search, searches.placeInLine(search.id())));
        return ToolResult.of(view, "problem");
    }

    private Uni<ToolResult> events(ToolCall call) {
        List<String> types = call.texts("types");
        types.stream().filter(type -> !TYPES.contains(type)).findFirst().ifPresent(unknown -> {
            throw Problem.badParameter(
                    "types",
                    "there is no event type " + QuotedText.of(unknown) + "; the types are " + String.join(", ", TYPES));
        });
        long after = call.position().orElse(0);
        int limit = call.count("limit", 50, MOST);
        return own.of(call).chain(search -> {
            if (after > search.lastSeq()) {
                throw Problem.badParameter(
                        "after", "after must be at most " + search.lastSeq() + ", the number of the last event");
            }
            return journal.page(search.id(), after, limit).map(entries -> events(search, after, entries, types));
        });
    }

    private ToolResult events(SearchRecord search, long after, List<JournalEntry> entries, List<String> types) {
        var page = new ToolResult.Page("events");
        long last = after;
        for (JournalEntry entry : entries) {
            boolean wanted = types.isEmpty() || types.contains(entry.type()) || entry.isTerminal();
            if (wanted && !page.add(tree(entry.text()))) {
                break;
            }
            last = entry.seq();
        }
        boolean more = !search.phase().isEnd() || last < search.lastSeq();
        return page.end(more ? Long.toString(last) : null, "events")
                .with("phase", search.phase().name());
    }

    private Uni<ToolResult> rows(ToolCall call) {
        int limit = call.count("limit", 20, MOST_ROWS);
        String query = Stream.of("where", "order", "columns", "catalogue")
                .flatMap(name -> call.text(name).stream().map(text -> "&" + name + "=" + PercentCoding.encode(text)))
                .collect(Collectors.joining("", "format=json&limit=" + limit, ""));
        return own.of(call)
                .chain(search -> TableExport.json(journal, search, query))
                .map(text -> ToolResult.of(tree(text), "columns", "observations"));
    }

    private Uni<ToolResult> files(ToolCall call) {
        int limit = call.count("limit", 50, MOST);
        String after = call.text("after").orElse(null);
        return own.of(call)
                .chain(search -> journal.files().page(search.id(), after, limit + 1))
                .map(found -> files(found, limit));
    }

    private ToolResult files(List<FileRecord> found, int limit) {
        var page = new ToolResult.Page("files");
        String next = null;
        for (int i = 0; i < found.size(); i++) {
            if (i == limit || !page.add(json.valueToTree(FileView.of(found.get(i))))) {
                next = found.get(i - 1).file();
                break;
            }
        }
        return page.end(next, "files");
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("a document of voyage is not JSON", ours);
        }
    }
}
