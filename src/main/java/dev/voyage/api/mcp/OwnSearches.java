package dev.voyage.api.mcp;

import dev.voyage.journal.Journal;
import dev.voyage.journal.record.SearchIds;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * The searches that a tool may use. The guard checks those in addresses; an argument of a tool is checked here, by the same rule.
 */
@ApplicationScoped
class OwnSearches {

    static final String ARGUMENT = "search";
    static final String DESCRIPTION = "Id of the search";

    private final Journal journal;

    OwnSearches(Journal journal) {
        this.journal = journal;
    }

    /** @return the search of the argument; fails with {@code NOT_FOUND}, also if it belongs to another caller */
    Uni<SearchRecord> of(ToolCall call) {
        String id = call.required(ARGUMENT);
        Uni<Optional<SearchRecord>> found =
                SearchIds.isId(id) ? journal.find(id) : Uni.createFrom().item(Optional.empty());
        return found.map(search -> search.filter(one -> call.caller().owns(one.client()))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no search " + QuotedText.of(id))));
    }
}
