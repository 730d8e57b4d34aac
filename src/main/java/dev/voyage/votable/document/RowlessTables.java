package dev.voyage.votable.document;

import dev.voyage.votable.event.VotableEvent;
import java.util.List;

/**
 * The tables of a document that turned out to have no rows: if no other table has any, the best of them is the result.
 */
final class RowlessTables {

    private VotableEvent.TableStart best;
    private boolean fromResults;

    /**
     * Adds a table that has ended: the first one in a RESOURCE of results ranks before others, one with FIELDs before
     * one without.
     */
    void add(VotableEvent.TableStart start, boolean isFromResults) {
        boolean better = best == null
                || (isFromResults && !fromResults)
                || (isFromResults == fromResults && best.columns().size() == 0);
        if (better) {
            best = start;
            fromResults = isFromResults && start.columns().size() > 0;
        }
    }

    /** Whether a table with FIELDs is declared as results. */
    boolean hasResults() {
        return fromResults;
    }

    /** The events of the best table, without rows; none if there is no table. */
    List<VotableEvent> events() {
        return best == null ? List.of() : List.of(best, new VotableEvent.TableEnd(0));
    }
}
