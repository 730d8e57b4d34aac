package dev.voyage.api.mcp;

import dev.voyage.journal.record.SearchRecord;
import dev.voyage.search.Searches;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/** Pauses, resumes, retries and cancels searches. */
@ApplicationScoped
class SearchPhaseTools {

    private final Searches searches;
    private final SearchTools states;
    private final OwnSearches own;

    SearchPhaseTools(Searches searches, SearchTools states, OwnSearches own) {
        this.searches = searches;
        this.states = states;
        this.own = own;
    }

    List<McpTool> tools() {
        return List.of(
                tool(
                        "pause_search",
                        "Pause a search",
                        "Cancels the requests of a search; it continues with resume_search. Finished files stay.",
                        ToolEffect.STEERS,
                        searches::pause),
                tool(
                        "resume_search",
                        "Resume a paused search",
                        "Continues a paused search where it stopped.",
                        ToolEffect.STEERS,
                        searches::resume),
                tool(
                        "cancel_search",
                        "Cancel a search",
                        "Ends a search for good; finished files stay. One that has ended is not changed.",
                        ToolEffect.ENDS,
                        searches::cancel),
                new McpTool(
                        "retry_search",
                        "Retry the failures of a search",
                        "Starts a new search for the parts of an ended one that failed or were not finished.",
                        ToolEffect.STARTS,
                        SearchTools.searchSchema(),
                        call -> own.of(call)
                                .chain(search -> searches.retry(search.id(), call.submitter()))
                                .map(started -> states.state(started.search()))));
    }

    private McpTool tool(
            String name,
            String title,
            String description,
            ToolEffect effect,
            Function<String, Uni<SearchRecord>> action) {
        return new McpTool(name, title, description, effect, SearchTools.searchSchema(), call -> own.of(call)
                .chain(search -> action.apply(search.id()))
                .map(states::state));
    }
}
