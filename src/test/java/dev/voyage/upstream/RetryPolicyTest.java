package dev.voyage.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.ImpatientTimer;
import dev.voyage.testsupport.WaitLimit;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private final Problem down = Problem.of(ProblemType.UNAVAILABLE, "down").at("a.test");
    private final Problem busy = down.with("upstreamStatus", 503);

    private final ImpatientTimer timer = new ImpatientTimer();
    private final RetryPolicy patience = new RetryPolicy(UpstreamSettings.USUAL, timer, () -> 0);
    private final AtomicInteger tries = new AtomicInteger();
    private final List<String> heard = new ArrayList<>();
    private final UpstreamListener notices = new UpstreamListener() {
        @Override
        public void throttled(String host, String detail, Optional<Duration> retryAfter) {
            heard.add(host + " " + retryAfter.orElseThrow().toSeconds());
        }

        @Override
        public void degraded(String host, String detail) {}
    };

    @AfterEach
    void stop() {
        timer.close();
    }

    @Test
    void pausesDoubleUpToTheLongestAndTheLastProblemIsTold() {
        assertThatThrownBy(() -> patience.with(failing(down), notices).await().atMost(WaitLimit.TIME))
                .isSameAs(down);

        assertThat(tries).hasValue(4);
        assertThat(timer.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
        assertThat(heard).isEmpty();
    }

    @Test
    void whatTheArchiveAsksForWinsAndOurCeilingOverBoth() {
        assertThat(patience.pauseAfter(down.retryAfter(Duration.ofSeconds(2)), 1))
                .contains(Duration.ofSeconds(2));
        assertThat(patience.pauseAfter(down.retryAfter(Duration.ZERO), 3)).contains(Duration.ZERO);
        assertThat(patience.pauseAfter(down.retryAfter(Duration.ofDays(2)), 1)).contains(Duration.ofSeconds(3));
        assertThat(patience.pauseAfter(down, 4)).isEmpty();
        assertThat(patience.pauseAfter(Problem.of(ProblemType.REFUSED, "no"), 1))
                .isEmpty();
    }

    @Test
    void jitterTakesAtMostHalf() {
        var jittery = new RetryPolicy(UpstreamSettings.USUAL, timer);
        for (int i = 0; i < 1000; i++) {
            assertThat(jittery.pauseAfter(down, 2).orElseThrow())
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        }
    }

    @Test
    void aBusyArchiveIsToldAbout() {
        Uni<String> request = failing(busy, down.retryAfter(Duration.ofSeconds(2)), down.retryAfter(Duration.ZERO));

        assertThat(patience.with(request, notices).await().atMost(WaitLimit.TIME))
                .isEqualTo("done");

        assertThat(heard).containsExactly("a.test 1", "a.test 2", "a.test 0");
        assertThat(timer.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void whatCannotBeBetterIsNotTriedAgain() {
        var refused = Problem.of(ProblemType.REFUSED, "no");
        assertThatThrownBy(
                        () -> patience.with(failing(refused), notices).await().atMost(WaitLimit.TIME))
                .isSameAs(refused);

        assertThat(tries).hasValue(1);
    }

    @Test
    void aBugIsNotTriedAgain() {
        var bug = new IllegalStateException("bug");
        Uni<String> request = Uni.createFrom().failure(bug);

        assertThatThrownBy(() -> patience.with(request, notices).await().atMost(WaitLimit.TIME))
                .isSameAs(bug);
    }

    @Test
    void eachSubscriptionHasItsOwnTries() {
        Uni<String> request = patience.with(failing(down), notices);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> request.await().atMost(WaitLimit.TIME)).isSameAs(down);
        }

        assertThat(tries).hasValue(8);
    }

    @Test
    void cancellingEndsThePause() {
        var real = Executors.newSingleThreadScheduledExecutor();
        try {
            var waiting = new RetryPolicy(UpstreamSettings.USUAL, real, () -> 0);
            UniAssertSubscriber<String> reader = waiting.with(failing(down.retryAfter(Duration.ofSeconds(3))), notices)
                    .subscribe()
                    .withSubscriber(UniAssertSubscriber.create());
            reader.cancel();

            assertThat(real.shutdownNow()).allMatch(task -> ((java.util.concurrent.Future<?>) task).isCancelled());
            assertThat(tries).hasValue(1);
        } finally {
            real.shutdownNow();
        }
    }

    /** Fails with these problems in order; a single one repeats. */
    private Uni<String> failing(Problem... problems) {
        return Uni.createFrom().deferred(() -> {
            int n = tries.getAndIncrement();
            if (problems.length > 1 && n >= problems.length) {
                return Uni.createFrom().item("done");
            }
            return Uni.createFrom().failure(problems[Math.min(n, problems.length - 1)]);
        });
    }
}
