package dev.voyage.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SharedTest {

    @Test
    void whoJoinsWhileTheAnswerIsBeingToldGetsOneToo() {
        var answer = new CompletableFuture<String>();
        Uni<String> request = Uni.createFrom().completionStage(answer::copy);
        var shared = new Shared<String>();
        UniAssertSubscriber<String> late = shared.once("name", request)
                .chain(first -> shared.once("name", request))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        UniAssertSubscriber<String> other =
                shared.once("name", request).subscribe().withSubscriber(UniAssertSubscriber.create());

        answer.complete("here");

        assertThat(other.awaitItem().getItem()).isEqualTo("here");
        assertThat(late.awaitItem().getItem()).isEqualTo("here");
    }
}
