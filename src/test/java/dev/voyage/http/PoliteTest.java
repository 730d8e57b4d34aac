package dev.voyage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.testsupport.ScriptedServer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a server sees of the gate's manners. */
class PoliteTest extends HttpTestBase {

    private Pace pace(VertxHttp client) {
        return client.gate().pace(Urls.authority(server.uri("/")));
    }

    private static VertxHttp weary(int failures) {
        return client(Settings.GENEROUS, new Settings.Rest(failures, Duration.ofMinutes(10)), OptionalLong.empty());
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
                .transformToUni(i -> http.ask(Ask.get(server.uri("/x"))).chain(answer -> answer.bytes(100)))
                .merge(50)
                .collect()
                .asList());

        assertThat(most.get()).isBetween(1, Settings.GENEROUS.connections());
    }

    @Test
    void busyAnswersAndSilenceHalveAndOthersDoNot() {
        server.on("/404").answers(404);
        server.on("/500").answers(500);
        send(Ask.get(server.uri("/404"))).discard();
        send(Ask.get(server.uri("/500"))).discard();
        assertThat(pace(http).perSecond()).isEqualTo(100_000);

        int times = 1;
        server.on("/429").answers(429);
        server.on("/503").answers(503);
        server.on("/closed").dropsHead();
        server.on("/silent").stallsHead();
        send(Ask.get(server.uri("/429"))).discard();
        assertThat(pace(http).perSecond()).isEqualTo(100_000 >> times++);
        send(Ask.get(server.uri("/503"))).discard();
        assertThat(pace(http).perSecond()).isEqualTo(100_000 >> times++);
        problemOf(http.send(Ask.get(server.uri("/closed"))));
        assertThat(pace(http).perSecond()).isEqualTo(100_000 >> times);

        VertxHttp other = client(Settings.USUAL, Settings.GENEROUS);
        problemOf(other.send(Ask.get(server.uri("/silent")).patience(Duration.ofMillis(50))));
        assertThat(pace(other).perSecond()).isEqualTo(50_000);
        var nobody = ScriptedServer.refusing();
        problemOf(other.send(Ask.get(nobody)));
        assertThat(other.gate().pace(Urls.authority(nobody)).perSecond()).isEqualTo(50_000);
        other.close();
    }

    @Test
    void tooManyRequestsIsForAllOfThem() {
        server.on("/x").answers(429).retryAfter("1");
        server.on("/y").answers(200);
        send(Ask.get(server.uri("/x"))).discard();
        long begin = System.nanoTime();
        send(Ask.get(server.uri("/y"))).discard();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(800));
    }

    @Test
    void aDeadHostIsNotAskedAnyMore() {
        VertxHttp weary = weary(3);
        server.on("/x").answers(500);
        for (int i = 0; i < 3; i++) {
            within(weary.send(Ask.get(server.uri("/x")))).discard();
        }
        Problem problem = problemOf(weary.send(Ask.get(server.uri("/y"))));

        assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(problem.retryable()).isTrue();
        assertThat(problem.retryAfter().orElseThrow()).isGreaterThan(Duration.ofMinutes(9));
        assertThat(problem.detail()).contains("failed 3 times in a row", "600.0 s");
        assertThat(server.requests()).hasSize(3);
        weary.close();
    }

    @Test
    void whoWaitsWhenTheHostTurnsOutDeadIsTold() {
        VertxHttp weary = client(
                new Settings.Limits(1, 100_000, 100),
                new Settings.Rest(1, Duration.ofMinutes(10)),
                OptionalLong.empty());
        var release = new CompletableFuture<Void>();
        server.on("/x").holdsHead(release).answers(500);
        UniAssertSubscriber<Answer> first =
                weary.send(Ask.get(server.uri("/x"))).subscribe().withSubscriber(UniAssertSubscriber.create());
        server.await("/x", 1);
        UniAssertSubscriber<Answer> second =
                weary.send(Ask.get(server.uri("/x"))).subscribe().withSubscriber(UniAssertSubscriber.create());
        UniAssertSubscriber<Answer> cancelled =
                weary.send(Ask.get(server.uri("/x"))).subscribe().withSubscriber(UniAssertSubscriber.create());
        cancelled.cancel();
        release.complete(null);

        first.awaitItem().getItem().discard();
        second.awaitFailure().assertFailedWith(Problem.class, "left alone");
        cancelled.assertNotTerminated();
        assertThat(server.requests()).hasSize(1);
        assertNoPermitIsHeld();
        weary.close();
    }
}
