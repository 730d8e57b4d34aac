package dev.voyage.upstream.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.ImpatientTimer;
import dev.voyage.upstream.HttpTestBase;
import dev.voyage.upstream.RetryPolicy;
import dev.voyage.upstream.UpstreamListener;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.UpstreamSettings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client together with its retry policy. */
class RetryTest extends HttpTestBase {

    private final ImpatientTimer timer = new ImpatientTimer();
    private final RetryPolicy patience = new RetryPolicy(UpstreamSettings.USUAL, timer, () -> 0);

    @AfterEach
    void stopTimer() {
        timer.close();
    }

    private Uni<String> text(String path) {
        return over(http)
                .ask(get(server.uri(path)))
                .onItem()
                .transformToUni(answer -> answer.bytes(1000))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void aBusyServerIsAskedAgainWhenItSaid() {
        server.on("/x")
                .answers(503)
                .retryAfter("2")
                .then()
                .answers(429)
                .then()
                .answers(200, "text/plain", "0123456789")
                .dropsAfter(4)
                .then()
                .answers(200, "text/plain", "at last");

        assertThat(within(patience.with(text("/x"), UpstreamListener.NONE))).isEqualTo("at last");
        assertThat(timer.pauses()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(3));
        assertNoPermitIsHeld();
    }

    @Test
    void theBodyMayBeReadBehindThePatience() {
        server.on("/x").answers(503).then().answers(200, "text/plain", "at last");
        Uni<UpstreamResponse> patiently = patience.with(over(http).ask(get(server.uri("/x"))), UpstreamListener.NONE);

        assertThat(bytesOf(patiently)).hasSize(7);
    }

    @Test
    void itGivesUpWithTheLastProblem() {
        server.on("/x").dropsHead();

        assertThat(problemOf(patience.with(text("/x"), UpstreamListener.NONE)).kind())
                .isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(server.requests()).hasSize(4);
        assertNoPermitIsHeld();
    }

    @Test
    void thousandsOfRequestsFromManyThreadsAllEnd() {
        server.on("/x").answers(200, "text/plain", "0123456789");
        List<String> texts = within(Multi.createFrom()
                .range(0, 3000)
                .onItem()
                .transformToUni(i -> text("/x")
                        .runSubscriptionOn(io.smallrye.mutiny.infrastructure.Infrastructure.getDefaultExecutor()))
                .merge(32)
                .collect()
                .asList());

        assertThat(texts).hasSize(3000).containsOnly("0123456789");
        assertThat(server.mostAtOnce()).isLessThanOrEqualTo(UpstreamSettings.GENEROUS.connections());
        assertNoPermitIsHeld();
    }
}
