package dev.voyage.search;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lets what must not overlap happen one after another, and to its end whoever goes away meanwhile. */
final class Turnstile {

    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    /** Begins when subscribed, after all that came before; fails as the work does. */
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

    /** Begins when subscribed; goes on to its end whoever goes away meanwhile. Fails as the work does. */
    static <T> Uni<T> toItsEnd(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var result = new CompletableFuture<T>();
            Uni.createFrom().deferred(work::get).subscribe().with(result::complete, result::completeExceptionally);
            return Uni.createFrom().completionStage(result.minimalCompletionStage());
        });
    }
}
