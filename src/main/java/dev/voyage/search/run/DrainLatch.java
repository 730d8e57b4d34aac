package dev.voyage.search.run;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;

/** The files of a search that are in progress; after {@link #close} no other begins. */
public final class DrainLatch {

    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private int underWay;
    private boolean closed;

    /** Whether one more may begin; then {@link #ended} must follow. */
    public synchronized boolean begins() {
        underWay += closed ? 0 : 1;
        return !closed;
    }

    public void ended() {
        synchronized (this) {
            underWay--;
            if (!closed || underWay > 0) {
                return;
            }
        }
        empty.complete(null);
    }

    /** Completes when the last one has ended. */
    public Uni<Void> close() {
        synchronized (this) {
            closed = true;
            if (underWay > 0) {
                return Uni.createFrom().completionStage(empty);
            }
        }
        return Uni.createFrom().voidItem();
    }
}
