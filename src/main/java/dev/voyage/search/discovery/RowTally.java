package dev.voyage.search.discovery;

import dev.voyage.cone.ConeEvent;
import dev.voyage.cone.ConeVisitor;

/** Counts the rows of one answer, up to a limit, and keeps none of them. Used by one stream. */
final class RowTally implements ConeVisitor<Void> {

    private final long most;
    private long read;
    private long rows;
    private boolean isCut;

    /** @param most rows that are read */
    RowTally(long most) {
        this.most = most;
    }

    /** Whether the rest of the answer is wanted; counts the event if it is. */
    boolean takes(ConeEvent event) {
        event.accept(this);
        return read <= most;
    }

    /** The rows within the radius; one that cannot be read is one, too. */
    long rows() {
        return rows;
    }

    /** Whether there may be more rows. */
    boolean isCut() {
        return isCut;
    }

    private void row(boolean isInside) {
        read++;
        if (read > most) {
            isCut = true;
        } else if (isInside) {
            rows++;
        }
    }

    @Override
    public Void started(ConeEvent.Started event) {
        return null;
    }

    @Override
    public Void observation(ConeEvent.Observation event) {
        row(!event.outside());
        return null;
    }

    @Override
    public Void refused(ConeEvent.Refused event) {
        row(true);
        return null;
    }

    @Override
    public Void skipped(ConeEvent.Skipped event) {
        isCut = true;
        return null;
    }

    @Override
    public Void links(ConeEvent.Links event) {
        return null;
    }

    @Override
    public Void overflow(ConeEvent.Overflow event) {
        isCut = true;
        return null;
    }
}
