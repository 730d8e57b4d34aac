package dev.voyage.search.resume;

import dev.voyage.journal.event.ObservationEvent;

/** The numbers of rows of one cone search, by kind. Used by one thread at a time. */
public final class RowCounts {

    private long rows;
    private long selected;
    private long outsideRadius;
    private long withoutPosition;
    private long sharedIds;

    /**
     * @param row selected or not, repeated or not
     * @param hasSharedId has the id of another row
     */
    public void add(ObservationEvent.Found row, boolean hasSharedId) {
        rows++;
        selected += row.selected() ? 1 : 0;
        outsideRadius += ObservationEvent.OUTSIDE_RADIUS.equals(row.reason()) ? 1 : 0;
        withoutPosition += row.raDeg() == null ? 1 : 0;
        sharedIds += hasSharedId ? 1 : 0;
    }

    /** Adds the counts of an earlier run of the search. */
    public RowCounts plus(RowCounts before) {
        var sum = new RowCounts();
        sum.rows = rows + before.rows;
        sum.selected = selected + before.selected;
        sum.outsideRadius = outsideRadius + before.outsideRadius;
        sum.withoutPosition = withoutPosition + before.withoutPosition;
        sum.sharedIds = sharedIds + before.sharedIds;
        return sum;
    }

    public long rows() {
        return rows;
    }

    public long selected() {
        return selected;
    }

    /** As a field of an event: null for none. */
    public Long outsideRadius() {
        return orNull(outsideRadius);
    }

    /** As a field of an event: null for none. */
    public Long withoutPosition() {
        return orNull(withoutPosition);
    }

    /** As a field of an event: null for none. */
    public Long sharedIds() {
        return orNull(sharedIds);
    }

    private static Long orNull(long count) {
        return count == 0 ? null : count;
    }
}
