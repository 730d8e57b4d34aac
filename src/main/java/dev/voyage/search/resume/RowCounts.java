package dev.voyage.search.resume;

/** The numbers of rows of one cone search, by kind. Used by one thread at a time. */
public final class RowCounts {

    private long rows;
    private long selected;
    private long outsideRadius;
    private long withoutPosition;
    private long sharedIds;

    /**
     * @param isSelected repeated or not
     * @param isOutside not selected because it lies outside the radius
     * @param hasSharedId has the id of another row
     */
    public void add(boolean isSelected, boolean isOutside, boolean hasPosition, boolean hasSharedId) {
        rows++;
        selected += isSelected ? 1 : 0;
        outsideRadius += isOutside ? 1 : 0;
        withoutPosition += hasPosition ? 0 : 1;
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
