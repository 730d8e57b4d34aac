package dev.voyage.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeferredMultiTest {

    private final AtomicInteger begun = new AtomicInteger();
    private final Multi<Integer> source = DeferredMulti.of(Multi.createFrom().deferred(() -> {
        begun.incrementAndGet();
        return Multi.createFrom().items(1, 2, 3);
    }));

    @Test
    void nothingBeginsBeforeItIsAskedFor() {
        var reader = source.subscribe().withSubscriber(AssertSubscriber.<Integer>create(0));

        assertThat(begun).hasValue(0);
        reader.request(2).assertItems(1, 2);
        assertThat(begun).hasValue(1);
        reader.request(5).assertItems(1, 2, 3).assertCompleted();
        assertThat(begun).hasValue(1);
    }

    @Test
    void whatIsCancelledUnaskedNeverBegins() {
        var reader = source.subscribe().withSubscriber(AssertSubscriber.<Integer>create(0));

        reader.cancel();
        reader.request(1);

        assertThat(begun).hasValue(0);
        reader.assertHasNotReceivedAnyItem();
    }

    /** A {@code merge} that is cancelled at that moment does this. */
    @Test
    void whoDropsTheSubscriptionLeavesNothingBehind() {
        source.subscribe(new AssertSubscriber<Integer>(0) {
            @Override
            public void onSubscribe(Flow.Subscription dropped) {}
        });

        assertThat(begun).hasValue(0);
    }

    @Test
    void aSourceThatSubscribesLateIsCancelledThen() {
        var late = new Late();
        var reader = DeferredMulti.of(late).subscribe().withSubscriber(AssertSubscriber.<Integer>create(1));
        reader.cancel();
        assertThat(late.cancelled).isFalse();

        late.subscriber.onSubscribe(late);

        assertThat(late.cancelled).isTrue();
        assertThat(late.requested).isZero();
    }

    @Test
    void whatWasAskedMeanwhileIsPassedOn() {
        var late = new Late();
        DeferredMulti.of(late)
                .subscribe()
                .withSubscriber(AssertSubscriber.<Integer>create(1))
                .request(2);

        late.subscriber.onSubscribe(late);

        assertThat(late.requested).isEqualTo(3);
    }

    private static final class Late extends AbstractMulti<Integer> implements Flow.Subscription {

        private MultiSubscriber<? super Integer> subscriber;
        private boolean cancelled;
        private long requested;

        @Override
        public void subscribe(MultiSubscriber<? super Integer> late) {
            subscriber = late;
        }

        @Override
        public void request(long n) {
            requested += n;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
