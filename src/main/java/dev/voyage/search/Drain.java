package dev.voyage.search;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;

/** The files of a search that are under way; after {@link #close} no other begins. */
final class Drain {

    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private int underWay;
    private boolean closed;

    /** Whether one more may begin; then {@link #ended} must follow. */
    synchronized boolean begins() {
        underWay += closed ? 0 : 1;
        return !closed;
    }

    void ended() {
        synchronized (this) {
            underWay--;
            if (!closed || underWay > 0) {
                return;
            }
        }
        empty.complete(null);
    }

    /** Completes when the last one has ended. */
    Uni<Void> close() {
        synchronized (this) {
            closed = true;
            if (underWay > 0) {
                return Uni.createFrom().completionStage(empty);
            }
        }
        return Uni.createFrom().voidItem();
    }
}
