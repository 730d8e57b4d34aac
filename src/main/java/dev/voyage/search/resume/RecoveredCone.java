package dev.voyage.search.resume;

import dev.voyage.cone.identity.RowHash;
import dev.voyage.search.request.Via;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One cone search as earlier runs of the search left it: the rows reported from it, and its outcome. */
public final class RecoveredCone {

    /** A cone search without reported rows. */
    static final RecoveredCone NONE = new RecoveredCone();

    private record Rows(int count, boolean selected) {}

    private final Map<RowHash, Rows> told = new HashMap<>();
    private final RowCounts counts = new RowCounts();
    private boolean searched;
    private Via via;
    private Map<String, Object> problem;

    /** Adds a reported row, requested by this protocol. */
    void row(RowHash content, boolean selected, Via by) {
        via = by;
        told.merge(content, new Rows(1, selected), (before, one) -> new Rows(before.count() + 1, before.selected()));
    }

    /** The counts of the reported rows. */
    public RowCounts counts() {
        return counts;
    }

    /** It was read to its end: there are no other observations. */
    void searched() {
        searched = true;
        told.clear(); // a row not reported by now will not be reported any more
    }

    void failed(Map<String, Object> why) {
        problem = why;
    }

    /** The protocol of its reported rows, which have the same content only by the same protocol; null if there are none. */
    public Via via() {
        return via;
    }

    public boolean isSearched() {
        return searched;
    }

    public boolean isFailed() {
        return problem != null;
    }

    /** Why it failed; null if it did not. */
    public Map<String, Object> problem() {
        return problem;
    }

    /**
     * Whether a row was reported as selected.
     *
     * @param occurrence 1 for the first row with this content, 2 for the next
     * @return empty if it was not reported, and after the response was read to its end
     */
    Optional<Boolean> selects(RowHash content, int occurrence) {
        Rows rows = told.get(content);
        return rows == null || rows.count() < occurrence ? Optional.empty() : Optional.of(rows.selected());
    }
}
