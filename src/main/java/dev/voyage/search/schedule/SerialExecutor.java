package dev.voyage.search.schedule;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Runs asynchronous operations one at a time; each runs to completion even if its subscriber cancels. */
public final class SerialExecutor {

    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    /** Begins when subscribed, after all earlier operations; fails as the work does. */
    <T> Uni<T> pass(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<T> result;
            synchronized (this) {
                result = last.handle((done, failure) -> null)
                        .thenCompose(
                                turn -> Uni.createFrom().deferred(work::get).subscribeAsCompletionStage());
                last = result;
            }
            return Uni.createFrom().completionStage(result.minimalCompletionStage());
        });
    }

    /** Begins when subscribed; runs to completion even if the subscriber cancels. Fails as the work does. */
    public static <T> Uni<T> toItsEnd(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var result = new CompletableFuture<T>();
            Uni.createFrom().deferred(work::get).subscribe().with(result::complete, result::completeExceptionally);
            return Uni.createFrom().completionStage(result.minimalCompletionStage());
        });
    }
}
