package dev.voyage.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.WaitLimit;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RequestCoalescerTest {

    @Test
    void whoJoinsWhileTheAnswerIsBeingToldGetsOneToo() {
        var answer = new CompletableFuture<String>();
        Uni<String> request = Uni.createFrom().completionStage(answer::copy);
        var shared = new RequestCoalescer<String>();
        UniAssertSubscriber<String> late = shared.once("name", request)
                .chain(first -> shared.once("name", request))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        UniAssertSubscriber<String> other =
                shared.once("name", request).subscribe().withSubscriber(UniAssertSubscriber.create());

        answer.complete("here");

        assertThat(other.awaitItem(WaitLimit.TIME).getItem()).isEqualTo("here");
        assertThat(late.awaitItem(WaitLimit.TIME).getItem()).isEqualTo("here");
    }
}
