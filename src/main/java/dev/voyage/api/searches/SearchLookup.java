package dev.voyage.api.searches;

import dev.voyage.journal.Journal;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Finds the searches that addresses name. */
@ApplicationScoped
public class SearchLookup {

    private final Journal journal;

    public SearchLookup(Journal journal) {
        this.journal = journal;
    }

    /**
     * @return the search; fails with {@code NOT_FOUND}
     */
    public Uni<SearchRecord> search(String id) {
        return journal.find(id)
                .map(found -> found.orElseThrow(
                        () -> Problem.of(ProblemType.NOT_FOUND, "there is no search " + QuotedText.of(id))));
    }

    /**
     * @return all of them, in this order; fails with {@code NOT_FOUND}
     */
    public Uni<List<SearchRecord>> searches(List<String> ids) {
        return journal.find(ids);
    }
}
