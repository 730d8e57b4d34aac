package dev.voyage.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Problem;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.client.DnsCache;
import dev.voyage.upstream.client.VertxHttp;
import dev.voyage.upstream.egress.EgressPolicy;
import dev.voyage.upstream.politeness.CircuitBreakerConfig;
import dev.voyage.upstream.politeness.HostLimits;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A client and a scripted server. */
public abstract class HttpTestBase {

    protected static final EgressPolicy LOOPBACK = new EgressPolicy(List.of("127.0.0.0/8"));

    private static Vertx vertx;

    public final ScriptedServer server = ScriptedServer.start();
    public VertxHttp http = client(UpstreamSettings.USUAL, UpstreamSettings.GENEROUS);

    @BeforeAll
    static void startLoops() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopLoops() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(WaitLimit.SECONDS, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    public static VertxHttp client(HttpConfig config, HostLimits limits) {
        return new VertxHttp(vertx, config, limits, LOOPBACK, "voyage/test");
    }

    protected static VertxHttp client(HostLimits limits, CircuitBreakerConfig rest, OptionalLong bytesPerSecond) {
        return new VertxHttp(
                vertx,
                UpstreamSettings.USUAL,
                limits,
                rest,
                bytesPerSecond,
                LOOPBACK,
                "voyage/test",
                UpstreamMetrics.NONE);
    }

    protected static VertxHttp client(EgressPolicy egress, DnsCache.Lookup lookup) {
        return new VertxHttp(
                vertx,
                UpstreamSettings.USUAL,
                UpstreamSettings.GENEROUS,
                UpstreamSettings.PATIENT,
                OptionalLong.empty(),
                egress,
                "voyage/test",
                VertxHttp.options(UpstreamSettings.USUAL, UpstreamSettings.GENEROUS),
                lookup,
                UpstreamMetrics.NONE);
    }

    protected static Vertx vertx() {
        return vertx;
    }

    /** A class of tests that sends its requests through a client other than {@link VertxHttp}. */
    public interface ClientChoice {
        Http chosen(VertxHttp client);
    }

    /** The requests of a test class; {@code WholeAnswerTest} and similar classes request whole responses. */
    protected UpstreamRequest get(URI uri) {
        return UpstreamRequest.get(uri);
    }

    /** The client of a test class. */
    protected Http over(VertxHttp client) {
        return this instanceof ClientChoice choice ? choice.chosen(client) : client;
    }

    public UpstreamResponse send(UpstreamRequest ask) {
        return within(over(http).send(ask));
    }

    public String text(UpstreamRequest ask) {
        return new String(
                within(over(http).ask(ask).onItem().transformToUni(answer -> answer.bytes(1 << 20))),
                StandardCharsets.UTF_8);
    }

    public static byte[] bytesOf(Uni<UpstreamResponse> answer) {
        return within(answer.onItem().transformToUni(one -> one.bytes(1 << 20)));
    }

    public static <T> T within(Uni<T> uni) {
        return uni.await().atMost(WaitLimit.TIME);
    }

    public static <T> T within(CompletableFuture<T> future) {
        return Uni.createFrom().completionStage(future).await().atMost(WaitLimit.TIME);
    }

    public static Problem problemOf(Uni<?> uni) {
        Throwable failure = within(uni.onItemOrFailure().transform((item, thrown) -> thrown));
        assertThat(failure).isInstanceOf(Problem.class);
        return (Problem) failure;
    }

    /** Waits until no request to this server's host is in flight any more. */
    public void assertNoPermitIsHeld() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WaitLimit.SECONDS);
        while (http.gate().underWay(Urls.authority(server.uri("/"))) > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(http.gate().underWay(Urls.authority(server.uri("/")))).isZero();
    }
}
