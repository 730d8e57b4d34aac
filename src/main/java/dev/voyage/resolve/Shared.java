package dev.voyage.resolve;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * One request for all who ask the same at the same time. One of them giving up costs the others
 * nothing; when all give up, the request is.
 */
final class Shared<T> {

    private final ConcurrentMap<String, Multi<T>> underWay = new ConcurrentHashMap<>();

    Uni<T> once(String key, Uni<T> request) {
        return Uni.createFrom().deferred(() -> underWay.computeIfAbsent(key, k -> shared(k, request))
                .toUni()
                .onItem()
                .ifNull()
                // joined when the answer had been told already and only the end was to come
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
