package dev.voyage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Problem;
import dev.voyage.testsupport.ScriptedServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A client and a server that does as told. */
abstract class HttpTestBase {

    static final EgressPolicy LOOPBACK = new EgressPolicy(List.of("127.0.0.0/8"));

    private static Vertx vertx;

    final ScriptedServer server = ScriptedServer.start();
    VertxHttp http = client(Settings.USUAL, Settings.GENEROUS);

    @BeforeAll
    static void startLoops() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopLoops() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    static VertxHttp client(HttpConfig config, HostLimits limits) {
        return new VertxHttp(vertx, config, limits, LOOPBACK, "voyage/test");
    }

    static VertxHttp client(HostLimits limits, HostRest rest, OptionalLong bytesPerSecond) {
        return new VertxHttp(
                vertx, Settings.USUAL, limits, rest, bytesPerSecond, LOOPBACK, "voyage/test", Traffic.NONE);
    }

    static VertxHttp client(EgressPolicy egress, Names.Lookup lookup) {
        return new VertxHttp(
                vertx,
                Settings.USUAL,
                Settings.GENEROUS,
                Settings.PATIENT,
                OptionalLong.empty(),
                egress,
                "voyage/test",
                VertxHttp.options(Settings.USUAL, Settings.GENEROUS),
                lookup,
                Traffic.NONE);
    }

    static Vertx vertx() {
        return vertx;
    }

    Answer send(Ask ask) {
        return within(http.send(ask));
    }

    String text(Ask ask) {
        return new String(
                within(http.ask(ask).onItem().transformToUni(answer -> answer.bytes(1 << 20))), StandardCharsets.UTF_8);
    }

    static byte[] bytesOf(Uni<Answer> answer) {
        return within(answer.onItem().transformToUni(one -> one.bytes(1 << 20)));
    }

    static <T> T within(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    static <T> T within(CompletableFuture<T> future) {
        return Uni.createFrom().completionStage(future).await().atMost(Duration.ofSeconds(20));
    }

    static Problem problemOf(Uni<?> uni) {
        Throwable failure = within(uni.onItemOrFailure().transform((item, thrown) -> thrown));
        assertThat(failure).isInstanceOf(Problem.class);
        return (Problem) failure;
    }

    /** Nothing of this server's host is under way any more; waits for what ends just now. */
    void assertNoPermitIsHeld() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (http.gate().underWay(Urls.authority(server.uri("/"))) > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(http.gate().underWay(Urls.authority(server.uri("/")))).isZero();
    }
}
