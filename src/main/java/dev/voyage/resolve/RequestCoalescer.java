package dev.voyage.resolve;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Shares one request among all callers that make the same request at the same time. A caller that cancels does not
 * affect the others; the request is cancelled when all have cancelled.
 */
final class RequestCoalescer<T> {

    private final ConcurrentMap<String, Multi<T>> underWay = new ConcurrentHashMap<>();

    Uni<T> once(String key, Uni<T> request) {
        return Uni.createFrom().deferred(() -> underWay.computeIfAbsent(key, k -> shared(k, request))
                .toUni()
                .onItem()
                .ifNull()
                // joined after the item was emitted and before the completion
                .switchTo(() -> once(key, request)));
    }

    private Multi<T> shared(String key, Uni<T> request) {
        return request.toMulti()
                .onTermination()
                .invoke(() -> underWay.remove(key))
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }
}
