package dev.voyage.upstream.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.HttpTestBase;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.UpstreamSettings;
import dev.voyage.upstream.client.VertxHttp;
import dev.voyage.upstream.politeness.AimdLimit;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The host limits as a server sees them. */
class HostLimitsTest extends HttpTestBase {

    private AimdLimit pace(VertxHttp client) {
        return client.gate().pace(Urls.authority(server.uri("/")));
    }

    private static VertxHttp weary(int failures) {
        return client(
                UpstreamSettings.GENEROUS,
                new UpstreamSettings.Rest(failures, Duration.ofMinutes(10)),
                OptionalLong.empty());
    }

    @Test
    void neverMoreConnectionsThanPermits() {
        var most = new AtomicInteger();
        server.on("/x").answersBy(200, "text/plain", request -> {
            most.accumulateAndGet(server.connections(), Math::max);
            return new byte[100];
        });
        within(Multi.createFrom()
                .range(0, 500)
                .onItem()
                .transformToUni(i -> over(http).ask(get(server.uri("/x"))).chain(answer -> answer.bytes(100)))
                .merge(50)
                .collect()
                .asList());

        assertThat(most.get()).isBetween(1, UpstreamSettings.GENEROUS.connections());
    }

    @Test
    void busyAnswersAndSilenceHalveAndOthersDoNot() {
        server.on("/404").answers(404);
        server.on("/500").answers(500);
        send(get(server.uri("/404"))).discard();
        send(get(server.uri("/500"))).discard();
        assertThat(pace(http).perSecond()).isEqualTo(100_000);

        int times = 1;
        server.on("/429").answers(429);
        server.on("/503").answers(503);
        server.on("/closed").dropsHead();
        server.on("/silent").stallsHead();
        send(get(server.uri("/429"))).discard();
        assertThat(pace(http).perSecond()).isEqualTo(100_000 >> times++);
        send(get(server.uri("/503"))).discard();
        assertThat(pace(http).perSecond()).isEqualTo(100_000 >> times++);
        problemOf(over(http).send(get(server.uri("/closed"))));
        assertThat(pace(http).perSecond()).isEqualTo(100_000 >> times);

        VertxHttp other = client(UpstreamSettings.USUAL, UpstreamSettings.GENEROUS);
        problemOf(over(other).send(get(server.uri("/silent")).patience(Duration.ofMillis(50))));
        assertThat(pace(other).perSecond()).isEqualTo(50_000);
        var nobody = ScriptedServer.refusing();
        problemOf(over(other).send(get(nobody)));
        assertThat(other.gate().pace(Urls.authority(nobody)).perSecond()).isEqualTo(50_000);
        other.close();
    }

    @Test
    void tooManyRequestsIsForAllOfThem() {
        VertxHttp waiting = client(UpstreamSettings.USUAL.longestPause(Duration.ofHours(1)), UpstreamSettings.GENEROUS);
        server.on("/x").answers(429).retryAfter("3600");
        server.on("/y").answers(200);
        within(over(waiting).send(get(server.uri("/x")))).discard();
        var held = over(waiting).send(get(server.uri("/y"))).subscribe().withSubscriber(UniAssertSubscriber.create());
        try (var other = ScriptedServer.start()) {
            other.on("/z").answers(200);
            within(over(waiting).send(get(other.uri("/z")))).discard();
        }

        assertThat(server.requests("/y")).isEmpty(); // queued before the other request, and still waiting
        held.assertNotTerminated().cancel();
        waiting.close();
    }

    @Test
    void aDeadHostIsNotAskedAnyMore() {
        VertxHttp weary = weary(3);
        server.on("/x").answers(500);
        for (int i = 0; i < 3; i++) {
            within(over(weary).send(get(server.uri("/x")))).discard();
        }
        Problem problem = problemOf(over(weary).send(get(server.uri("/y"))));

        assertThat(problem.kind()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(problem.retryable()).isTrue();
        assertThat(problem.retryAfter().orElseThrow()).isGreaterThan(Duration.ofMinutes(9));
        assertThat(problem.detail()).contains("failed 3 times in a row", "600.0 s");
        assertThat(server.requests()).hasSize(3);
        weary.close();
    }

    @Test
    void whoWaitsWhenTheHostTurnsOutDeadIsTold() {
        VertxHttp weary = client(
                new UpstreamSettings.Limits(1, 100_000, 100),
                new UpstreamSettings.Rest(1, Duration.ofMinutes(10)),
                OptionalLong.empty());
        var release = new CompletableFuture<Void>();
        server.on("/x").holdsHead(release).answers(500);
        UniAssertSubscriber<UpstreamResponse> first =
                over(weary).send(get(server.uri("/x"))).subscribe().withSubscriber(UniAssertSubscriber.create());
        server.await("/x", 1);
        UniAssertSubscriber<UpstreamResponse> second =
                over(weary).send(get(server.uri("/x"))).subscribe().withSubscriber(UniAssertSubscriber.create());
        UniAssertSubscriber<UpstreamResponse> cancelled =
                over(weary).send(get(server.uri("/x"))).subscribe().withSubscriber(UniAssertSubscriber.create());
        cancelled.cancel();
        release.complete(null);

        first.awaitItem(WaitLimit.TIME).getItem().discard();
        second.awaitFailure(WaitLimit.TIME).assertFailedWith(Problem.class, "left alone");
        cancelled.assertNotTerminated();
        assertThat(server.requests()).hasSize(1);
        assertNoPermitIsHeld();
        weary.close();
    }
}
