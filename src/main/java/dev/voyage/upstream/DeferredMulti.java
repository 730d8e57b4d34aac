package dev.voyage.upstream;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A stream that starts its source with the first demand, and cancels it whenever it is cancelled itself. For streams passed to
 * {@code merge(n)}: Mutiny (3.1.0) drops the subscription of a stream that subscribes while the merge is being cancelled, and
 * neither requests from it nor cancels it; resources that such a stream holds, a turn at a file or a request, would never be
 * released.
 */
public final class DeferredMulti<T> extends AbstractMulti<T> {

    private final Multi<T> source;

    private DeferredMulti(Multi<T> source) {
        this.source = source;
    }

    /** The same items, anew for each subscription; nothing is done before the first demand. */
    public static <T> Multi<T> of(Multi<T> source) {
        return new DeferredMulti<>(source);
    }

    @Override
    public void subscribe(MultiSubscriber<? super T> subscriber) {
        subscriber.onSubscribe(new Asked<>(source, subscriber));
    }

    private static final class Asked<T> implements MultiSubscriber<T>, Flow.Subscription {

        private final Multi<T> source;
        private final MultiSubscriber<? super T> subscriber;
        private final AtomicBoolean begun = new AtomicBoolean();
        private final AtomicLong requested = new AtomicLong();
        private final AtomicReference<Flow.Subscription> upstream = new AtomicReference<>();

        private Asked(Multi<T> source, MultiSubscriber<? super T> subscriber) {
            this.source = source;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                cancel();
                subscriber.onFailure(Subscriptions.getInvalidRequestException());
                return;
            }
            Subscriptions.requestIfNotNullOrAccumulate(upstream, requested, n);
            if (begun.compareAndSet(false, true) && upstream.get() == null) { // otherwise cancelled before it began
                source.subscribe().withSubscriber(this);
            }
        }

        @Override
        public void cancel() {
            Subscriptions.cancel(upstream);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            Subscriptions.setIfEmptyAndRequest(upstream, requested, subscription); // cancels it if this is cancelled
        }

        @Override
        public void onItem(T item) {
            subscriber.onItem(item);
        }

        @Override
        public void onFailure(Throwable failure) {
            subscriber.onFailure(failure);
        }

        @Override
        public void onCompletion() {
            subscriber.onCompletion();
        }
    }
}
