package dev.voyage.api.events;

import java.util.concurrent.Flow;
import java.util.function.Function;

/** Maps each item for the next subscriber; one small object per reader, since there may be many. */
final class MappingSubscriber<T, R> implements Flow.Subscriber<T> {

    private final Function<T, R> make;
    private final Flow.Subscriber<? super R> next;
    private Flow.Subscription upstream;

    MappingSubscriber(Function<T, R> make, Flow.Subscriber<? super R> next) {
        this.make = make;
        this.next = next;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream = subscription;
        next.onSubscribe(subscription);
    }

    @Override
    public void onNext(T item) {
        R made;
        try {
            made = make.apply(item);
        } catch (RuntimeException bug) {
            upstream.cancel();
            next.onError(bug);
            return;
        }
        next.onNext(made);
    }

    @Override
    public void onError(Throwable failure) {
        next.onError(failure);
    }

    @Override
    public void onComplete() {
        next.onComplete();
    }
}
