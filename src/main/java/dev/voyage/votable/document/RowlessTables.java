package dev.voyage.votable.document;

import dev.voyage.votable.event.VotableEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of a document that turned out to have no rows: if no other table has any, the best of them is the result.
 */
final class RowlessTables {

    private VotableEvent.TableStart best;
    private boolean fromResults;
    private List<VotableEvent> missing = List.of();

    /**
     * Adds a table that has ended: the first one in a RESOURCE of results ranks before others, one with FIELDs before
     * one without.
     *
     * @param announced events about rows that were announced, and are not there
     */
    void add(VotableEvent.TableStart start, boolean isFromResults, List<VotableEvent> announced) {
        boolean better = best == null
                || (isFromResults && !fromResults)
                || (isFromResults == fromResults && best.columns().size() == 0);
        if (better) {
            best = start;
            missing = announced;
            fromResults = isFromResults && start.columns().size() > 0;
        }
    }

    /** Whether a table with FIELDs is declared as results. */
    boolean hasResults() {
        return fromResults;
    }

    /** The events of the best table, without rows; none if there is no table. */
    List<VotableEvent> events() {
        if (best == null) {
            return List.of();
        }
        var events = new ArrayList<VotableEvent>(List.of(best));
        events.addAll(missing);
        events.add(new VotableEvent.TableEnd(0));
        return events;
    }
}
