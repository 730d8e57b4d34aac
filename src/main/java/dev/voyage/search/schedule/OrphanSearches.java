package dev.voyage.search.schedule;

import dev.voyage.journal.Journal;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.function.Function;

/** The searches of processes that have ended, in a store of one host. */
record OrphanSearches(Journal journal) {

    /** Does this to each, those that were executing first; one that another process takes meanwhile is left out. */
    Uni<Void> each(Function<SearchRecord, Uni<Void>> then) {
        return journal.orphans()
                .onItem()
                .transformToMulti(orphans -> Multi.createFrom()
                        .items(orphans.stream()
                                .sorted(Comparator.comparing(search -> search.phase() != Phase.EXECUTING))))
                .onItem()
                .transformToUniAndConcatenate(orphan -> then.apply(orphan)
                        // another process that starts just now was faster
                        .onFailure(OrphanSearches::isConflict)
                        .recoverWithNull())
                .onItem()
                .ignoreAsUni();
    }

    static boolean isConflict(Throwable failure) {
        return Problem.isOf(failure, ProblemType.CONFLICT);
    }
}
